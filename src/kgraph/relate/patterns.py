"""The patterns of `ontology/patterns.*.ttl`, compiled to regular expressions over masked sentences.

    <S> <O> <V>       the subject, object, value; the kinds come from the predicate's domain and range
    <S:Model|Product> a slot of these kinds only; <_:Person> a slot that only has to be there
    <S's>             a slot in the genitive ("Metas", "Meta's"); <O:Company's> the same of a kind
    -(chef|boss)      the rest of a compound behind a name ("Meta-Chef"); [ and ] are round brackets of the text
    <O1:Company>      one name, no coordination
    !(that|dass)      not before one of these
    gründ*            a word that starts so; *chef ends so
    (a|b c|)          alternatives, an empty one makes the group optional; (a)? the same
    %leave            any word of the set kg:words-leave
    ..                up to three words, no name among them; .... up to eight words, no name among them;
    ...               up to eight words or names in the same clause
    = released        the attribute's value, where the text spells no quantity
    # 0.8             how sure the pattern is

A slot takes a coordination whole: "Lample, Lacroix und Mensch" are three subjects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.errors import OntologyError
from kgraph.relate.masked import KIND_LETTERS, QUANTITY_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kgraph.model import Lang
    from kgraph.ontology import Ontology, Pattern, Predicate

_ELEMENT = re.compile(r"<[^<>]*>|!\(|%[\w-]+|\.{2,4}(?= |$)|\(|\)\??|\||[^\s()|]+")
_HYPHENATED_GROUP = re.compile(r"-\(([^()]*)\)")
# What may stand between the members of a coordination, articles and roles ("und CEO") included.
_JOIN = (
    r"(?:(?:und|and|sowie|,) (?:[^ ‹›,.;()]+ ){0,4}(?:wie|like) |, (?:und |and |sowie |oder |or |aber auch |und auch |along with )?|und |and |sowie |& |oder |or |/ |\+ |wie auch |as well as |und auch )"
    r"(?:(?:der|die|das|dem|den|des|the|its|auch|von|of|bei|mit|with|in|auf|for|für|sogar|even|both|den|seine[mnrs]?|ihre[mnrs]?|ex-|bald|später|later) ){0,2}"
    r"(?:[^ ‹›]*(?:ceo|cto|chef|chefin|gründer|gründerin|leiter|leiterin|forscher|forscherin|founder|officer|professor|professorin|dr\.|scientist|researcher|president|präsident) )?"
)
_CLAUSE_END = r"(?:;|:|\||–|aber|but|während|while|whereas) "
# Behind a name, "and" goes on to something else that is named or done: a gap does not begin there.
_NO_LIST = r"(?<!› and )(?<!› und )(?!(?:und|and|sowie|or|oder) )"
_VALUE_KINDS = {
    "releaseDate": "Date", "foundingDate": "Date", "contextWindow": "Tokens", "parameterCount": "Parameters",
    "price": "Money", "valuation": "Money", "fundingAmount": "Money", "headcount": "People",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled pattern; `value` is a fixed value, else the value or object stands in the text."""

    predicate: str
    template: str
    regex: re.Pattern[str]
    confidence: float
    value: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched: the offsets in the masked text and the slots of each role, in text order."""

    rule: Rule
    start: int
    end: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    values: tuple[int, ...]


def compile_patterns(ontology: Ontology, lang: Lang) -> tuple[Rule, ...]:
    """Return the rules for `lang` in the order of the ontology.

    Raises:
        OntologyError: a pattern is malformed, or belongs to no relation or attribute.
    """
    return tuple(_compile(p, ontology) for p in ontology.patterns if p.lang == lang)


def find(rule: Rule, text: str) -> Iterator[Match]:
    """Yield the matches of `rule` in a masked sentence; matches may share a slot, but start at different places."""
    position = 0
    while (m := rule.regex.search(text, position)) is not None:
        groups = m.groupdict()
        yield Match(
            rule,
            m.start(),
            m.end(),
            _slots(groups.get("S")),
            _slots(groups.get("O")),
            _slots(groups.get("V")),
        )
        position = m.start() + 1


def _passes_over_nearer(m: re.Match[str], text: str) -> bool:
    """Whether another name of the first role's kind stands between it and the second: that one is meant."""
    spans = sorted(m.span(r) for r, found in m.groupdict().items() if found)
    start, end = spans[0]
    between = text[end : spans[1][0] if len(spans) > 1 else m.end()]
    letter = text[start + 1]
    return re.search(rf"‹[A-Z]*{letter}", between) is not None


def _slots(found: str | None) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"‹[A-Za-z]+(\d+)g?›", found or ""))


