"""The grammar of German and English dates; what they mean is for `when`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.annotate.quantities import calendar_dates as by_calendar
from kgraph.annotate.quantities import calendar_words as words
from kgraph.annotate.quantities import numbers
from kgraph.annotate.quantities.calendar_dates import Dated
from kgraph.annotate.quantities.series import DASHES, TO
from kgraph.annotate.quantities.when import Day, Offset, Same, Weekday, Yearless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgraph.annotate.quantities.tokens import Tokens
    from kgraph.annotate.quantities.when import Turn
    from kgraph.model import Lang

_LATEST_SAID = 2050  # later bare numbers are years behind a preposition only ("RTX 2080", "IC 2083")
_FURTHEST = {"day": 400, "week": 100, "month": 60, "year": 100}  # "vor 500 Tagen" still tells a date, no more


def starters(lang: Lang) -> frozenset[str]:
    """Return the lower-case words that a date of `lang` can begin with."""
    weekdays = {day + part for day in words.WEEKDAYS[lang] for part in words.PARTS_OF_DAY}
    tables = (
        words.MONTHS,
        words.SEASONS,
        words.PERIOD_PARTS,
        words.ORDINALS,
        words.TURNS,
        words.SAME,
        words.DAYS,
    )
    own = numbers.starters("en") | {"year"} if lang == "en" else {"vor"}
    return frozenset({"q", "h", *own, *weekdays, *words.YEAR_PARTS}.union(*(table[lang] for table in tables)))


def read(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    """Yield every reading of the date that begins at token `i`."""
    if tokens.numeral(i):
        if by_calendar.clean(tokens, i):
            yield from _digits(tokens, i, lang)
        return
    if tokens.glued(i) and (tokens.numeral(i - 1) or (tokens.at(i - 1) in "-_." and tokens.glued(i - 1))):
        return
    word = tokens.low[i]
    if word in words.MONTHS[lang]:
        yield from by_calendar.from_month(tokens, i, lang)
    if word in words.PERIOD_PARTS[lang]:
        yield from _period(tokens, i, lang)
    if word in ("q", "h") or word in words.ORDINALS[lang]:
        yield from _part_of_year(tokens, i, lang)
    if word in words.SEASONS[lang]:
        yield from _season(tokens, i, lang)
    if word in words.TURNS[lang]:
        yield from _turned(tokens, i, lang)
    if word in words.SAME[lang]:
        unit = words.UNITS[lang].get(tokens.at(i + 1))
        if unit is not None and unit != "week" and tokens.at(i + 1) not in words.PLURALS:
            yield Dated(i, i + 2, Same(unit))
    if word in words.DAYS[lang]:
        yield from _named_day(tokens, i, lang)
    if word in words.YEAR_PARTS or (word == "year" and tokens.at(i + 1) == "-" and tokens.at(i + 2) == "end"):
        yield from _end_of_year(tokens, i, lang)
    yield from _weekday(tokens, i, lang)
    yield from _ago(tokens, i, lang)


def _digits(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    numeric = by_calendar.numeric(tokens, i, lang)
    if numeric is not None:
        yield numeric
    if len(tokens.low[i]) == 4:
        yield from _years(tokens, i, lang)
    if tokens.numeral(i + 1):
        return
    parsed = by_calendar.day_first(tokens, i, lang)
    if parsed is not None:
        yield from by_calendar.dated(tokens, i, parsed, lang)
    if tokens.low[i] in ("1", "2", "3", "4"):
        yield from _part_of_year(tokens, i, lang)
    yield from _ago(tokens, i, lang)


def _years(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    """Yield the bare year at token `i`, and the period that it begins ("2023–2025", "2023 bis 2025", "2023/24")."""
    year = by_calendar.year_at(tokens, i)
    if year is None:
        return
    link = tokens.at(i + 1)
    if link in DASHES or link in TO or link == "/":
        last = by_calendar.year_at(tokens, i + 2)
        short = tokens.spelled(i + 2)
        if last is None and tokens.glued(i + 2) and short.isdecimal() and len(short) == 2:
            last = year - year % 100 + int(short)
        if last is not None and year < last and tokens.near(i + 1) and tokens.near(i + 2):
            yield Dated(i, i + 3, Day(str(year), str(last)))
            return
    if tokens.glued(i + 1) and link in "/-‑" and tokens.glued(i + 2) and tokens.numeral(i + 2):
        return  # part of some other number
    if _counts_years(tokens, i, lang):
        yield Dated(i, i + 1, Day(str(year)))


def _counts_years(tokens: Tokens, i: int, lang: Lang) -> bool:
    """Say whether the bare number at `i` counts years rather than things ("2048 GPUs", "RTX 2080", "030 2024")."""
    before = tokens.at(i - 1)
    if before in words.YEAR_PREPOSITIONS:
        return True
    if before in words.NO_YEAR_BEFORE or tokens.at(i + 1) in words.COUNTED:
        return False
    if int(tokens.raw[i]) > _LATEST_SAID:
        return False
    longer = tokens.numeral(i - 1) and (len(before) > 1 or tokens.at(i - 2) == "+")
    return not longer and tokens.at(i + 1) not in ("%", "€", "$", "°")


def _period(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    """Yield "Anfang Januar 2026", "mid-2025", "Ende des Jahres", "early next year", "end of May"."""
    part = tokens.low[i]
    j = tokens.linked(i + 1)
    if j < 0:
        return
    if lang == "en" and tokens.at(j) == "of":
        j += 1
        if tokens.follows(j, "the", "year"):
            yield Dated(i, j + 2, Offset("year", 0))
    elif part in words.NEEDS_OF:
        return
    if tokens.follows(j, "des", "jahres") and by_calendar.year_at(tokens, j + 2) is None:
        yield Dated(i, j + 2, Offset("year", 0))
    years, stop = by_calendar.relative_year(tokens, j, lang)
    if years is not None:
        yield Dated(i, stop, Offset("year", years))
    year, _, stop = by_calendar.year_behind(tokens, j, lang)
    if year is not None and tokens.at(j) != ",":
        yield Dated(i, stop, Day(str(year)))
    turn = words.TURNS[lang].get(tokens.at(j)) if tokens.near(j + 1) else None
    j += turn is not None
    if tokens.at(j) in words.MONTHS[lang] and tokens.near(j):
        for parsed in by_calendar.month_first(tokens, j, lang):
            if not parsed.day:
                yield from by_calendar.dated(tokens, i, parsed, lang, turn=turn)


def _part_of_year(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    """Yield quarters and halves with their year: "Q1 2025", "1. Quartal 2025", "second half of this year"."""
    j = i + 1
    if tokens.low[i] in ("q", "h"):
        if not tokens.glued(j) or tokens.at(j) not in ("1", "2", "3", "4") or not tokens.capital(i):
            return
        j += 1
    else:
        j += tokens.at(j) in (".", *("st", "nd", "rd", "th"))
        if tokens.at(j) not in words.PARTS_OF_YEAR[lang] or not tokens.near(j):
            return
        j += 1
    yield from _with_year(tokens, i, j, lang)


def _season(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    yield from _with_year(tokens, i, i + 1, lang)


def _with_year(tokens: Tokens, start: int, j: int, lang: Lang) -> Iterator[Dated]:
    year, years, stop = by_calendar.year_behind(tokens, j, lang)
    if year is not None and tokens.at(j) != ",":
        yield Dated(start, stop, Day(str(year)))
    elif years is not None:
        yield Dated(start, stop, Offset("year", years))


def _turned(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    """Yield "last week", "nächsten April", "vergangenen Dienstag", "diesen Sommer", "letztes Jahr"."""
    turn = words.TURNS[lang][tokens.low[i]]
    j = i + 1
    if not tokens.near(j) or (
        lang == "en" and tokens.at(i - 1) in ("the", "these") and tokens.low[i] != "upcoming"
    ):
        return  # "over the last year" is a span of time
    word = tokens.low[j]
    unit = words.UNITS[lang].get(word)
    if unit is not None and unit != "day" and word not in words.PLURALS - {"jahre", "monate"}:
        yield Dated(i, j + 1, Offset(unit, by_calendar.TURNS[turn]))
    if word in words.SEASONS[lang]:
        yield Dated(i, j + 1, Yearless(words.SEASONS[lang][word], turn=turn, season=True))
    day = _weekday_at(tokens, j, lang)
    if day is not None:
        yield Dated(i, j + 1, Weekday(day, turn))
    readings = [by_calendar.day_first(tokens, j, lang)] if tokens.numeral(j) else []
    for parsed in [*readings, *by_calendar.month_first(tokens, j, lang)]:
        if parsed is not None:
            yield from by_calendar.dated(tokens, i, parsed, lang, turn=turn)


def _named_day(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    """Yield "gestern" and the like; "bis heute", "today's models", "am Morgen" tell no day."""
    word, before = tokens.low[i], tokens.at(i - 1)
    vague = word in ("heute", "today") and before in (
        "bis",
        "von",
        "noch",
        "until",
        "of",
        "as",
        "still",
        "even",
    )
    vague |= word == "morgen" and (
        tokens.capital(i) or before in ("am", "heute", "gestern", "guten", "jeden")
    )
    vague |= tokens.at(i + 1) in ("'", "’") and tokens.glued(i + 1)
    if not vague:
        yield Dated(i, i + 1, Offset("day", words.DAYS[lang][word]))


def _end_of_year(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    j = i + 3 if tokens.low[i] == "year" else i + 1
    year, years, stop = by_calendar.year_behind(tokens, j, lang)
    if year is not None and tokens.at(j) != ",":
        yield Dated(i, stop, Day(str(year)))
    else:
        yield Dated(i, stop, Offset("year", years or 0))


def _weekday_at(tokens: Tokens, i: int, lang: Lang) -> int | None:
    """Return the day of the week at token `i`; German ones may name a part of the day ("Dienstagabend")."""
    if not tokens.capital(i):
        return None
    word = tokens.at(i)
    day = words.WEEKDAYS[lang].get(word)
    if day is None and lang == "de" and "tag" in word:
        name, tag, part = word.partition("tag")
        day = words.WEEKDAYS["de"].get(name + tag) if part in words.PARTS_OF_DAY else None
    return day


def _weekday(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    """Yield a day of the week, unless a date follows that says more ("Tuesday, September 25")."""
    day = _weekday_at(tokens, i, lang)
    before = tokens.at(i - 1)
    if day is None or before in words.NAMED_DAYS or (tokens.glued(i + 1) and tokens.glued(i + 2)):
        return
    if lang == "de" and before not in words.DAY_PREPOSITIONS:
        return
    following = i + 1 + (tokens.at(i + 1) == ",")
    following += tokens.at(following) in ("den", "dem", "the")
    if (
        tokens.at(following) in words.MONTHS[lang]
        or by_calendar.day_first(tokens, following, lang) is not None
    ):
        return
    turn: Turn = "near" if by_calendar.ahead(tokens, i, i + 1, lang) else "past"
    yield Dated(i, i + 1, Weekday(day, turn))


def _ago(tokens: Tokens, i: int, lang: Lang) -> Iterator[Dated]:
    """Yield "vor zwei Jahren", "three months ago"."""
    start = i
    if lang == "de":
        i += 1
        if tokens.low[start] != "vor" or not tokens.near(i):
            return
    elif "ago" not in tokens.low[i + 1 : i + 6]:
        return
    number = numbers.read(tokens, i, lang)
    if number is not None:
        count, stop = number.value, number.stop
    elif (lang == "de" and tokens.at(i) in ("einem", "einer")) or tokens.at(i) in ("a", "an"):
        count, stop = numbers.ONE, i + 1
    else:
        return
    unit = words.UNITS[lang].get(tokens.at(stop))
    if unit is None or not tokens.near(stop) or count != count.to_integral_value() or count > _FURTHEST[unit]:
        return
    if lang == "en":
        if tokens.at(stop + 1) != "ago":
            return
        stop += 1
    yield Dated(start, stop + 1, Offset(unit, -int(count)))
