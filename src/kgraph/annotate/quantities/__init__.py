"""Dates, amounts of money and counts that a German or English text spells.

The grammar is our own and small: parsers such as dateparser or the Duckling server give values without exact
offsets or need a service, read neither "20-Millionen-Dollar-Runde" nor "675 Milliarden Gesamtparametern", and are
orders of magnitude slower than a pass over tokens.

    tokens    numbers -> series -> money, counts        dates (calendar_dates) -> when

Every reader looks a bounded number of tokens around, so the time is linear in the text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kgraph.annotate.quantities import counts, currencies, dates, money, numbers, series, when
from kgraph.annotate.quantities.calendar_dates import Dated
from kgraph.annotate.quantities.tokens import Found, Tokens
from kgraph.model import Quantity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kgraph.model import Lang

__all__ = ["quantities"]

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_LONGEST_STRETCH = 65_536  # characters read at once, so that memory stays small on a text without paragraphs
_DIGITS = frozenset("0123456789")
_LEAD = 600  # characters in which a text without a known date may say its own
_ORIGIN = re.compile(r"gegründet|gründete|geboren|founded|established|born|since|seit", re.IGNORECASE)

_Reading = tuple[int, int, Dated | Found]
"""Half-open offsets in the text, and what stands there."""


def quantities(
    text: str, lang: Lang, *, published: str = "", skip: Sequence[Span] = ()
) -> tuple[Quantity, ...]:
    """Return the dates, amounts and counts of `text` in order; they do not overlap, the longest wins.

    Nothing is read in the stretches `skip`. Dates without a year and relative ones ("am 30. Mai", "last week") are
    resolved against `published` (an ISO date), else against the date that the text's own lead gives, else left out.
    Values follow `model.Value`: a quarter, half or season is its year, "Anfang Januar 2026" its month, a range has
    its last value in `end`. Money is a decimal number and an ISO 4217 code ("3250000000 EUR").
    """
    readings = [reading for start, end in _stretches(text, skip) for reading in _read(text, start, end, lang)]
    now = when.today(published) or _own_date(text, readings)
    found: list[Quantity] = []
    before, before_end = "", 0
    for start, end, reading in readings:
        if isinstance(reading, Found):
            found.append(Quantity(Span(start, end), reading.kind, reading.value, reading.end))
            continue
        nearby = now is None and _PARAGRAPH_END.search(text, before_end, start) is None
        day = when.resolve(reading.when, now, before=before, nearby=nearby)
        if day is not None:
            before, before_end = day.value, end
            found.append(Quantity(Span(start, end), "Date", day.value, day.end))
    return tuple(found)


def _stretches(text: str, skip: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs outside of `skip`, long ones in pieces that end before white space."""
    position = 0
    for span in [*sorted(skip), Span(len(text), len(text))]:
        while position < span.start:
            match = _PARAGRAPH_END.search(text, position, span.start)
            end = match.start() if match else span.start
            while end - position > _LONGEST_STRETCH:
                cut = text.find(" ", position + _LONGEST_STRETCH, end)
                if cut < 0:
                    break
                yield position, cut
                position = cut
            if end > position:
                yield position, end
            position = match.end() if match else span.start
        position = max(position, span.end)


@cache
def _starters(lang: Lang) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that can begin a count or an amount, and those that can begin a date."""
    return numbers.starters(lang) | currencies.starters(), dates.starters(lang)


def _read(text: str, start: int, end: int, lang: Lang) -> list[_Reading]:
    """Return the readings of one stretch that do not overlap: the longest first, then the first."""
    tokens = Tokens(text, start, end)
    counting, dating = _starters(lang)
    candidates: list[Dated | Found] = []
    for i, word in enumerate(tokens.low):
        numeral = word[0] in _DIGITS
        if (numeral and not _before_numeral(tokens, i)) or word in counting:
            candidates += _amounts(tokens, i, lang)
        if numeral or word in dating:
            candidates += dates.read(tokens, i, lang)
    places = [(tokens.starts[c.start], tokens.ends[c.stop - 1], c) for c in candidates]
    places.sort(key=lambda p: (p[0] - p[1], p[0]))
    taken = bytearray(len(tokens))
    chosen: list[_Reading] = []
    for place in places:
        first, stop = place[2].start, place[2].stop
        if not any(taken[first:stop]):
            taken[first:stop] = b"\1" * (stop - first)
            chosen.append(place)
    return sorted(chosen, key=lambda p: p[0])


def _before_numeral(tokens: Tokens, i: int) -> bool:
    """Say whether numeral `i` stands in front of another and so counts nothing; "10 000" is one number."""
    return tokens.numeral(i + 1) and len(tokens.low[i + 1]) != 3


def _amounts(tokens: Tokens, i: int, lang: Lang) -> Iterator[Found]:
    """Yield the amount or the counts that begin at token `i`."""
    signed = None if tokens.numeral(i) else money.behind_sign(tokens, i, lang)
    if signed is not None:
        yield signed
        return
    if not series.opens(tokens, i):
        return
    terms: tuple[series.Term, ...] = ()
    for terms in series.read(tokens, i, lang):
        found = [*money.of_series(tokens, terms, lang)] or [*counts.of_series(tokens, terms, lang)]
        if found:
            yield from found
            return
    if terms:
        yield from counts.bare(tokens, terms[0].first, lang)


def _own_date(text: str, readings: Sequence[_Reading]) -> when.Today | None:
    """Return the day that the lead of the text gives: alone on its line, or in the first paragraph.

    The day on which something was founded or somebody was born is not that of the text.
    """
    paragraph = _PARAGRAPH_END.search(text.lstrip())
    first = paragraph.start() + len(text) - len(text.lstrip()) if paragraph else len(text)
    for start, end, reading in readings:
        if start >= _LEAD:
            return None
        if (
            not isinstance(reading, Dated)
            or not isinstance(reading.when, when.Day)
            or len(reading.when.value) < 10
        ):
            continue
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end) if "\n" in text[end : end + 99] else len(text)
        alone = not re.search(r"\w{4,}", text[line_start:start]) and not re.search(
            r"\w{4,}", text[end:line_end][:99]
        )
        lead = start < first and not _ORIGIN.search(text[line_start:end])
        if alone or lead:
            return when.today(reading.when.value)
    return None
