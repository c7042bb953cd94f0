"""Counts of tokens, parameters and people, named behind the number or before it ("Kontextfenster von 128K")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgraph.annotate.quantities import numbers, series
from kgraph.annotate.quantities.tokens import Found
from kgraph.annotate.quantities.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from kgraph.annotate.quantities.numbers import Number
    from kgraph.annotate.quantities.series import Term
    from kgraph.annotate.quantities.tokens import Tokens
    from kgraph.model import Lang

_PEOPLE = {
    "de": re.compile(
        r".*(?:forscher|mitarbeiter|entwickler|wissenschaftler|programmierer|arbeitnehmer|informatiker|mathematiker|"
        r"techniker)(?:n|innen)?|.*(?:forschende|mitarbeitende|beschäftigte|angestellte)n?|"
        r".*ingenieur(?:e|en|innen)|.*(?:kräfte|köpfe|leute|person|mensch|expert|autor|kolleg)n?(?:en|innen)?|"
        r"köpfig(?:e[nmrs]?)?|mann"
    ),
    "en": re.compile(
        r"employees?|researchers?|engineers?|scientists?|staff|staffers?|workers?|people|persons?|developers?|"
        r"(?:co)?authors?|experts?|academics|programmers?|personnel|specialists|technicians|strong"
    ),
}
_HYPHENATED_ONLY = word_set("employee researcher engineer person strong mann worker")
_PARAMETERS = re.compile(r".*parameter[ns]?|params?")
_TOKENS = re.compile(r"[a-zäöü]*tokens?|token(?:länge|fenster|kontext)[a-zäöü]*")
_CONTEXT = re.compile(r"(?:context|kontext)[a-zäöü]*")
_PARAMETER_COUNT = re.compile(r"parameter(?:zahl|anzahl|n|s)?|params")
_STAFF = word_set("team teams staff workforce headcount belegschaft belegschaften")

# Words that never stand between a number and what it counts: function words, other units.
_NO_ADJECTIVE = word_set(
    "of its his her seiner ihrer unserer meiner and or nor but the a an to in into for by with from on at "
    "per than as is are was were be been has have had that which who whose their our your this these "
    "those will would can could may might not percent more year day month hour week von und oder der die "
    "das den dem des ein eine einen einem einer im in am an auf aus bei mit nach zu zum zur für pro je "
    "als wie ist sind war waren wird werden wurde wurden hat haben hatte hatten dass sich nicht"
)
_TIMES = word_set(
    "in since by until im seit bis jahr jahre year early late mid anfang mitte ende before after"
)
_PER = frozenset(("per", "pro", "je", "/"))
_RATES = word_set("second sekunde sec s sek minute hour stunde day tag")
_NO_SIZE = word_set("users user nutzer nutzern downloads visitors views customers kunden")
_LABELLED = word_set(
    "fig figure abb abbildung table tabelle section abschnitt series serie phase klasse class room"
)
_FILLERS = word_set(
    "of von is ist beträgt liegt bei at up to bis zu about rund etwa now nun size length window windows "
    "fenster länge größe mit from a an einem einer eine ein the der dem : = ( ~ → max maximum total "
    "count"
)
_SAME_CLAUSE = 10  # tokens that may lie between an elliptic number and the one that names what both count


def of_series(tokens: Tokens, terms: Sequence[Term], lang: Lang) -> Iterator[Found]:
    """Yield the counts of the series, if the thing counted stands behind it; lists need a scale ("3 und 8 Mrd.")."""
    last = terms[-1].numbers[-1]
    j = tokens.linked(last.after)
    noun = _noun(tokens, last, j, lang) if j >= 0 else None
    if noun is None or (len(terms) > 1 and (last.scale == 1 or noun[0] == "People")):
        return
    kind, stop = noun
    for term in terms:
        values = [_count(number, lang) for number in term.numbers]
        if None in values or not _plausible(tokens, term.first, kind):
            return
        whole = [int(value) for value in values if value is not None]
        end = stop if term is terms[-1] else term.numbers[-1].stop
        yield Found(term.first.start, end, kind, whole[0], whole[1] if len(whole) == 2 else None)


def bare(tokens: Tokens, first: Number, lang: Lang) -> Iterator[Found]:
    """Yield what a number without a unit counts, by its form ("70B") or by the words in front of it."""
    value = _count(first, lang)
    if value is None or first.form == "scale":
        return
    kind = ""
    if first.suffix == "b":
        label = tokens.at(first.start - (2 if tokens.at(first.start - 1) == "." else 1)) in _LABELLED
        kind = "" if label or tokens.at(tokens.linked(first.stop)) in _NO_SIZE else "Parameters"
    elif (first.scale != 1 or value >= 512) and _introduced(tokens, first, _CONTEXT):
        kind = "Tokens"
    elif first.suffix in ("k", "m") and tokens.at(first.start - 1) == "|" and tokens.mentions("ontext"):
        kind = "Tokens"  # a cell of a table with a column for the context length
    elif first.scale >= 10**6 and (_introduced(tokens, first, _PARAMETER_COUNT) or _shares(tokens, first)):
        kind = "Parameters"
    elif (
        first.scale == 1
        and tokens.at(first.start - 1) in ("of", "von")
        and tokens.at(first.start - 2) in _STAFF
    ):
        kind = "People" if tokens.at(first.stop) in ("", ".", ",", ";", ")", "in") else ""
    if not kind:
        return
    term = series.spread(tokens, first, lang)
    if term.last is not None and (first.suffix, first.scale == 1) == (term.last.suffix, term.last.scale == 1):
        end = _count(term.last, lang)
        if end is not None:
            yield Found(first.start, term.last.stop, kind, int(value), int(end))
            return
    yield Found(first.start, first.stop, kind, int(value))


def _count(number: Number, lang: Lang) -> Decimal | None:
    value = numbers.whole(number.numeral, lang) if number.numeral else number.value
    return value if value is not None and value >= 1 and value == value.to_integral_value() else None


def _plausible(tokens: Tokens, first: Number, kind: str) -> bool:
    before = tokens.at(first.start - 1)
    if kind == "Tokens":
        return before not in _PER  # "per 1M tokens" is a price
    if kind == "People":
        year = len(first.numeral) == 4 and 1950 <= first.value < 2100
        timed = before in _TIMES or (
            before in series.TO and len(tokens.at(first.start - 2)) == 4 and tokens.numeral(first.start - 2)
        )
        return not (year and timed) and (first.form == "digits" or first.value > 1)
    return True


def _noun(tokens: Tokens, number: Number, j: int, lang: Lang) -> tuple[str, int] | None:
    """Return what is counted from token `j` on, and where its word ends; up to two words may describe it."""
    hyphen = j > number.after
    if number.form == "scale" and not hyphen:
        return None
    for _ in range(3):
        parts = _compound(tokens, j)
        for k in parts:
            kind = _kind(tokens, number, k, lang, head=hyphen or k == parts[-1], hyphen=hyphen)
            if kind == "Tokens" and _is_rate(tokens, parts[-1] + 1):
                return None
            if kind is not None:
                return kind, _with_ending(tokens, k + 1)
        if hyphen or not parts or not _describes(tokens, parts, lang):
            return None
        j = parts[-1] + 1
        if not tokens.near(j):
            return None
    return None


def _compound(tokens: Tokens, j: int) -> list[int]:
    """Return the words of the hyphenated compound at token `j`."""
    parts: list[int] = []
    while j >= 0 and tokens.letters(j) and len(parts) < 5:
        parts.append(j)
        j = tokens.linked(j + 1) if tokens.at(j + 1) in series.DASHES else -1
    return parts


def _kind(tokens: Tokens, number: Number, k: int, lang: Lang, *, head: bool, hyphen: bool) -> str | None:
    """Return the kind of quantity that the word at token `k` counts; only the `head` of a compound counts people."""
    word = tokens.at(k)
    if _TOKENS.fullmatch(word):
        return "Tokens" if number.form != "article" or number.scale != 1 else None
    if _PARAMETERS.fullmatch(word):
        return "Parameters"
    if _CONTEXT.fullmatch(word):
        return "Tokens" if number.suffix in ("k", "m") or number.scale != 1 else None
    if not head or number.form == "scale" or (word in _HYPHENATED_ONLY and not hyphen and number.value != 1):
        return None
    if lang == "de" and not hyphen and not tokens.capital(k):
        return None  # "12.000 angestellte Lehrer"
    return "People" if _PEOPLE[lang].fullmatch(word) else None


def _describes(tokens: Tokens, parts: Sequence[int], lang: Lang) -> bool:
    """Say whether the compound can describe a following noun ("synthetische", "active", "Google DeepMind")."""
    word = tokens.at(parts[-1])
    if word in _NO_ADJECTIVE or tokens.at(parts[0]) in _NO_ADJECTIVE:
        return False
    if lang == "de":
        return not tokens.capital(parts[-1]) and word[-1] in "enrsm"
    return tokens.capital(parts[-1]) or not word.endswith("s")


def _with_ending(tokens: Tokens, stop: int) -> int:
    """Return where the word ends with its gender form ("Forscher:innen", "Mitarbeiter*innen")."""
    ending = tokens.at(stop) in (":", "*", "_", "/", "·") and tokens.at(stop + 1) in ("innen", "in")
    return stop + 2 if ending and tokens.glued(stop) and tokens.glued(stop + 1) else stop


def _is_rate(tokens: Tokens, j: int) -> bool:
    return tokens.at(j) in _PER and tokens.at(j + 1) in _RATES


def _introduced(tokens: Tokens, number: Number, head: re.Pattern[str]) -> bool:
    """Say whether a word that matches `head` stands before the number with nothing but fillers between."""
    j = number.start - 1
    while j >= 0 and j > number.start - _SAME_CLAUSE:
        word = tokens.at(j)
        if head.fullmatch(word):
            return True
        if word not in _FILLERS or not tokens.near(j + 1):
            return False
        j -= 1
    return False


def _shares(tokens: Tokens, number: Number) -> bool:
    """Say whether the next number names what this one counts: "109 billion and B with 400 billion parameters"."""
    if tokens.at(number.after) not in ("and", "und", ","):
        return False
    scaled = False
    for j in range(number.after + 1, min(number.after + 1 + _SAME_CLAUSE, len(tokens))):
        if tokens.ends_sentence(j):
            return False
        if scaled and _PARAMETERS.fullmatch(tokens.low[j]):
            return True
        scaled = scaled or tokens.low[j] in (
            "billion",
            "trillion",
            "million",
            "milliarden",
            "billionen",
            "millionen",
        )
    return False
