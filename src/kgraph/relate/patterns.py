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

A slot takes a coordination whole: "Lample, Lacroix und Mensch" are three subjects; in `<S> und <O>` each member of a
coordination is subject and object.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.errors import OntologyError
from kgraph.relate.masked import KIND_LETTERS, QUANTITY_LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kgraph.model import Lang
    from kgraph.ontology import Ontology, Pattern, Predicate

_ELEMENT = re.compile(r"<[^<>]*>|!\(|%[\w-]+|\.{2,4}(?= |$)|\(|\)\??|\||[^\s()|]+")
_BOTH = re.compile(r"<S> (?:and|und) (?:\.\. )?<O>")  # in a coordination each is subject and object
_DEPTH = {"(": 1, "!(": 1, ")": -1, ")?": -1}  # what an element adds to the depth of brackets
_HYPHENATED_GROUP = re.compile(r"-\(([^()]*)\)")
_CLAUSE_END = r"(?:;|:|\||–|aber|but|während|while|whereas) "
# Behind a name, "and" goes on to something else that is named or done: a gap does not begin there.
_NO_LIST = r"(?<!› and )(?<!› und )(?!(?:und|and|sowie|or|oder|⊕) )"
# Noun phrases that presuppose what they say: "Intel-Chef X will ...", "OpenAI's GPT-5 could ...", "P, formerly of X, denied ...".
# A plan or denial around them is about something else.
_PRESUPPOSED = re.compile(
    r"> -|'s> |> \[|> , |(?:^|[ (|])(?:ex-|former|formerly)|%(?:former|ceo|firmchief|cofounder|staff|title|head)\b|-based|-owned|-backed"
)
_VALUE_KINDS = {
    "releaseDate": "Date", "foundingDate": "Date", "contextWindow": "Tokens", "parameterCount": "Parameters",
    "price": "Money", "valuation": "Money", "fundingAmount": "Money", "headcount": "People",
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """A pattern; `value` is a fixed value, else the value or object stands in the text.

    `letters` are the kinds that subject and object may have, as letters of masked slots; `anchors` are words of which
    a sentence must hold one, empty where the pattern names none.
    """

    predicate: str
    template: str
    source: str
    confidence: float
    letters: Mapping[str, str]
    anchors: frozenset[str]
    value: str = ""

    @property
    def presupposed(self) -> bool:
        """Whether the pattern is a noun phrase that takes its fact for granted, whatever the sentence says."""
        return not self.value and _PRESUPPOSED.search(self.template) is not None

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression, compiled on first use: a few articles need a fraction of all patterns."""
        return re.compile(self.source)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched: the offsets in the masked text and the slots of each role, in text order."""

    rule: Rule
    start: int
    end: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    values: tuple[int, ...]


@dataclass(frozen=True)
class Patterns:
    """The rules of one language, found by the words that they need."""

    rules: tuple[Rule, ...]

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the rules that need a word; those that need none are under ""."""
        index: dict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(self.rules):
            for word in rule.anchors or {""}:
                index[word].append(number)
        return dict(index)

    def find(self, text: str) -> Iterator[Match]:
        """Yield the matches of all rules in a masked sentence."""
        wanted = {number for word in ("", *text.split()) for number in self._by_word.get(word, ())}
        for number in sorted(wanted):
            yield from find(self.rules[number], text)


def compile_patterns(ontology: Ontology, lang: Lang) -> Patterns:
    """Return the rules for `lang`.

    Raises:
        OntologyError: a pattern is malformed, or belongs to no relation or attribute.
    """
    return Patterns(tuple(_compile(p, ontology) for p in ontology.patterns if p.lang == lang))


def find(rule: Rule, text: str) -> Iterator[Match]:
    """Yield the matches of `rule` in a masked sentence; matches may share a slot, but start at different places."""
    position = 0
    while (m := rule.regex.search(text, position)) is not None:
        if not _passes_over_nearer(m, text):
            yield from _readings(rule, m)
        position = m.start() + 1


def _readings(rule: Rule, m: re.Match[str]) -> Iterator[Match]:
    """Yield the match; a coordination that is subject and object at once gives one for each of its members."""
    roles = m.groupdict()
    if both := roles.get("B"):
        members = _slots(both, rule.letters["S"])
        for k in range(len(members) - 1):
            yield Match(rule, m.start(), m.end(), members[k : k + 1], members[k + 1 :], ())
        return
    subjects = _slots(roles.get("S"), rule.letters["S"])
    objects = _slots(roles.get("O"), rule.letters["O"])
    yield Match(rule, m.start(), m.end(), subjects, objects, _slots(roles.get("V"), ""))


def _passes_over_nearer(m: re.Match[str], text: str) -> bool:
    """Whether another person stands between the one who is meant and the other end: that one is meant.

    For firms and models it is not so: "Meta hired two researchers from OpenAI, Jane Doe and ..." is about Meta.
    """
    spans = sorted(m.span(r) for r, found in m.groupdict().items() if found)
    start, end = spans[0]
    between = text[end : spans[1][0] if len(spans) > 1 else m.end()]
    return text[start + 1] == "P" and "‹P" in between


def _slots(found: str | None, letters: str) -> tuple[int, ...]:
    """Return the numbers of the slots that have one of `letters` (any, where there are none)."""
    every = re.findall(r"‹([A-Za-z]+)(\d+)g?›", found or "")
    return tuple(int(n) for kinds, n in every if not letters or set(kinds) & set(letters))


def _compile(pattern: Pattern, ontology: Ontology) -> Rule:
    predicate = ontology.relations.get(pattern.predicate) or ontology.attributes.get(pattern.predicate)
    where = f"pattern {pattern.template!r} of kg:{pattern.predicate}"
    if predicate is None:
        raise OntologyError("belongs to no relation or attribute", where=where)
    template, _, value = pattern.template.partition(" = ")
    translator = _Translator(predicate, ontology.words, pattern.lang, where)
    source = translator.translate(template)
    return Rule(
        predicate=pattern.predicate,
        template=pattern.template,
        source=source,
        confidence=pattern.confidence,
        letters={role: translator.letters.get(role, "") for role in "SO"},
        anchors=translator.anchors(template),
        value=value.strip(),
    )


def elements(template: str) -> list[str]:
    """Return the elements of a template; "-(chef|boss)" becomes "(-chef|-boss)"."""
    spread = _HYPHENATED_GROUP.sub(lambda m: "(" + "|".join("-" + a for a in m[1].split("|")) + ")", template)
    return _ELEMENT.findall(_BOTH.sub("<S+O>", spread))


class _Translator:
    """Turns one template into the source of a regular expression."""

    def __init__(
        self, predicate: Predicate, words: Mapping[str, tuple[tuple[str, str], ...]], lang: str, where: str
    ) -> None:
        self.predicate = predicate
        self.words = words
        self.lang = lang
        self.where = where
        self.letters: dict[str, str] = {}

    def translate(self, template: str) -> str:
        found = elements(template)
        depth = 0
        for element in found:
            depth += _DEPTH.get(element, 0)
            if depth < 0:
                break
        if depth:
            raise OntologyError("cannot be read: the brackets do not match", where=self.where)
        return r"(?<= )" + "".join(map(self._element, found))

    def anchors(self, template: str) -> frozenset[str]:
        """Return the smallest set of words of which every match holds one, empty where there is none."""
        sets: list[frozenset[str]] = []
        found = elements(template)
        i = 0
        while i < len(found):
            if found[i] in ("(", "!("):
                end = _closing(found, i)
                words = _first_words(found[i + 1 : end], self._words)
                if found[i] == "(" and found[end] == ")" and words:
                    sets.append(words)
                i = end
            elif words := self._words(found[i]):
                sets.append(words)
            i += 1
        return min(sets, key=lambda w: (len(w), sorted(w)), default=frozenset())

    def _words(self, element: str) -> frozenset[str]:
        """The words with which `element` must begin, empty where it may be anything."""
        if element.startswith("%") and len(element) > 1:
            phrases = [w.lower() for tag, w in self.words.get(element[1:], ()) if tag in ("", self.lang)]
            firsts = {p.split()[0] for p in phrases}
            return frozenset() if any("*" in w for w in firsts) else frozenset(firsts)
        plain = element[0] not in "<.|)!" and not element.endswith("?") and "*" not in element
        return frozenset([{"[": "(", "]": ")"}.get(element, element.lower())]) if plain else frozenset()

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
        if role == "S+O":
            self.letters["S"] = self._kind_letters("S", kinds)
            return rf"(?P<B>{_list_of(self.letters['S'], at_least=2)}) "
        single = genitive or role.endswith("1")
        role = role.removesuffix("1")
        if role not in ("S", "O", "V", "_"):
            raise OntologyError(f"unknown slot <{inner}>", where=self.where)
        if role == "V":
            letter = QUANTITY_LETTERS[kinds or _VALUE_KINDS[self.predicate.name]]
            one = rf"‹{letter}\d+›"
            return rf"(?P<V>{one}(?: (?:, |und |and |or |oder |/ |bis |to |, and )*{one})*) "
        letters = self._kind_letters(role, kinds)
        one = rf"‹[A-Z]*[{letters}][A-Z]*\d+{'g' if genitive else 'g?'}›"
        if role == "_":
            return f"{one} "
        self.letters[role] = letters
        return f"(?P<{role}>{one if single else _list_of(letters)}) "

    def _kind_letters(self, role: str, kinds: str) -> str:
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


def _list_of(letters: str, *, at_least: int = 1) -> str:
    """A slot of one of the kinds, alone or first in a coordination."""
    one, other = rf"‹[A-Z]*[{letters}][A-Z]*\d+g?›", r"‹[A-Z]+\d+g?›"
    return rf"{one}(?: ⊕ {other})+" if at_least > 1 else rf"{one}(?: ⊕ {other})*"


def _closing(found: list[str], start: int) -> int:
    """Return the index of the bracket that closes the one at `start`."""
    depth = 0
    for i in range(start, len(found)):
        depth += _DEPTH.get(found[i], 0)
        if depth == 0:
            return i
    return len(found) - 1


def _first_words(inner: list[str], words: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """The words with which the alternatives of a group begin, empty where one of them may be anything."""
    firsts: set[str] = set()
    expecting = True
    for element in inner:
        if element == "|":
            if expecting:
                return frozenset()  # an empty alternative
            expecting = True
        elif expecting:
            found = words(element) if element not in ("(", "!(") else frozenset()
            if not found:
                return frozenset()
            firsts |= found
            expecting = False
    return frozenset() if expecting else frozenset(firsts)


def _phrase(phrase: str) -> str:
    return "".join(map(word, phrase.split()))


def word(word: str) -> str:
    """One unit; `*` at its start or end stands for any letters, `?` at its end makes it optional."""
    optional = word.endswith("?") and len(word) > 1
    body = word.removesuffix("?") if optional else word
    source = "".join(r"[^ ‹›]*" if c == "*" else re.escape(c) for c in body.lower()) + " "
    return f"(?:{source})?" if optional else source
