"""What the network page carries: the whole graph as columns, compact enough for tens of thousands of facts.

Every table is a mapping of equally long lists, one item a row; rows refer to each other by number. Entities
stand in order of their number of facts, so a page that draws a part draws the most important ones.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kgraph import ids
from kgraph.export import layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgraph.model import Claim, Entity, Graph
    from kgraph.ontology import Ontology

MODALITIES = ("asserted", "rumoured", "planned")
EXACT_IN_BROWSERS = 2**53  # larger integers are rounded by JSON.parse, so they travel as text
FALLBACK_COLOUR, FALLBACK_SHAPE = "#999999", "dot"
SMALLEST, LARGEST = 7.0, 24.0  # radius of a node at zoom 1, in CSS pixels
LABEL_HEIGHT, LABEL_WIDTH = 22.0, 150.0  # what is kept free for a label at zoom 1, in CSS pixels
HUB = 12  # facts of an entity that deserves the largest node, even where none has more
ROOM_FOR_NO_LABEL = 400  # nodes from which on the layout keeps no room for labels
GLYPH = 7.2  # mean advance of the page's label font, in CSS pixels


@dataclass(frozen=True, slots=True)
class PageData:
    """The tables of the page, and the order in which entities, places and sizes stand."""

    tables: Mapping[str, Any]
    entities: tuple[Entity, ...]
    places: tuple[tuple[int, int], ...]
    sizes: tuple[float, ...]
    links: tuple[tuple[int, int, int], ...]
    """Subject, object and claim of every relation, as row numbers."""


def page_data(graph: Graph, *, ontology: Ontology) -> PageData:
    """Return the columns of the page for `graph`, with names, colours and shapes from `ontology`.

    Kinds and predicates that the ontology lacks keep their local name and get a plain look.
    """
    entities, ranks = _ranked(graph)
    row = {entity.iri: i for i, entity in enumerate(entities)}
    claims = tuple(c for c in graph.claims.values() if c.subject in row and (not c.object or c.object in row))
    links = tuple((row[c.subject], row[c.object], i) for i, c in enumerate(claims) if c.object)
    sizes = _sizes(ranks)
    room = max(0.0, min(1.0, (ROOM_FOR_NO_LABEL - len(entities)) / ROOM_FOR_NO_LABEL))
    boxes = [_box(e.name, r, room) for e, r in zip(entities, sizes, strict=True)]
    places = tuple(layout.arrange([(a, b) for a, b, _ in links], boxes=boxes))
    kinds = sorted({e.kind for e in entities})
    predicates = sorted({c.predicate for c in claims})
    documents = sorted({e.document for c in claims for e in c.evidence} | set(graph.documents))
    evidence = _evidence(claims, {iri: i for i, iri in enumerate(documents)})
    tables = {
        "base": graph.base,
        "kinds": _kinds(kinds, ontology),
        "predicates": _predicates(predicates, ontology),
        "documents": [_document(iri, graph) for iri in documents],
        "entities": {
            "iri": [ids.local(e.iri, base=graph.base) for e in entities],
            "name": [e.name for e in entities],
            "aliases": [list(e.aliases) for e in entities],
            "kind": [kinds.index(e.kind) for e in entities],
            "also": {str(i): list(e.kinds[1:]) for i, e in enumerate(entities) if len(e.kinds) > 1},
            "concept": {str(i): e.concept for i, e in enumerate(entities) if e.concept},
            "x": [x for x, _ in places],
            "y": [y for _, y in places],
            "size": list(sizes),
        },
        "claims": _claims(claims, row, {name: i for i, name in enumerate(predicates)}, evidence.of_claim),
        "quotes": {"document": evidence.documents, "text": evidence.texts},
    }
    return PageData(tables=tables, entities=entities, places=places, sizes=sizes, links=links)


def _ranked(graph: Graph) -> tuple[tuple[Entity, ...], tuple[int, ...]]:
    """Return the entities, those with the most facts first, and how many facts speak of each.

    PageRank would rank the centre of a lone pair or star above well-connected entities of a large component.
    """
    facts: Counter[str] = Counter()
    for claim in graph.claims.values():
        facts.update({claim.subject, claim.object})
    order = sorted(graph.entities.values(), key=lambda e: (-facts[e.iri], e.iri))
    return tuple(order), tuple(facts[e.iri] for e in order)


def _sizes(ranks: tuple[int, ...]) -> tuple[float, ...]:
    """Return the radius of each node: its area grows with the number of facts."""
    most = max([HUB, *ranks])
    return tuple(round(SMALLEST + (LARGEST - SMALLEST) * (rank / most) ** 0.5, 1) for rank in ranks)


def _box(name: str, radius: float, room: float) -> tuple[float, float]:
    """Return width and height of a node with its label below, in CSS pixels at zoom 1.

    `room` (0..1) is the share of the label that is kept free: in a large graph most labels wait for a zoom.
    """
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in name)
    label = room * (min(LABEL_WIDTH, wide * GLYPH) + 14)
    return max(2 * radius + 20, label), 2 * radius + 20 + room * (2 * LABEL_HEIGHT - 20)


def _kinds(names: list[str], ontology: Ontology) -> list[dict[str, Any]]:
    known = ontology.kinds
    return [
        {
            "name": name,
            "labels": dict(sorted(known[name].labels.items())) if name in known else {},
            "colour": known[name].colour if name in known else FALLBACK_COLOUR,
            "shape": known[name].shape if name in known else FALLBACK_SHAPE,
        }
        for name in names
    ]


def _predicates(names: list[str], ontology: Ontology) -> list[dict[str, Any]]:
    known = {**ontology.attributes, **ontology.relations}
    return [
        {
            "name": name,
            "labels": dict(sorted(known[name].labels.items())) if name in known else {},
            "symmetric": name in known and known[name].symmetric,
            "relation": name not in ontology.attributes,
        }
        for name in names
    ]


def _document(iri: str, graph: Graph) -> dict[str, str]:
    """Return what the page says of a document; only web addresses become links."""
    document = graph.documents.get(iri)
    if document is None:
        return {"id": ids.local(iri, base=graph.base), "title": "", "lang": "", "date": "", "url": ""}
    return {
        "id": document.id,
        "title": document.title,
        "lang": document.lang,
        "date": document.published,
        "url": web_address(document.url),
    }


def web_address(url: str) -> str:
    """Return `url` where it is an http or https address with a host, else the empty string."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # a malformed IPv6 address
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


