"""Numbers as German and English spell them: numerals, number words, and the scales behind them.

German writes 1.234,5 and English 1,234.5; the separators of the other language are read where the digits leave no
other reading. A German Milliarde is 10**9 and a Billion 10**12, an English billion 10**9 and a trillion 10**12;
nouns are capitalised in German, so that a lower-case "billion" in a German text is the English word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from kgraph.annotate.quantities.wordlists import word_list, word_set

if TYPE_CHECKING:
    from kgraph.annotate.quantities.tokens import Tokens
    from kgraph.model import Lang

LONGEST_NUMERAL = 20  # more digits than any count or amount has; keeps decimal arithmetic exact

_SPACED = re.compile(r"['’\u00a0\u202f\u2009]")
_THOUSANDS = {sep: re.compile(rf"[1-9][0-9]{{0,2}}(?:\{sep}[0-9]{{3}})+") for sep in ".,"}

_K, _M, _G, _T = Decimal(10**3), Decimal(10**6), Decimal(10**9), Decimal(10**12)
_SUFFIXES = {
    "k": _K,
    "m": _M,
    "b": _G,
    "t": _T,
    "mn": _M,
    "mln": _M,
    "mio": _M,
    "bn": _G,
    "bln": _G,
    "mrd": _G,
    "tn": _T,
}
_ABBREVIATED = {
    "de": {"tsd": _K, "mio": _M, "mill": _M, "mrd": _G, "mia": _G, "bio": _T, "bn": _G},
    "en": {"mn": _M, "mln": _M, "mio": _M, "bn": _G, "bln": _G, "tn": _T, "trn": _T},
}
_SCALES = {
    "de": {
        "hundert": Decimal(100),
        "dutzend": Decimal(12),
        "tausend": _K,
        **dict.fromkeys(("million", "millionen"), _M),
        **dict.fromkeys(("milliarde", "milliarden"), _G),
        **dict.fromkeys(("billion", "billionen"), _T),
        **dict.fromkeys(("billiarde", "billiarden"), Decimal(10**15)),
        **dict.fromkeys(("trillion", "trillionen"), Decimal(10**18)),
        **_ABBREVIATED["de"],
    },
    "en": {
        "hundred": Decimal(100),
        "dozen": Decimal(12),
        "thousand": _K,
        "million": _M,
        "billion": _G,
        "trillion": _T,
        "quadrillion": Decimal(10**15),
        **_ABBREVIATED["en"],
    },
}
_VAGUE = word_set("mehrere mehreren einige einigen viele vielen wenige wenigen paar zig several many few")
_ARTICLES = {
    "de": word_set("ein eine einer einem einen eines"),
    "en": frozenset(("a", "an")),
}
ONE = Decimal(1)
_HALF = Decimal("0.5")
_HALVES = word_set("halbe halben halber")


def _german() -> dict[str, Decimal]:
    ones = word_list("ein zwei drei vier fünf sechs sieben acht neun")
    teens = word_list("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
    tens = word_list("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
    small = {word: n for n, word in enumerate([*ones[1:], *teens], start=2)}
    for ten, word in enumerate(tens, start=2):
        small[word] = 10 * ten
        small |= {f"{one}und{word}": 10 * ten + n for n, one in enumerate(ones, start=1)}
    large = {
        "hundert": 100,
        "einhundert": 100,
        "tausend": 1000,
        "eintausend": 1000,
        "hunderttausend": 100_000,
    }
    large |= {f"{word}hundert": 100 * n for word, n in small.items() if n < 10}
    large |= {f"{word}tausend": 1000 * n for word, n in small.items()}
    large |= {f"{word}hunderttausend": 100_000 * n for word, n in small.items() if n < 10}
    words = {word: Decimal(n) for word, n in {**small, **large}.items()}
    words |= {f"{one}einhalb": n + _HALF for n, one in enumerate(ones, start=1)}
    return words | {"anderthalb": 1 + _HALF, "dreissig": Decimal(30)}


def _english() -> dict[str, Decimal]:
    words = word_list(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen"
    )
    tens = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
    return {w: Decimal(n) for n, w in enumerate(words, start=1)} | {
        w: Decimal(10 * n) for n, w in enumerate(tens, start=2)
    }


_WORDS = {"de": _german(), "en": _english()}


def starters(lang: Lang) -> frozenset[str]:
    """Return the lower-case words that a number of `lang` can begin with."""
    return frozenset(_WORDS[lang]) | _ARTICLES[lang] | {"half"} | frozenset(_SCALES[lang])


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the tokens `start:stop`.

    `after` also passes the full stop of an abbreviation ("Mio."), where a unit may go on. `value` includes `scale`;
    `form` says how it begins, `suffix` is the letter glued to the digits ("7B" -> "b"), `numeral` the digits as
    spelled where nothing but digits is there.
    """

    value: Decimal
    start: int
    stop: int
    after: int
    scale: Decimal
    form: Literal["digits", "word", "article", "scale"]
    suffix: str = ""
    numeral: str = ""


def digits(numeral: str, lang: Lang) -> Decimal | None:
    """Return the value of `numeral` as `lang` writes it, or None where its separators make no number."""
    if len(numeral) > LONGEST_NUMERAL:
        return None
    plain = _SPACED.sub("", numeral)
    marks = [c for c in plain if c in ".,"]
    if not marks:
        return Decimal(plain)
    whole, _, fraction = plain.rpartition(marks[-1])
    thousands = _THOUSANDS[marks[0]]
    if len(set(marks)) == 2:
        grouped = len(set(marks[:-1])) == 1 and thousands.fullmatch(whole)
        return Decimal(f"{whole.replace(marks[0], '')}.{fraction}") if grouped else None
    decimal_mark = "," if lang == "de" else "."
    if thousands.fullmatch(plain) and (len(marks) > 1 or marks[0] != decimal_mark):
        return Decimal(plain.replace(marks[0], ""))
    return Decimal(f"{whole}.{fraction}") if len(marks) == 1 else None


