"""What follows from names and the lexicon, with the sentence that lets it follow.

- A model whose name goes on from another's ("Llama 4 Scout" from "Llama 4") is a variant of it.
- A variant is developed by whoever developed what it is a variant of.
- A model, product or lab close to the maker or parent that the lexicon knows supports `developedBy` and `partOf`.
- A model whose name begins with a company's that the text names is developed by it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph import ids
from kgraph.model import Claim, Evidence, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from kgraph.model import Entity, Linked
    from kgraph.ontology import Ontology

# Words behind a name that make another model of it, not an edition.
_OTHER_MODELS = frozenset(["distill", "zero", "next", "coder", "math"])
_GENERATION = re.compile(r"v?\d+(?:\.\d+)*$")
_SIZE = re.compile(r"\d+(?:\.\d+)?(?:x\d+)?[bm]$")
_NEAR = 60  # characters between two names in a sentence; farther apart they rarely belong together
_NEAR_ACROSS = 160  # the same across the border of two sentences


def evidence(linked: Linked, sentence: Sentence, rule: str, confidence: float) -> Evidence:
    """Return the piece of evidence that `sentence` of the document gives."""
    document = linked.annotated.document
    return Evidence(document.iri, sentence.span, document.quote(sentence.span), rule, round(confidence, 2))


def lexicon_pairs(linked: Linked, ontology: Ontology) -> Iterator[Claim]:
    """Yield what the lexicon knows of two entities that the text names close together, in one sentence or the next.

    The text must bring the two together: the lexicon alone gives no fact.
    """
    by_concept = {e.concept: j for j, e in enumerate(linked.entities) if e.concept}
    before: tuple[Sentence, dict[int, list[int]]] | None = None
    for sentence, present in _by_sentence(linked):
        for j, places in present.items():
            concept = ontology.concepts.get(linked.entities[j].concept)
            if concept is None:
                continue
            for predicate, owner in (("developedBy", concept.maker), ("partOf", concept.parent)):
                other = by_concept.get(owner) if owner else None
                place = _together(other, places, sentence, present, before)
                if other is None or place is None or not _fits(linked, predicate, j, other, ontology):
                    continue
                if predicate == "partOf" and linked.entities[j].kind != "Lab":
                    continue  # a firm beside its owner is mostly about the purchase
                score = 0.7 if place is sentence else 0.6
                found = evidence(linked, place, f"{predicate}: named together, a pair in the lexicon", score)
                yield Claim(linked.entities[j].iri, predicate, linked.entities[other].iri, evidence=(found,))
        before = (sentence, present)


def _together(
    other: int | None,
    places: Sequence[int],
    sentence: Sentence,
    present: Mapping[int, Sequence[int]],
    before: tuple[Sentence, Mapping[int, Sequence[int]]] | None,
) -> Sentence | None:
    """The sentence, or the two sentences as one, in which both stand near each other; None where they don't."""
    if other is None:
        return None
    if other in present:
        near = min(abs(a - b) for a in places for b in present[other]) <= _NEAR
        return sentence if near else None
    if before is None or other not in before[1] or min(places) - max(before[1][other]) > _NEAR_ACROSS:
        return None
    return Sentence(Span(before[0].span.start, sentence.span.end), before[0].tokens + sentence.tokens)


def _fits(linked: Linked, predicate: str, subject: int, target: int, ontology: Ontology) -> bool:
    term = ontology.relations[predicate]
    kinds = (set(linked.entities[subject].kinds), set(linked.entities[target].kinds))
    return bool(kinds[0] & term.domain and kinds[1] & term.range)


def makers_in_names(linked: Linked) -> Iterator[Claim]:
    """Yield `developedBy` for a model whose name begins with a company that the text names too ("DeepSeek R1")."""
    first = _first_sentences(linked)
    companies = {ids.fold(n): e for e in linked.entities if e.kind == "Company" for n in e.names}
    for j, model in enumerate(linked.entities):
        if model.kind != "Model" or j not in first:
            continue
        owners = {companies[w].iri for n in model.names if (w := ids.fold(n).split()[0]) in companies}
        for owner in sorted(owners):
            found = evidence(linked, first[j], "developedBy: the name begins with the maker's", 0.7)
            yield Claim(model.iri, "developedBy", owner, evidence=(found,))


