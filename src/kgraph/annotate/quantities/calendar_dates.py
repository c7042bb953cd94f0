"""Dates by the calendar: days, months and years, with and without the year; what they mean is for `when`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.annotate.quantities import calendar_words as words
from kgraph.annotate.quantities.series import DASHES, TO
from kgraph.annotate.quantities.when import (
    FIRST_YEAR,
    LAST_YEAR,
    Day,
    When,
    Yearless,
    iso,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgraph.annotate.quantities.tokens import Tokens
    from kgraph.annotate.quantities.when import Turn
    from kgraph.model import Lang

_POINTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_YEAR_LEADS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "de": ((), (",",), ("des", "jahres"), ("im", "jahr"), ("im", "jahre"), ("in",), ("von",), ("/",)),
    "en": ((), (",",), ("of",), ("in",), ("of", "the", "year"), ("/",), ("of", "fiscal")),
}
TURNS = {"last": -1, "this": 0, "next": 1}
BARE_YEAR = 1950  # a number without a month or "Ende" beside it is seldom an earlier year
_CLAUSE = 10  # tokens to either side in which a word of the future counts


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at the tokens `start:stop`."""

    start: int
    stop: int
    when: When


@dataclass(frozen=True, slots=True)
class Parsed:
    """A month or day up to token `stop`; `year` is a year, `years` a distance to the year of publication."""

    stop: int
    month: int
    day: int = 0
    end_day: int = 0
    year: int | None = None
    years: int | None = None


def clean(tokens: Tokens, i: int) -> bool:
    """Say whether token `i` begins something: not inside a word, a longer number or a name ("gpt-4-2024-04-09")."""
    if not tokens.glued(i):
        return True
    if tokens.letters(i - 1) or tokens.numeral(i - 1) or tokens.at(i - 1) in "$€£¥#§%@&=":
        return False
    return tokens.at(i - 1) not in "-‑_.,/:+'’" or not tokens.glued(i - 1)


def year_at(tokens: Tokens, i: int, *, first: int = BARE_YEAR) -> int | None:
    """Return the year from `first` on at token `i`, if nothing is glued to it that makes it something else."""
    raw = tokens.spelled(i)
    if len(raw) != 4 or not raw.isdecimal() or not first <= int(raw) <= LAST_YEAR:
        return None
    if tokens.glued(i + 1):
        mark = tokens.at(i + 1)
        if (
            tokens.letters(i + 1)
            or mark in "%_€$@"
            or (mark in ":=" and tokens.glued(i + 2) and tokens.numeral(i + 2))
        ):
            return None
    return int(raw)


def year_behind(tokens: Tokens, j: int, lang: Lang) -> tuple[int | None, int | None, int]:
    """Return the year, or the distance to that of publication, that follows at `j`, and where it ends."""
    for lead in _YEAR_LEADS[lang]:
        k = j + len(lead)
        if tokens.follows(j, *lead) and tokens.near(k):
            year = year_at(tokens, k, first=FIRST_YEAR)
            if year is not None:
                return year, None, k + 1
    years, stop = relative_year(tokens, j, lang)
    return None, years, stop


def relative_year(tokens: Tokens, j: int, lang: Lang) -> tuple[int | None, int]:
    """Return the distance that "letzten Jahres", "of this year", "next year" at `j` gives, and where it ends."""
    start = j
    for _ in range(2):
        if tokens.at(j) in ("of", "des", "im", "in", "the", "vom") and tokens.near(j):
            j += 1
    turn = words.TURNS[lang].get(tokens.at(j))
    if turn is None or not tokens.near(j) or not tokens.near(j + 1):
        return None, start
    if words.UNITS[lang].get(tokens.at(j + 1)) != "year" or tokens.at(j + 1) in words.PLURALS - {"jahre"}:
        return None, start
    return TURNS[turn], j + 2


