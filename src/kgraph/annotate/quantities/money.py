"""Amounts of money: "$5-10 billion", "300 Mio. Euro", "20-Millionen-Dollar-Runde"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.annotate.quantities import currencies, numbers, series
from kgraph.annotate.quantities.tokens import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kgraph.annotate.quantities.numbers import Number
    from kgraph.annotate.quantities.series import Term
    from kgraph.annotate.quantities.tokens import Tokens
    from kgraph.model import Lang


def behind_sign(tokens: Tokens, i: int, lang: Lang) -> Found | None:
    """Return the amount whose currency stands at token `i` in front of the number."""
    sign = currencies.before(tokens, i)
    if sign is None or _inside_word(tokens, i):
        return None
    code, start = sign
    first = numbers.read(tokens, start, lang) if tokens.near(start) and tokens.numeral(start) else None
    if first is None:
        return None
    again = currencies.before(tokens, first.after + 1)
    repeated = again[1] - first.after - 1 if again is not None and again[0] == code else 0
    term = series.spread(tokens, first, lang, signs=start - i, repeated=repeated)
    return _found(i, term.numbers[-1].stop, term, code, lang)


def of_series(tokens: Tokens, terms: Sequence[Term], lang: Lang) -> Iterator[Found]:
    """Yield the amounts of the series, if a currency stands behind it."""
    last = terms[-1].numbers[-1]
    j = tokens.linked(last.after)
    scaled = last.scale != 1
    unit = currencies.behind(tokens, j, scaled=scaled) if j >= 0 and last.form != "scale" else None
    if unit is None or (len(terms) > 1 and not scaled):
        return
    for term in terms:
        stop = unit[1] if term is terms[-1] else term.numbers[-1].stop
        yield _found(term.first.start, stop, term, unit[0], lang)


def _inside_word(tokens: Tokens, i: int) -> bool:
    return tokens.glued(i) and (tokens.letters(i - 1) or tokens.numeral(i - 1))


def _found(start: int, stop: int, term: Term, code: str, lang: Lang) -> Found:
    end = _amount(term.last, code, lang) if term.last is not None else None
    return Found(start, stop, "Money", _amount(term.first, code, lang), end)


def _amount(number: Number, code: str, lang: Lang) -> str:
    # Nobody writes three decimals of a currency: three digits behind a mark are thousands.
    value = numbers.whole(number.numeral, lang) if number.numeral else None
    return f"{numbers.plain_text(number.value if value is None else value)} {code}"