@dataclass(frozen=True, slots=True)
class _Quotes:
    """Each sentence once: its document and text; and per claim the rows of its quotes with their confidence."""

    documents: list[int]
    texts: list[str]
    of_claim: list[list[list[float]]]


def _evidence(claims: tuple[Claim, ...], document: Mapping[str, int]) -> _Quotes:
    seen: dict[tuple[int, int, str], int] = {}
    documents: list[int] = []
    texts: list[str] = []
    of_claim: list[list[list[float]]] = []
    for claim in claims:
        best: dict[int, float] = {}
        for item in claim.evidence:
            key = document[item.document], item.span.start, item.quote
            if key not in seen:
                seen[key] = len(texts)
                documents.append(key[0])
                texts.append(item.quote)
            best[seen[key]] = max(best.get(seen[key], 0.0), item.confidence)
        of_claim.append([[quote, confidence] for quote, confidence in best.items()])
    return _Quotes(documents, texts, of_claim)


def _claims(
    claims: tuple[Claim, ...],
    row: Mapping[str, int],
    predicate: Mapping[str, int],
    evidence: list[list[list[float]]],
) -> dict[str, Any]:
    return {
        "subject": [row[c.subject] for c in claims],
        "predicate": [predicate[c.predicate] for c in claims],
        "object": [row[c.object] if c.object else -1 for c in claims],
        "value": {str(i): _value(c) for i, c in enumerate(claims) if not c.object},
        "modality": [MODALITIES.index(c.modality) for c in claims],
        "negated": [int(c.negated) for c in claims],
        "when": {
            str(i): [c.start, c.end, c.date] for i, c in enumerate(claims) if c.start or c.end or c.date
        },
        "confidence": [c.confidence for c in claims],
        "evidence": evidence,
    }


def _value(claim: Claim) -> str | int:
    if isinstance(claim.value, int) and abs(claim.value) < EXACT_IN_BROWSERS:
        return claim.value
    return "" if claim.value is None else str(claim.value)
