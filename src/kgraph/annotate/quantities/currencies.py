"""Currencies by symbol, code and name, in German and English; ISO 4217 codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.annotate.quantities.wordlists import word_set

if TYPE_CHECKING:
    from kgraph.annotate.quantities.tokens import Tokens

_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "₪": "ILS", "₽": "RUB"}
_BEFORE_DOLLAR = {
    "us": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "hk": "HKD",
    "nt": "TWD",
    "s": "SGD",
}
_BEFORE_YUAN = {"cn": "CNY", "rmb": "CNY"}
_CODES = word_set(
    "AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD ILS INR JPY KRW NOK PLN RUB SAR SEK SGD TRY TWD USD"
) | {"RMB"}
_NAMES = {
    **dict.fromkeys(("dollar", "dollars"), "USD"),
    **dict.fromkeys(("euro", "euros"), "EUR"),
    **dict.fromkeys(("yuan", "renminbi", "rmb"), "CNY"),
    "yen": "JPY",
    "franken": "CHF",
    **dict.fromkeys(("rupien", "rupees"), "INR"),
    **dict.fromkeys(("schekel", "shekels"), "ILS"),
    **dict.fromkeys(("dirham", "dirhams"), "AED"),
    **dict.fromkeys(("rubel", "roubles", "rubles"), "RUB"),
}
# Words with another everyday meaning: money only behind a scale or a country ("won", "pounds", "Kronen").
_WEAK_NAMES = {**dict.fromkeys(("pfund", "pound", "pounds"), "GBP"), "won": "KRW"}
_COUNTRY_NAMES = {
    **dict.fromkeys(("dollar", "dollars"), "D"),
    **dict.fromkeys(("franken", "franc", "francs"), "F"),
    **dict.fromkeys(("kronen", "krone", "kronor", "kroner", "krona"), "K"),
    **dict.fromkeys(("pfund", "pound", "pounds"), "P"),
    **dict.fromkeys(("yuan", "yen", "won", "renminbi"), "O"),
}
_COUNTRIES = {
    "us": "USD", "amerikanisch": "USD", "american": "USD", "kanadisch": "CAD", "canadian": "CAD", "australisch": "AUD",
    "australian": "AUD", "hongkong": "HKD", "singapur": "SGD", "singapore": "SGD", "taiwan": "TWD",
    "schweizer": "CHF", "swiss": "CHF", "britisch": "GBP", "british": "GBP", "chinesisch": "CNY", "chinese": "CNY",
    "japanisch": "JPY", "japanese": "JPY", "südkoreanisch": "KRW", "korean": "KRW", "schwedisch": "SEK",
    "swedish": "SEK", "dänisch": "DKK", "danish": "DKK", "norwegisch": "NOK", "norwegian": "NOK",
}  # fmt: skip
_FAMILIES = {"D": "USD CAD AUD HKD SGD TWD", "F": "CHF", "K": "SEK DKK NOK", "P": "GBP", "O": "CNY JPY KRW"}


def starters() -> frozenset[str]:
    """Return the lower-case words and signs that an amount with its currency in front can begin with."""
    return (
        frozenset(_SYMBOLS)
        | frozenset(_BEFORE_DOLLAR)
        | frozenset(_BEFORE_YUAN)
        | {c.lower() for c in _CODES}
    )


def before(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """Return the code of the currency sign at token `i` in front of a number, and where the number begins."""
    sign, word = tokens.at(i), tokens.spelled(i)
    if sign in _SYMBOLS:
        return _SYMBOLS[sign], i + 1
    if tokens.letters(i) and tokens.glued(i + 1):
        following = tokens.at(i + 1)
        if following == "$" and sign in _BEFORE_DOLLAR:
            return _BEFORE_DOLLAR[sign], i + 2
        if following == "¥" and sign in _BEFORE_YUAN:
            return "CNY", i + 2
    if word in _CODES and tokens.near(i + 1):
        return ("CNY" if word == "RMB" else word), i + 1
    return None


def behind(tokens: Tokens, i: int, *, scaled: bool) -> tuple[str, int] | None:
    """Return the code of the currency named at token `i` behind a number, and where the name ends.

    `scaled` says that the number has a scale ("5 billion"), which lets "won" and "pounds" be money.
    """
    word = tokens.at(i)
    if word in _SYMBOLS:
        return _SYMBOLS[word], i + 1
    if tokens.follows(i, "u", ".", "s", ".") and tokens.at(i + 4) in ("dollar", "dollars"):
        return "USD", i + 5
    if word == "us" and tokens.at(i + 1) == "-" and tokens.at(i + 2) == "$":
        return "USD", i + 3
    if tokens.at(i + 1) == "$" and word in _BEFORE_DOLLAR and tokens.glued(i + 1):
        return _BEFORE_DOLLAR[word], i + 2
    country = _of_country(tokens, i)
    if country is not None:
        return country
    if word in _NAMES:
        return _NAMES[word], i + 1
    if tokens.spelled(i) in _CODES:
        return tokens.spelled(i), i + 1
    if word in _WEAK_NAMES:
        if tokens.follows(i + 1, "sterling"):
            return "GBP", i + 2
        return (_WEAK_NAMES[word], i + 1) if scaled else None
    return None


def _of_country(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """Return what "US-Dollar", "Schweizer Franken", "kanadische Dollar", "South Korean won" name."""
    word = tokens.at(i)
    if word in ("south", "hong") and tokens.near(i + 1):
        i += 1
        word = "hongkong" if tokens.at(i) == "kong" else tokens.at(i)
    code = _COUNTRIES.get(word)
    if code is None and word[-2:] in ("en", "er", "em", "es"):
        code = _COUNTRIES.get(word[:-2])
    if code is None and word.endswith("e"):
        code = _COUNTRIES.get(word[:-1])
    j = tokens.linked(i + 1)
    family = _COUNTRY_NAMES.get(tokens.at(j)) if code and j >= 0 else None
    if code is None or family is None or code not in _FAMILIES[family]:
        return None
    return code, j + 1
