"""A graph as triples: the statement model of docs/architecture.md, with no blank nodes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from typing import TYPE_CHECKING

from kgraph import ids
from kgraph.export.turtle import RDF_TYPE, XSD, iri, literal, web_address
from kgraph.ontology import LEXICON, NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgraph.export.turtle import Triple
    from kgraph.model import Claim, Document, Entity, Evidence, Graph, Value
    from kgraph.ontology import Ontology

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "kg": NAMESPACE,
    "lex": LEXICON,
    "oa": "http://www.w3.org/ns/oa#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}
TITLES = {"de": "Wissensgraph der KI-Branche", "en": "Knowledge graph of the AI industry"}
MODALITIES = {"asserted": "Asserted", "rumoured": "Rumoured", "planned": "Planned"}

_DATES = (
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "", "date"),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), "-01", "gYearMonth"),
    (re.compile(r"[0-9]{4}"), "-01-01", "gYear"),
)
_AMOUNT = re.compile(r"([0-9]+(?:\.[0-9]+)?) ([A-Z]{3})")  # number and ISO 4217 code


def triples(graph: Graph, *, ontology: Ontology) -> Iterator[Triple]:
    """Yield every triple of `graph`, each term as N-Triples spells it; some may come twice, order is free.

    A fact that a text asserts is a triple of its own. Besides, every claim, asserted or not, is a
    `kg:Statement`, and each place where it was read a `kg:Evidence`. Only the likeliest class of an entity
    is stated as its type, because the classes are disjoint; the others are its `kg:secondKind`. The ontology
    says how the values of an attribute are typed.
    """
    body = set(_body(graph, ontology=ontology))
    yield from body
    yield from _dataset(graph, size=len(body))


def _body(graph: Graph, *, ontology: Ontology) -> Iterator[Triple]:
    for document in graph.documents.values():
        yield from _document(document)
    for entity in graph.entities.values():
        yield from _entity(entity)
    for claim in graph.claims.values():
        yield from _claim(claim, graph=graph, ontology=ontology)


def _dataset(graph: Graph, *, size: int) -> Iterator[Triple]:
    """Yield the description of the whole: what it is, what made it, how large it is; no time of making."""
    node = iri(graph.base)
    header = [
        (RDF_TYPE, _name("dcat:Dataset")),
        (RDF_TYPE, _name("void:Dataset")),
        *((_name("dcterms:title"), literal(title, lang=lang)) for lang, title in TITLES.items()),
        (_name("dcterms:creator"), literal(f"kgraph {version('kgraph')}")),
        (_name("void:vocabulary"), iri(NAMESPACE)),
        (_name("void:uriSpace"), literal(graph.base)),
        (_name("void:entities"), _integer(len(graph.entities))),
    ]
    yield from ((node, p, o) for p, o in header)
    yield node, _name("void:triples"), _integer(size + len(header) + 1)


def _document(document: Document) -> Iterator[Triple]:
    node = iri(document.iri)
    yield node, RDF_TYPE, _name("kg:Document")
    yield node, _name("dcterms:identifier"), literal(document.id)
    yield node, _name("dcterms:language"), literal(document.lang)
    yield node, _name("kg:textDigest"), literal(document.digest)
    if document.title:
        yield node, _name("dcterms:title"), literal(document.title, lang=document.lang)
    if document.published:
        yield node, _name("dcterms:issued"), _date(document.published)
    if document.author:
        yield node, _name("dcterms:creator"), literal(document.author)
    if document.url:
        yield node, _name("dcterms:source"), web_address(document.url)
    for reference in document.references:
        yield node, _name("dcterms:references"), web_address(reference.url)


def _entity(entity: Entity) -> Iterator[Triple]:
    node = iri(entity.iri)
    yield node, RDF_TYPE, _name(f"kg:{entity.kind}")
    for kind in entity.kinds[1:]:
        yield node, _name("kg:secondKind"), _name(f"kg:{kind}")
    # A proper name is the same in both languages; with both tags a search by language always finds it.
    for lang in ("de", "en"):
        yield node, _name("rdfs:label"), literal(entity.name, lang=lang)
    for alias in entity.aliases:
        yield node, _name("skos:altLabel"), literal(alias)
    if entity.concept:
        yield node, _name("skos:exactMatch"), iri(entity.concept)


def _claim(claim: Claim, *, graph: Graph, ontology: Ontology) -> Iterator[Triple]:
    statement = ids.statement_iri(claim.key, base=graph.base)
    node, subject, predicate = iri(statement), iri(claim.subject), _name(f"kg:{claim.predicate}")
    what = (
        iri(claim.object) if claim.value is None else _value(claim.value, claim.predicate, ontology=ontology)
    )
    if claim.asserted:
        yield subject, predicate, what
    yield node, RDF_TYPE, _name("kg:Statement")
    yield node, _name("kg:subject"), subject
    yield node, _name("kg:predicate"), predicate
    yield node, _name("kg:object" if claim.value is None else "kg:literalValue"), what
    yield node, _name("kg:modality"), _name(f"kg:{MODALITIES[claim.modality]}")
    yield node, _name("kg:negated"), literal("true" if claim.negated else "false", datatype=f"{XSD}boolean")
    yield node, _name("kg:confidence"), _decimal(claim.confidence)
    for name in ("start", "end", "date"):
        if when := getattr(claim, name):
            yield node, _name(f"kg:{name}"), _date(when)
    if amount := _amount(claim, ontology=ontology):
        yield node, _name("kg:amount"), _decimal(Decimal(amount[1]))
        yield node, _name("kg:currency"), literal(amount[2])
    for place, evidence in _places(claim, statement, base=graph.base).items():
        yield node, _name("kg:supportedBy"), iri(place)
        yield from _evidence(place, evidence, document=graph.documents.get(evidence.document))


def _places(claim: Claim, statement: str, *, base: str) -> dict[str, Evidence]:
    """Return the evidence by its IRI; where one rule read one place twice, the surer reading counts."""
    places: dict[str, Evidence] = {}
    for e in sorted(claim.evidence, key=lambda e: (e.confidence, e)):
        places[ids.evidence_iri(statement, e.document, e.span.start, e.span.end, e.rule, base=base)] = e
    return places


def _evidence(place: str, evidence: Evidence, *, document: Document | None) -> Iterator[Triple]:
    node = iri(place)
    yield node, RDF_TYPE, _name("kg:Evidence")
    yield node, _name("oa:hasSource"), iri(evidence.document)
    yield node, _name("oa:exact"), literal(evidence.quote, lang=document.lang if document else "")
    yield node, _name("oa:start"), _integer(evidence.span.start)
    yield node, _name("oa:end"), _integer(evidence.span.end)
    yield node, _name("kg:rule"), literal(evidence.rule)
    yield node, _name("kg:confidence"), _decimal(evidence.confidence)


def _name(short: str) -> str:
    prefix, _, name = short.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


def _value(value: Value, predicate: str, *, ontology: Ontology) -> str:
    if isinstance(value, int):
        return _integer(value)
    attribute = ontology.attributes.get(predicate)
    return _date(value) if attribute and attribute.datatype == "date" else literal(value)


def _amount(claim: Claim, *, ontology: Ontology) -> re.Match[str] | None:
    attribute = ontology.attributes.get(claim.predicate)
    if attribute and attribute.datatype == "amount" and isinstance(claim.value, str):
        return _AMOUNT.fullmatch(claim.value)
    return None


def _integer(number: int) -> str:
    return literal(str(number), datatype=f"{XSD}integer")


def _decimal(number: float | Decimal) -> str:
    """Return the canonical xsd:decimal: digits on both sides of a point, no idle zeros (XML Schema 3.2.3)."""
    digits = f"{number:f}" if isinstance(number, Decimal) else f"{number:.2f}"
    whole, _, fraction = digits.partition(".")
    return literal(f"{whole.lstrip('0') or '0'}.{fraction.rstrip('0') or '0'}", datatype=f"{XSD}decimal")


def _date(text: str) -> str:
    """Return a date as exact as `text`, or a plain literal where that is no date of the calendar."""
    for form, rest, datatype in _DATES:
        if form.fullmatch(text):
            try:
                date.fromisoformat(text + rest)
            except ValueError:
                break
            return literal(text, datatype=f"{XSD}{datatype}")
    return literal(text)