def numeric(tokens: Tokens, i: int, lang: Lang) -> Dated | None:
    """Read 05.04.2025, 2025-04-05, 2025/04/05, 2025-04, 04/2025, and 12/31/2025 where only one order is possible."""
    pointed = _POINTED.fullmatch(tokens.raw[i])
    if pointed is not None:
        day, month, year = (int(part) for part in pointed.groups())
        return _exact(i, i + 1, iso(year, month, day))
    mark = tokens.at(i + 1)
    if mark not in ("-", "/", "‑"):
        return None
    parts = [tokens.raw[i]]
    j = i + 1
    while tokens.at(j) == mark and len(parts) < 4:
        if not (tokens.glued(j) and tokens.glued(j + 1) and tokens.numeral(j + 1)):
            break
        parts.append(tokens.raw[j + 1])
        j += 2
    if not 2 <= len(parts) <= 3 or not all(part.isdecimal() and len(part) in (1, 2, 4) for part in parts):
        return None
    if tokens.glued(j) and (tokens.at(j) in "-_‑" and tokens.glued(j + 1)):
        return None
    lengths = [len(part) for part in parts]
    values = [int(part) for part in parts]
    if lengths[0] == 4 and max(lengths[1:]) == 2:
        return _exact(i, j, iso(*values))
    if lengths[-1] == 4 and max(lengths[:-1]) <= 2:
        if len(values) == 2:
            return _exact(i, j, iso(values[1], values[0]) if mark == "/" else None)
        first, second, year = values
        orders = {iso(year, first, second), iso(year, second, first)} - {None}
        return _exact(i, j, orders.pop()) if len(orders) == 1 else None
    return None


def _exact(start: int, stop: int, value: str | None, end: str | None = None) -> Dated | None:
    return Dated(start, stop, Day(value, end)) if value is not None else None


def _day_number(tokens: Tokens, i: int) -> tuple[int, int]:
    """Return the day of the month at token `i`, or 0, and where it ends with its point or ordinal ending."""
    raw = tokens.spelled(i)
    if not raw.isdecimal() or len(raw) > 2 or not 1 <= int(raw) <= 31:
        return 0, i
    j = i + 1
    if tokens.glued(j) and (tokens.at(j) in _ORDINAL_ENDINGS or tokens.at(j) == "."):
        j += 1
    return int(raw), j


def day_first(tokens: Tokens, i: int, lang: Lang) -> Parsed | None:
    """Parse "5. April 2025", "5.-7. April", "25th of September", with or without a year."""
    day, j = _day_number(tokens, i)
    end_day = 0
    if day and (tokens.at(j) in DASHES or tokens.at(j) in TO or tokens.at(j) == "/") and tokens.near(j):
        end_day, j = _day_number(tokens, j + 1)
        if end_day <= day:
            return None
    if lang == "en" and tokens.at(j) == "of":
        j += 1
    month = words.MONTHS[lang].get(tokens.at(j), 0)
    if not day or not month or not tokens.capital(j) or not tokens.near(j):
        return None
    stop = _past_month(tokens, j)
    year, years, stop = year_behind(tokens, stop, lang)
    return Parsed(stop, month, day, end_day, year, years)


def _past_month(tokens: Tokens, i: int) -> int:
    """Return the index behind the month at `i` with the full stop of its abbreviation, if something follows that."""
    stop = tokens.at(i) in words.SHORT_MONTHS and tokens.at(i + 1) == "." and tokens.glued(i + 1)
    return i + 2 if stop and tokens.numeral(i + 2) else i + 1


