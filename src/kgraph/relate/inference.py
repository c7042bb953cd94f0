"""What follows from names and the lexicon, with the sentence that lets it follow.

- A model whose name goes on from another's ("Llama 4 Scout" from "Llama 4") is a variant of it.
- A variant is developed by whoever developed what it is a variant of.
- A sentence that names a model or product and the maker that the lexicon knows supports `developedBy`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgraph import ids
from kgraph.model import Claim, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kgraph.model import Entity, Linked, Sentence
    from kgraph.ontology import Ontology

_MAKERS_DISTANCE = 60  # characters between the two names; farther apart they rarely belong together


def evidence(linked: Linked, sentence: Sentence, rule: str, confidence: float) -> Evidence:
    """Return the piece of evidence that `sentence` of the document gives."""
    document = linked.annotated.document
    return Evidence(document.iri, sentence.span, document.quote(sentence.span), rule, round(confidence, 2))


def same_sentence_makers(linked: Linked, ontology: Ontology) -> Iterator[Claim]:
    """Yield `developedBy` where a sentence names both ends close together and the lexicon knows them for a pair."""
    by_concept = {e.concept: j for j, e in enumerate(linked.entities) if e.concept}
    for sentence, present in _by_sentence(linked):
        for j, places in present.items():
            concept = ontology.concepts.get(linked.entities[j].concept)
            maker = by_concept.get(concept.maker) if concept and concept.maker else None
            if maker is None or maker not in present:
                continue
            if min(abs(a - b) for a in places for b in present[maker]) <= _MAKERS_DISTANCE:
                found = evidence(linked, sentence, "developedBy: named together, a pair in the lexicon", 0.7)
                yield Claim(
                    linked.entities[j].iri, "developedBy", linked.entities[maker].iri, evidence=(found,)
                )


def from_names(linked: Linked, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield `variantOf` between models whose names say so, and the `developedBy` that variants inherit."""
    models = {j: e for j, e in enumerate(linked.entities) if e.kind == "Model"}
    makers: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate == "developedBy" and claim.asserted:
            makers[claim.subject].append(claim)
    first = _first_sentences(linked)
    for j, model in sorted(models.items()):
        family = _family(model, [m for i, m in models.items() if i != j])
        if family is None or j not in first:
            continue
        place = evidence(linked, first[j], "variantOf: the name goes on from the family's", 0.75)
        yield Claim(model.iri, "variantOf", family.iri, evidence=(place,))
        for claim in makers[family.iri]:
            if not makers[model.iri]:
                inherited = evidence(linked, first[j], "developedBy: as the family it is a variant of", 0.65)
                yield Claim(model.iri, "developedBy", claim.object, evidence=(inherited,))


def _family(model: Entity, others: Iterable[Entity]) -> Entity | None:
    """The model with the longest name that `model`'s name goes on from, word by word."""
    words = [ids.fold(n).split() for n in model.names]
    best: tuple[int, str] | None = None
    chosen = None
    for other in others:
        for start in (ids.fold(n).split() for n in other.names):
            longer = any(len(w) > len(start) and w[: len(start)] == start for w in words)
            if longer and (best is None or (-len(start), other.iri) < best):
                best, chosen = (-len(start), other.iri), other
    return chosen


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