def _compile(pattern: Pattern, ontology: Ontology) -> Rule:
    predicate = ontology.relations.get(pattern.predicate) or ontology.attributes.get(pattern.predicate)
    where = f"pattern {pattern.template!r} of kg:{pattern.predicate}"
    if predicate is None:
        raise OntologyError("belongs to no relation or attribute", where=where)
    template, _, value = pattern.template.partition(" = ")
    source = _Translator(predicate, ontology.words, pattern.lang, where).translate(template)
    try:
        regex = re.compile(source)
    except re.error as error:
        raise OntologyError(f"cannot be read: {error}", where=where) from error
    return Rule(pattern.predicate, pattern.template, regex, pattern.confidence, value.strip())


def elements(template: str) -> list[str]:
    """Return the elements of a template; "-(chef|boss)" becomes "(-chef|-boss)"."""
    spread = _HYPHENATED_GROUP.sub(lambda m: "(" + "|".join("-" + a for a in m[1].split("|")) + ")", template)
    return _ELEMENT.findall(spread)


class _Translator:
    """Turns one template into the source of a regular expression."""

    def __init__(
        self, predicate: Predicate, words: Mapping[str, tuple[tuple[str, str], ...]], lang: str, where: str
    ) -> None:
        self.predicate = predicate
        self.words = words
        self.lang = lang
        self.where = where

    def translate(self, template: str) -> str:
        return r"(?<= )" + "".join(map(self._element, elements(template)))

    def _element(self, element: str) -> str:
        simple = {
            "(": "(?:", "!(": "(?!", ")": ")", ")?": ")?", "|": "|", "[": r"\( ", "]": r"\) ",
            "..": rf"{_NO_LIST}(?:[^ ‹›;]+ ){{0,3}}?",
            "....": rf"{_NO_LIST}(?:(?!{_CLAUSE_END})[^ ‹›;()]+ ){{0,8}}?",
            "...": rf"{_NO_LIST}(?:(?!{_CLAUSE_END})[^ ]+ ){{0,8}}?",
        }  # fmt: skip
        if element in simple:
            return simple[element]
        if element.startswith("<"):
            return self._slot(element[1:-1])
        if element.startswith("%") and len(element) > 1:
            return self._set(element[1:])
        return word(element)

    def _set(self, name: str) -> str:
        words = [w for tag, w in self.words.get(name, ()) if tag in ("", self.lang)]
        if not words:
            raise OntologyError(f"no word set kg:words-{name} for {self.lang}", where=self.where)
        return "(?:" + "|".join(sorted(map(_phrase, words), key=lambda p: (-len(p), p))) + ")"

    def _slot(self, inner: str) -> str:
        genitive = inner.endswith("'s")
        role, _, kinds = inner.removesuffix("'s").partition(":")
        single = genitive or role.endswith("1")
        role = role.removesuffix("1")
        if role not in ("S", "O", "V", "_"):
            raise OntologyError(f"unknown slot <{inner}>", where=self.where)
        if role == "V":
            letter = QUANTITY_LETTERS[kinds or _VALUE_KINDS[self.predicate.name]]
            one = rf"‹{letter}\d+›"
            return rf"(?P<V>{one}(?: (?:, |und |and |or |oder |/ |bis |to |, and )*{one})*) "
        letters = self._letters(role, kinds)
        one = rf"‹[A-Z]*[{letters}][A-Z]*\d+{'g' if genitive else 'g?'}›"
        if single or role == "_":
            return f"(?P<{role}>{one}) " if role != "_" else f"{one} "
        # "Google (Gemini), OpenAI (GPT-Serie)": both are in the list, and the rest of a compound is passed over
        member = rf"{one}(?: -[^ ]+)?(?: \( ‹[A-Z]+\d+g?›(?: -[^ ]+)? \))?"
        return rf"(?P<{role}>{member}(?: {_JOIN}{member}){{0,9}}) "

    def _letters(self, role: str, kinds: str) -> str:
        if kinds:
            names = kinds.split("|")
        elif role == "S":
            names = sorted(self.predicate.domain)
        elif role == "O":
            names = sorted(self.predicate.range)
        else:
            names = sorted(KIND_LETTERS)
        unknown = [n for n in names if n not in KIND_LETTERS]
        if unknown:
            raise OntologyError(f"unknown kind {unknown[0]}", where=self.where)
        return "".join(KIND_LETTERS[n] for n in names)


def _phrase(phrase: str) -> str:
    return "".join(map(word, phrase.split()))


def word(word: str) -> str:
    """One unit; `*` at its start or end stands for any letters, `?` at its end makes it optional."""
    optional = word.endswith("?") and len(word) > 1
    body = word.removesuffix("?") if optional else word
    source = "".join(r"[^ ‹›]*" if c == "*" else re.escape(c) for c in body.lower()) + " "
    return f"(?:{source})?" if optional else source
