"""The only home of spaCy: tokens, sentences and lexicon matches, as records.

`language(lang)` is an ordinary spaCy `Language` (a blank one with kgraph's tokeniser rules, the `kgraph_sentences`
component and the `kgraph_lexicon` matcher), so trained components can join it later. No spaCy object leaves this
module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import spacy
from spacy.attrs import IS_SPACE, LOWER, NORM
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.util import compile_infix_regex, compile_suffix_regex, filter_spans

from kgraph.model import Sentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

    from kgraph.model import Lang
    from kgraph.ontology import Concept, Ontology

_ALNUM = r"[^\W_]"
_HYPHENS = r"[-‐‑–/]"
# A full stop after one of these ends no sentence. spaCy's own exceptions keep "z.B." and "Dr." whole.
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "prof",
        "nr",
        "mio",
        "mrd",
        "bzw",
        "ca",
        "vgl",
        "st",
        "abs",
        "bd",
        "hrsg",
        "inkl",
        "exkl",
        "mind",
        "max",
        "min",
        "jan",
        "feb",
        "apr",
        "aug",
        "sept",
        "sep",
        "okt",
        "nov",
        "dez",
        "oct",
        "dec",
        "inc",
        "corp",
        "co",
        "ltd",
        "vs",
        "etc",
        "no",
        "vol",
        "fig",
        "eq",
        "mr",
        "mrs",
        "ms",
        "jr",
        "sr",
        "u.s",
        "u.k",
        "d.h",
        "z.b",
        "u.a",
        "i.d.r",
        "e.g",
        "i.e",
        "a.k.a",
        "approx",
    ]
)
_MONTHS = frozenset(
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
        "jahrhundert",
    ]
)
_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d_])[ -](?=\d)")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•·–—]|\d{1,3}[.)]|#{1,6}|\||>|\[\d)\s?")
_LONE_NEWLINE = re.compile(r"[^\s.!?:;|]\n([^\s])")
_TERMINAL = frozenset(".!?…")
_CLOSING = frozenset("\"'”“’«»)]‹›„")
# Lines between these lengths that end in the middle of a sentence are taken for hard-wrapped prose.
_WRAPPED_LINE = range(50, 121)


@dataclass(frozen=True, slots=True)
class LexiconMatch:
    """A stretch of text that spells a name of the lexicon; `concepts` are the IRIs that bear it, sorted."""

    span: Span
    name: str
    concepts: tuple[str, ...]
    genitive: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """What spaCy read: sentences with tokens, and lexicon matches, longest first where they overlapped."""

    sentences: tuple[Sentence, ...]
    matches: tuple[LexiconMatch, ...]


def language(lang: Lang, ontology: Ontology) -> Language:
    """Return the spaCy pipeline for `lang` with the ontology's lexicon."""
    nlp = spacy.blank(lang)
    # A lexicon of thousands of names makes tens of thousands of lexemes; of their features only these are read.
    vocab: Any = nlp.vocab  # spaCy's stubs do not know the getters
    vocab.lex_attr_getters = {a: vocab.lex_attr_getters[a] for a in (IS_SPACE, LOWER, NORM)}
    infixes = [
        *(nlp.Defaults.infixes or []),
        rf"(?<={_ALNUM}){_HYPHENS}(?={_ALNUM})",
        r"[|+&=、，]",
        r"[–—]",
        r"[“”„»«\"]",
    ]
    stops = [r"(?<=[0-9][A-Za-z])\.", r"(?<=[a-z][A-Z])\.", r"(?<=[0-9])\."]  # "7B.", "GmbH.", "2." at an end
    suffixes = [*(nlp.Defaults.suffixes or []), r"[’'‘]s", r"[’']", *stops]
    tokenizer: Any = nlp.tokenizer  # spaCy's stubs know it as a callable only
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.url_match = None
    nlp.add_pipe("kgraph_sentences")
    matcher = nlp.add_pipe("kgraph_lexicon")
    matcher.fill(ontology.concepts.values())  # type: ignore[attr-defined]
    return nlp


def parse(nlp: Language, text: str) -> Parsed:
    """Read `text`, whose offsets are kept: every span counts in it."""
    doc = nlp(text)
    sentences = tuple(s for s in map(_sentence, doc.sents) if s.tokens)
    return Parsed(sentences=sentences, matches=tuple(map(_match, doc.spans["lexicon"])))


def _sentence(sent: DocSpan) -> Sentence:
    tokens = tuple(Token(Span(t.idx, t.idx + len(t)), t.text) for t in sent if not t.is_space)
    span = (
        Span(tokens[0].span.start, tokens[-1].span.end) if tokens else Span(sent.start_char, sent.start_char)
    )
    return Sentence(span, tokens)


def _match(found: DocSpan) -> LexiconMatch:
    name, genitive, *concepts = found.label_.split("\x1f")
    return LexiconMatch(Span(found.start_char, found.end_char), name, tuple(concepts), bool(genitive))