def from_names(linked: Linked, claims: Sequence[Claim], ontology: Ontology) -> Iterator[Claim]:
    """Yield `variantOf` between models whose names say so, and the `developedBy` that variants inherit."""
    models = {j: e for j, e in enumerate(linked.entities) if e.kind == "Model"}
    makers: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate == "developedBy" and claim.asserted:
            makers[claim.subject].append(claim)
    first = _first_sentences(linked)
    editions = frozenset(w.lower() for _, w in ontology.words.get("model-suffix", ())) - _OTHER_MODELS
    for j, model in sorted(models.items()):
        family = _family(model, [m for i, m in models.items() if i != j], editions)
        if family is None or j not in first:
            continue
        place = evidence(linked, first[j], "variantOf: the name goes on from the family's", 0.75)
        yield Claim(model.iri, "variantOf", family.iri, evidence=(place,))
        if _is_generation(model, family) or makers[model.iri]:
            continue
        for claim in makers[family.iri]:
            if claim.asserted:
                inherited = evidence(linked, first[j], "developedBy: as the family it is a variant of", 0.65)
                yield Claim(model.iri, "developedBy", claim.object, evidence=(inherited,))


def _is_generation(model: Entity, family: Entity) -> bool:
    """Whether only a generation number is added ("GPT-4" to "GPT"): a line may change hands, an edition does not."""
    has_number = any(c.isdigit() for n in family.names for c in n)
    return not has_number and any(n[-1:].isdigit() for n in model.names)


def lifted_competitors(mixed: Iterable[Claim], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield `competitorOf` between the maker and the firm where a text sets a model against a firm.

    "Llama fell behind rivals like OpenAI" makes Meta and OpenAI competitors (guidelines, case 5).
    """
    makers: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate == "developedBy" and claim.asserted:
            makers[claim.subject].add(claim.object)
    for claim in mixed:
        for end, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
            for maker in sorted(makers[end] - {other}):
                yield replace(claim, subject=maker, object=other)


def _family(model: Entity, others: Iterable[Entity], editions: Set[str]) -> Entity | None:
    """The model with the longest name that `model`'s name goes on from by editions, sizes or one generation."""
    words = [ids.fold(n).split() for n in model.names]
    best: tuple[int, str] | None = None
    chosen = None
    for other in others:
        for start in (ids.fold(n).split() for n in other.names):
            added = [w[len(start) :] for w in words if len(w) > len(start) and w[: len(start)] == start]
            if not any(_is_variant(start, rest, editions) for rest in added):
                continue
            if best is None or (-len(start), other.iri) < best:
                best, chosen = (-len(start), other.iri), other
    return chosen


def _is_variant(start: Sequence[str], rest: Sequence[str], editions: Set[str]) -> bool:
    """Whether `rest` makes a member of the family `start`: sizes and editions, or one generation number."""
    if len(rest) == 1 and _GENERATION.match(rest[0]):
        return not any(c.isdigit() for c in "".join(start))
    return all(_SIZE.match(w) or w in editions for w in rest)


def _by_sentence(linked: Linked) -> Iterator[tuple[Sentence, dict[int, list[int]]]]:
    """Yield each sentence with the entities that it names and where."""
    mentions = list(zip(linked.annotated.mentions, linked.referents, strict=True))
    at = 0
    for sentence in linked.annotated.sentences:
        present: dict[int, list[int]] = defaultdict(list)
        while at < len(mentions) and mentions[at][0].span.start < sentence.span.end:
            mention, referent = mentions[at]
            if referent is not None and not mention.nominal:
                present[referent].append(mention.span.start)
            at += 1
        yield sentence, present


def _first_sentences(linked: Linked) -> dict[int, Sentence]:
    first: dict[int, Sentence] = {}
    for sentence, present in _by_sentence(linked):
        for j in present:
            first.setdefault(j, sentence)
    return first