def whole(numeral: str, lang: Lang) -> Decimal | None:
    """Return the value of `numeral` as a count: three digits behind a mark are thousands in either language."""
    plain = _SPACED.sub("", numeral)
    mark = next((c for c in plain if c in ".,"), "")
    if mark and _THOUSANDS[mark].fullmatch(plain) and len(plain) <= LONGEST_NUMERAL:
        return Decimal(plain.replace(mark, ""))
    value = digits(numeral, lang)
    return value if value is not None and not mark else None


def read(tokens: Tokens, i: int, lang: Lang) -> Number | None:
    """Return the number that begins at token `i` with its scales, or None; one inside a word is none ("4o")."""
    if tokens.numeral(i):
        return _from_digits(tokens, i, lang)
    word = tokens.at(i)
    vague = tokens.at(i - 1) in _VAGUE
    if word == "half" and tokens.at(i + 1) in _ARTICLES["en"]:
        return _scaled(tokens, i, i + 2, _HALF, "article", lang)
    if word in _ARTICLES[lang]:
        if tokens.at(i + 1) in _HALVES or tokens.follows(i + 1, "half"):
            return _scaled(tokens, i, i + 2, _HALF, "article", lang)
        return _scaled(tokens, i, i + 1, Decimal(1), "article", lang)
    if word in _WORDS[lang] and not vague:
        return _from_words(tokens, i, lang)
    if _scale(tokens, i, lang) is not None and not vague:
        return _scaled(tokens, i, i, Decimal(1), "scale", lang)
    return None


def _from_digits(tokens: Tokens, i: int, lang: Lang) -> Number | None:
    value = digits(tokens.raw[i], lang)
    if value is None:
        return None
    stop = i + 1
    if tokens.glued(stop) and (tokens.letters(stop) or tokens.at(stop) == "_"):
        scale = _SUFFIXES.get(tokens.at(stop))
        inside = tokens.glued(stop + 1) and (tokens.numeral(stop + 1) or tokens.at(stop + 1) == "_")
        if scale is None or inside:
            return None
        return Number(
            value * scale, i, stop + 1, _past_stop(tokens, stop + 1), scale, "digits", tokens.at(stop)
        )
    grouped = _spaced_thousands(tokens, i)
    if grouped > stop:
        stop, value = grouped, Decimal("".join(tokens.raw[i:grouped]))
    number = _scaled(tokens, i, stop, value, "digits", lang)
    if number is None:
        return Number(value, i, stop, stop, Decimal(1), "digits", numeral="".join(tokens.raw[i:stop]))
    return number


def _spaced_thousands(tokens: Tokens, i: int) -> int:
    """Return where "10 000" ends: groups of three behind plain spaces, the last "000", so no two numbers merge."""
    stop = i + 1
    if len(tokens.raw[i]) > 3 or tokens.raw[i].startswith("0"):
        return stop
    while stop < min(i + 5, len(tokens)) and len(tokens.raw[stop]) == 3 and tokens.raw[stop].isdecimal():
        if tokens.starts[stop] - tokens.ends[stop - 1] != 1:
            break
        stop += 1
    return stop if tokens.raw[stop - 1] == "000" else i + 1


def _from_words(tokens: Tokens, i: int, lang: Lang) -> Number | None:
    value, stop = _WORDS[lang][tokens.at(i)], i + 1
    if lang == "en":
        if value >= 20 and tokens.at(stop) == "-":
            ones = _WORDS["en"].get(tokens.at(stop + 1), Decimal(10))
            if ones < 10 and tokens.glued(stop + 1):
                value, stop = value + ones, stop + 2
        if tokens.follows(stop, "and", "a", "half"):
            value, stop = value + _HALF, stop + 3
    number = _scaled(tokens, i, stop, value, "word", lang)
    return number or Number(value, i, stop, stop, Decimal(1), "word")


def _scaled(
    tokens: Tokens,
    start: int,
    stop: int,
    value: Decimal,
    form: Literal["digits", "word", "article", "scale"],
    lang: Lang,
) -> Number | None:
    """Return the number whose scales begin at `stop`, or None without any."""
    scale = Decimal(1)
    after = stop
    for _ in range(3):
        j = stop if start == stop else tokens.linked(after)
        factor = _scale(tokens, j, lang) if j >= 0 else None
        if factor is None:
            break
        scale, stop = scale * factor, j + 1
        after = _past_stop(tokens, stop)
    return None if scale == 1 else Number(value * scale, start, stop, after, scale, form)


def _scale(tokens: Tokens, i: int, lang: Lang) -> Decimal | None:
    word = tokens.at(i)
    if lang == "de" and word in ("billion", "trillion") and not tokens.capital(i):
        return _SCALES["en"][word]
    return _SCALES[lang].get(word)


def _past_stop(tokens: Tokens, i: int) -> int:
    """Return the index behind the full stop of an abbreviated scale that ends at `i`, else `i`."""
    word = tokens.at(i - 1)
    abbreviated = word in _ABBREVIATED["de"] or word in _ABBREVIATED["en"]
    return i + 1 if abbreviated and tokens.at(i) == "." and tokens.glued(i) else i


def plain_text(value: Decimal) -> str:
    """Return `value` in digits, without exponent and trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
