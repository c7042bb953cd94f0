"""What the document itself establishes: names once recognised, surnames, short names, acronyms, ellipsis, pronouns."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kgraph.model import Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from kgraph.annotate.vocabulary import Vocabulary
    from kgraph.model import Document, Sentence, Token

_HYPHEN = frozenset("-‐‑–")
_JOINERS = frozenset(["und", "and", "sowie", "oder", "or", "&", "bis", ",", "/"])
_VERSION = re.compile(r"\d+(?:\.\d+)*[a-z]?$")
_VERSION_TAIL = re.compile(r"^(?P<family>.*?)(?P<gap>[ -]?)(?P<version>\d+(?:\.\d+)*[a-z]?)$")


def find(
    document: Document, sentences: Sequence[Sentence], names: Sequence[Mention], words: Vocabulary
) -> Iterator[Mention]:
    """Yield the further mentions that follow from `names`, the settled ones; they may overlap each other."""
    known = _forms(names)
    for sentence in sentences:
        yield from _occurrences(sentence.tokens, known, words)
        yield from _nominals(sentence.tokens, words, {m.span.start for m in names})
    yield from _acronyms(document, sentences, names)
    yield from _ellipsis(document, sentences, names, words)


def _forms(names: Iterable[Mention]) -> Mapping[tuple[str, ...], Mention]:
    """The token forms by which established names return: whole, surname, and a company's first word."""
    forms: dict[tuple[str, ...], Mention] = {}
    short: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for mention in sorted(names, key=lambda m: (-m.score, m.span)):
        parts = tuple(re.findall(r"[^\s\-‐‑–]+|[-‐‑–]", mention.name))
        if not mention.concept:
            forms.setdefault(parts, mention)
        for part in _short_forms(mention, parts):
            short[part].add(mention.name)
            forms.setdefault(part, mention)
    return {
        form: mention
        for form, mention in forms.items()
        if len(short.get(form, ())) < 2 or mention.kinds[0] == "Person"
    }


def _short_forms(mention: Mention, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Surnames of people; the distinctive first word of an organisation that no lexicon knows."""
    if mention.kinds[0] == "Person" and len(parts) > 1 and len(parts[-1]) > 2:
        yield parts[-1:]
    unknown_company = mention.kinds[0] in ("Company", "Lab") and not mention.concept
    if unknown_company and len(parts) in (2, 3) and len(parts[0]) > 3 and parts[1] not in _HYPHEN:
        yield parts[:1]


def _occurrences(
    tokens: Sequence[Token], known: Mapping[tuple[str, ...], Mention], words: Vocabulary
) -> Iterator[Mention]:
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in known:
        by_first[form[0]].append(form)
    texts = [t.text for t in tokens]
    for i, text in enumerate(texts):
        stem = text[:-1] if words.lang == "de" and text.endswith("s") else ""
        for form in [*by_first.get(text, ()), *by_first.get(stem, ())]:
            end = i + len(form)
            found = texts[i:end]
            genitive = words.lang == "de" and found[-1:] == [form[-1] + "s"]
            if tuple(found) == form or (genitive and (*found[:-1], form[-1]) == form):
                origin = known[form]
                name = " ".join(form) if len(form) == 1 else origin.name
                span = Span(tokens[i].span.start, tokens[end - 1].span.end)
                concept = origin.concept if origin.kinds[0] == "Person" else ""
                yield Mention(span, origin.kinds, name, "named before", 0.75, concept, genitive)


def _nominals(tokens: Sequence[Token], words: Vocabulary, starts: Set[int]) -> Iterator[Mention]:
    """Descriptions and pronouns; "the chipmaker Nvidia" describes the name behind it and needs no antecedent."""
    texts = [t.text.lower() for t in tokens]
    for i in range(len(texts)):
        for width in (6, 4, 3, 2, 1):
            kind = words.nominals.get(tuple(texts[i : i + width]))
            described = i + width < len(tokens) and tokens[i + width].span.start in starts
            if kind and not described and not (width == 1 and tokens[i].text == "Sie" and i):
                span = Span(tokens[i].span.start, tokens[min(i + width, len(tokens)) - 1].span.end)
                yield Mention(span, (kind,), " ".join(texts[i : i + width]), "description", 0.5, nominal=True)
                break


def _acronyms(
    document: Document, sentences: Sequence[Sentence], names: Sequence[Mention]
) -> Iterator[Mention]:
    """ "Meta Superintelligence Labs (MSL)": the acronym in brackets names the same thing."""
    ends = {m.span.end: m for m in names}
    for sentence in sentences:
        for i, token in enumerate(sentence.tokens[:-2]):
            before = ends.get(token.span.end)
            inner = sentence.tokens[i + 2]
            if before is None or sentence.tokens[i + 1].text != "(" or before.kinds[0] == "Person":
                continue
            if is_acronym(inner.text, before.name):
                yield Mention(inner.span, before.kinds, inner.text, "acronym", 0.9, before.concept)


def is_acronym(short: str, name: str) -> bool:
    """Whether the capitals of `short` are initials of the words of `name`, in order ("FAIR", not "NASA")."""
    letters = [c for c in short if c.isupper()]
    if not 2 <= len(letters) <= 8 or len(short) > 10 or short == name:
        return False
    initials = iter(
        [
            c
            for word in re.split(r"[\s\-]+", name)
            for c in (word[:1].upper(), *[x for x in word[1:] if x.isupper()])
        ]
    )
    return all(letter in initials for letter in letters)


def _ellipsis(
    document: Document, sentences: Sequence[Sentence], names: Sequence[Mention], words: Vocabulary
) -> Iterator[Mention]:
    """ "Llama 1 und 2" names Llama 2, "Llama 4 Scout and Maverick" names Llama 4 Maverick."""
    ends = {m.span.end: m for m in names if m.kinds[0] == "Model"}
    for sentence in sentences:
        tokens = sentence.tokens
        for i in range(len(tokens) - 2):
            mention = ends.get(tokens[i].span.end)
            j = i + 1
            while mention is not None and j + 1 < len(tokens) and tokens[j].text in _JOINERS:
                name = _complete(mention.name, tokens[j + 1].text, words)
                if not name or (j + 2 < len(tokens) and tokens[j + 2].text in _STOP_AFTER_NUMBER):
                    break
                yield Mention(tokens[j + 1].span, ("Model",), name, "ellipsis", 0.85)
                j += 2


_STOP_AFTER_NUMBER = frozenset(["Prozent", "percent", "%", "Millionen", "Milliarden", "million", "billion"])


def _complete(name: str, piece: str, words: Vocabulary) -> str:
    """The full name that `piece` stands for behind `name`, or "" where it continues nothing."""
    versioned = _VERSION_TAIL.match(name)
    if versioned and _VERSION.match(piece) and len(piece) <= 4:
        return versioned["family"] + versioned["gap"] + piece
    head, _, last = name.rpartition(" ")
    if (
        head
        and last.lower() in words.model_suffixes
        and piece.lower() in words.model_suffixes
        and piece[:1].isupper()
    ):
        return f"{head} {piece}"
    return ""