@Language.component("kgraph_sentences")
def _split_sentences(doc: Doc) -> Doc:
    """Set sentence starts: at blank lines, list items and table rows, and after terminal punctuation."""
    line_start = 0
    wrapped = _is_hard_wrapped(doc.text)
    for i, token in enumerate(doc):
        token.is_sent_start = i == 0
        if i == 0:
            continue
        before = doc[i - 1]
        if "\n" in before.text:
            token.is_sent_start = not wrapped or _breaks_at_newline(doc, i, line_start)
            line_start = i
        elif not token.is_space and _ends_sentence(doc, i):
            token.is_sent_start = True
    return doc


def _is_hard_wrapped(text: str) -> bool:
    """Whether lone newlines fall inside sentences: often enough a line goes on in lower case."""
    lone = _LONE_NEWLINE.findall(text)
    return bool(sum(c.islower() for c in lone) >= max(1, len(lone) // 5))


def _breaks_at_newline(doc: Doc, i: int, line_start: int) -> bool:
    """Whether the newline before token `i` ends a sentence; a lone newline in wrapped prose does not."""
    gap = doc[i - 1]
    rest = doc.text[doc[i].idx : doc[i].idx + 8]
    if gap.text.count("\n") > 1 or _LIST_ITEM.match(rest):
        return True
    length = gap.idx - doc[line_start].idx
    previous = doc[i - 2].text if i > 1 else ""
    return length not in _WRAPPED_LINE or previous[-1:] in _TERMINAL | _CLOSING | {":", "|"}


def _ends_sentence(doc: Doc, i: int) -> bool:
    """Whether a sentence ends right before token `i`."""
    j = i - 1
    while j > 0 and (doc[j].text in _CLOSING or doc[j].is_space):
        j -= 1
    mark = doc[j]
    text = doc[i].text
    lower = text[:1].islower() and text == text.lower()  # "xAI" and "iPhone" may begin a sentence
    if mark.text[-1:] not in _TERMINAL or text in _CLOSING or lower or text[0] in ",;:)":
        return False
    if not (doc[i - 1].whitespace_ or doc[i - 1].is_space):
        return False
    if mark.text in ("!", "?", "…") or j == 0:
        return True
    word = mark.text[:-1] if len(mark.text) > 1 else doc[j - 1].text
    attached = len(mark.text) > 1 or not doc[j - 1].whitespace_
    return not (attached and _is_abbreviation(word, text, doc.lang_))


def _is_abbreviation(word: str, following: str, lang: str) -> bool:
    lower = word.lower()
    if lower in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return True
    ordinal = word.isdigit() and len(word) <= 2
    return ordinal and (lang == "de" or following.lower() in _MONTHS)


class _Lexicon:
    """A pipeline component: `doc.spans["lexicon"]` holds the longest matches that do not overlap."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self.folded = PhraseMatcher(nlp.vocab, attr="LOWER")

    def fill(self, concepts: Iterable[Concept]) -> None:
        """Add every spelling of every concept; one spelling may belong to several concepts."""
        owners: dict[tuple[str, bool], tuple[str, set[str]]] = {}
        for concept in concepts:
            for name in concept.names:
                for spelling, genitive in _spellings(name, str(self.nlp.lang)):
                    owners.setdefault((spelling, genitive), (name, set()))[1].add(concept.iri)
        plain = {spelling for spelling, genitive in owners if not genitive}
        for (spelling, genitive), (name, iris) in sorted(owners.items()):
            if genitive and spelling in plain:
                continue  # "Mistrals" as a name of its own wins over the genitive of "Mistral"
            label = "\x1f".join([name, "s" if genitive else "", *sorted(iris)])
            pattern = self.nlp.make_doc(spelling)
            self.exact.add(label, [pattern])
            if _case_may_vary(spelling):
                self.folded.add(label, [pattern])

    def __call__(self, doc: Doc) -> Doc:
        found = [*self.exact(doc, as_spans=True)]
        taken = {(s.start, s.end) for s in found}
        found += [s for s in self.folded(doc, as_spans=True) if (s.start, s.end) not in taken]
        doc.spans["lexicon"] = filter_spans(sorted(found, key=lambda s: (s.start, -s.end, s.label_)))
        return doc


# Without annotations: spaCy 3.8.3 makes a pydantic model of them and cannot resolve those that are strings.
@Language.factory("kgraph_lexicon")
def _create_lexicon(nlp, name):  # type: ignore[no-untyped-def]
    return _Lexicon(nlp)


def _spellings(name: str, lang: str) -> Sequence[tuple[str, bool]]:
    """Return the spellings of `name` that count as the same, each with whether it is a German genitive."""
    variants = {name, name.replace(" ", "-"), name.replace("-", " ")} if _has_digit(name) else {name}
    if _has_digit(name):
        variants.add(_BEFORE_DIGIT.sub("", name))  # "GPT4"
    if " " in name and lang == "de" and not _has_digit(name):
        variants.add(name.replace(" ", "-"))  # "Meta-AI-Team", "Mistral-AI-Chef"
    found = [(v, False) for v in sorted(variants)]
    if lang == "de" and name[-1:].isalpha() and name[-1:].lower() not in "sxzß":
        found += [(v + "s", True) for v in sorted(variants)]
    return found


def _case_may_vary(name: str) -> bool:
    """Names with a digit may change case ("claude-3.5-sonnet"); short ones would hit too much."""
    return _has_digit(name) and len(name) >= 4


def _has_digit(name: str) -> bool:
    return any(c.isdigit() for c in name)