def month_first(tokens: Tokens, i: int, lang: Lang) -> Iterator[Parsed]:
    """Parse "April 5, 2025", "April 5-7", "April 2025", "April letzten Jahres", "April"."""
    month = words.MONTHS[lang].get(tokens.at(i), 0)
    if not month or not tokens.capital(i):
        return
    j = _past_month(tokens, i)
    day, stop = _day_number(tokens, j) if tokens.near(j) else (0, j)
    if tokens.at(stop - 1) == ".":
        stop -= 1
    inside = tokens.glued(stop) and (tokens.letters(stop) or tokens.at(stop) in "%:€$")
    if day and not inside:
        end_day = 0
        if tokens.at(stop) in DASHES and tokens.near(stop):
            end_day, end = _day_number(tokens, stop + 1)
            end_day, stop = (end_day, end) if end_day > day else (0, stop)
        year, years, stop = year_behind(tokens, stop, lang)
        if year is not None or lang == "en":
            yield Parsed(stop, month, day, end_day, year, years)
    year, years, stop = year_behind(tokens, j, lang)
    yield Parsed(stop, month, year=year, years=years)


def _calendar(tokens: Tokens, i: int, lang: Lang) -> Parsed | None:
    """Parse a month or day with its year at token `i`."""
    readings = [day_first(tokens, i, lang)] if tokens.numeral(i) else [*month_first(tokens, i, lang)]
    return next((p for p in readings if p is not None and p.year is not None), None)


def from_month(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    """A month alone is a date behind a preposition only: "May" is a name and a verb besides."""
    before = tokens.at(i - 1)
    prepositions = words.MONTH_PREPOSITIONS[lang]
    paired = before in ("und", "and", "oder", "or", "bis", "to") and tokens.at(i - 2) in words.MONTHS[lang]
    placed = before in prepositions or (paired and tokens.at(i - 3) in prepositions)
    placed = placed or (
        (tokens.at(i + 1) in TO or tokens.at(i + 1) in DASHES) and _calendar(tokens, i + 2, lang) is not None
    )
    for parsed in month_first(tokens, i, lang):
        if parsed.day or parsed.year or parsed.years is not None or placed:
            yield from dated(tokens, i, parsed, lang)


def dated(
    tokens: Tokens, start: int, parsed: Parsed, lang: Lang, *, turn: Turn | None = None
) -> Iterator[Dated]:
    """Yield the date `parsed`, one period with the date behind it ("März bis Juni 2024"), or with its year."""
    year, stop, link = parsed.year, parsed.stop, tokens.at(parsed.stop)
    period = link in TO or link in DASHES or link in ("until", "till")
    if tokens.near(stop) and tokens.near(stop + 1) and (period or link in ("und", "and", "oder", "or", "/")):
        following = _calendar(tokens, stop + 1, lang) if not parsed.end_day and parsed.years is None else None
        if following is not None and following.year is not None:
            year = year or following.year
            value = iso(year, parsed.month, parsed.day)
            end = iso(following.year, following.month, following.day)
            if (
                period
                and value is not None
                and end is not None
                and value < end
                and tokens.at(start - 1) != "from"
            ):
                yield Dated(start, following.stop, Day(value, end))
                return
    if year is not None:
        value = iso(year, parsed.month, parsed.day)
        end = iso(year, parsed.month, parsed.end_day) if parsed.end_day else None
        if value is not None and (end is not None or not parsed.end_day):
            yield Dated(start, stop, Day(value, end))
        return
    j = stop + (tokens.at(stop) == ",")
    if tokens.near(j) and len(tokens.at(j)) == 4 and tokens.numeral(j):
        return  # a year before our time
    turn = turn or ("near" if ahead(tokens, start, stop, lang) else "past")
    yield Dated(start, stop, Yearless(parsed.month, parsed.day, parsed.end_day, turn, parsed.years))


def ahead(tokens: Tokens, start: int, stop: int, lang: Lang) -> bool:
    """Say whether a word of the future stands in the clause."""
    for step, j, last in ((-1, start - 1, start - _CLAUSE), (1, stop, stop + _CLAUSE)):
        while 0 <= j < len(tokens) and j != last and not tokens.ends_sentence(j):
            if tokens.low[j] in words.AHEAD[lang]:
                return True
            j += step
    return False
