"""What is refused, and how claims about one fact are settled within a document."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kgraph.model import Claim, Linked
    from kgraph.ontology import Ontology

# competitorOf and outperforms hold between things of one kind (guidelines, case 5).
_SAME_SORT = frozenset(["competitorOf", "outperforms"])
_SORTS = {"Company": "firm", "Lab": "firm", "Organization": "firm", "Model": "model", "Product": "model"}
# What another fact between the same two excludes: leading implies working there, having left ends both.
_EXCLUDED_BY = {
    "employedBy": ("leads", "formerlyEmployedBy"),
    "leads": ("formerlyEmployedBy",),
}
MIXED_SORTS = "ends of different sorts"
_MODALITY_RANK = {"asserted": 0, "rumoured": 1, "planned": 2}


def refused_relation(linked: Linked, predicate: str, subject: int, target: int, ontology: Ontology) -> str:
    """Return the name of the check that refuses the relation, or "" where none does."""
    s, o = linked.entities[subject], linked.entities[target]
    if s.iri == o.iri:
        return "both ends are the same"
    term = ontology.relations[predicate]
    if not term.domain & set(s.kinds):
        return "subject is of the wrong kind"
    if not term.range & set(o.kinds):
        return "object is of the wrong kind"
    if predicate in _SAME_SORT and not {_SORTS.get(k) for k in s.kinds} & {_SORTS.get(k) for k in o.kinds}:
        return MIXED_SORTS
    return ""


def refused_attribute(linked: Linked, predicate: str, subject: int, ontology: Ontology) -> str:
    """Return the name of the check that refuses the attribute, or ""."""
    if linked.entities[subject].kind not in ontology.attributes[predicate].domain:
        return "subject is of the wrong kind"
    return ""


def settle(proposed: Iterable[Claim], ontology: Ontology) -> list[Claim]:
    """Return one claim a fact: symmetric ends in order, evidence joined, the best of contradicting readings.

    Within one document a plain assertion outweighs a rumour and a plan of the same fact; leading a body implies
    working there, and having left it excludes working there now (guidelines).
    """
    joined: dict[tuple[str, ...], Claim] = {}
    for claim in proposed:
        normal = claim.ordered if _is_symmetric(claim, ontology) else claim
        known = joined.get(normal.key)
        joined[normal.key] = normal if known is None else known | normal
    return _without_weaker(list(joined.values()))


def _is_symmetric(claim: Claim, ontology: Ontology) -> bool:
    return claim.predicate in ontology.relations and ontology.relations[claim.predicate].symmetric


def _without_weaker(claims: Sequence[Claim]) -> list[Claim]:
    by_fact: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_fact[claim.subject, claim.predicate, claim.object, claim.value, claim.negated].append(claim)
    kept = [min(same, key=lambda c: (_MODALITY_RANK[c.modality], c.key)) for same in by_fact.values()]
    held = {(c.subject, c.predicate, c.object) for c in kept if not c.negated}
    return [
        c
        for c in kept
        if not any((c.subject, p, c.object) in held for p in _EXCLUDED_BY.get(c.predicate, ()))
    ]
