"""Ranges and lists of numbers: "5 bis 10", "zwischen 5 und 10", "3, 8 und 14 Milliarden", "von 128K auf 200K"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgraph.annotate.quantities import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kgraph.annotate.quantities.numbers import Number
    from kgraph.annotate.quantities.tokens import Tokens
    from kgraph.model import Lang

DASHES = frozenset("-–—‑")
TO = frozenset(("bis", "to", "through"))
_LONGEST = 6
_AND = frozenset(("und", "and", "oder", "or", "sowie", "beziehungsweise", "&"))
_BETWEEN = frozenset(("zwischen", "between"))
_CHANGE = frozenset(("auf", "to"))
_OPENING = frozenset("([{„“”\"'‘’‚«»‹›–—~≈<>=≥≤:|*+→•")


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a series (`last` is None), or a range of two."""

    first: Number
    last: Number | None = None

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The number, or the two ends."""
        return (self.first,) if self.last is None else (self.first, self.last)


def opens(tokens: Tokens, i: int) -> bool:
    """Say whether a number may begin at token `i`: not inside a word or a hyphenated name ("Llama-3-70B")."""
    if not tokens.glued(i) or tokens.at(i - 1) in _OPENING:
        return True
    if tokens.at(i - 1) == "/":
        return not tokens.glued(i - 1) or tokens.at(i - 2) in ("b", "k", "m")
    return tokens.at(i - 1) in ("-", ",") and not tokens.glued(i - 1)


def read(tokens: Tokens, i: int, lang: Lang) -> Iterator[tuple[Term, ...]]:
    """Yield the series that begin at token `i`, the longest first, at last the first number alone.

    Numbers without a scale share that of the last one ("3, 8 und 14 Milliarden"). A list ends with "und" or "auf".
    """
    number = numbers.read(tokens, i, lang)
    if number is None:
        return
    terms: list[Term] = []
    lists: list[tuple[Term, ...]] = []
    following: Number | None = number
    closes = False
    while following is not None and len(terms) < _LONGEST:
        terms.append(spread(tokens, following, lang))
        if closes:
            lists.append(_sharing(terms))
        start, closes = _join(tokens, terms[-1].numbers[-1])
        following = numbers.read(tokens, start, lang) if start >= 0 else None
    yield from reversed(lists)
    yield (terms[0],)
    if terms[0].last is not None:
        yield (Term(number),)


def spread(tokens: Tokens, first: Number, lang: Lang, *, signs: int = 0, repeated: int = 0) -> Term:
    """Return the range that begins with `first`, else `first` alone.

    So many tokens of currency `signs` stand before the first number, and are `repeated` behind the link ("$5-$10").
    "from 128K to 200K" tells two states and is no range.
    """
    link, at_start = tokens.at(first.after), tokens.at(first.start - 1 - signs)
    links = link in DASHES or link in TO or (link in _AND and at_start in _BETWEEN)
    if not links or not tokens.near(first.after) or (link == "to" and at_start == "from"):
        return Term(first)
    start = first.after + 1 + repeated
    last = numbers.read(tokens, start, lang) if tokens.near(start) else None
    if last is None or last.form in ("article", "scale"):
        return Term(first)
    if first.scale == 1 and first.value <= last.value / last.scale:
        first = _times(first, last)
    return Term(first, last) if first.value < last.value else Term(first)


def _join(tokens: Tokens, number: Number) -> tuple[int, bool]:
    """Return where the next number of a list may begin behind `number`, or -1, and whether it closes the list."""
    i = number.after
    if tokens.at(i) == "," and not tokens.glued(i + 1):
        i += 1
    closes = tokens.at(i) in _AND or tokens.at(i) in _CHANGE
    i += closes
    return (i, closes) if i > number.after and tokens.near(i) else (-1, False)


def _sharing(terms: Sequence[Term]) -> tuple[Term, ...]:
    last = terms[-1].numbers[-1]
    return (*(_share(term, last) for term in terms[:-1]), terms[-1])


def _share(term: Term, last: Number) -> Term:
    if term.numbers[-1].scale != 1:
        return term
    return Term(_times(term.first, last), _times(term.last, last) if term.last else None)


def _times(number: Number, last: Number) -> Number:
    """Return `number` in the scale of `last`."""
    if last.scale == 1:
        return number
    return replace(number, value=number.value * last.scale, scale=last.scale, numeral="")
