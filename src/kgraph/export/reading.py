"""Triples -> graph: the inverse of `triples.py`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from kgraph.errors import GraphError
from kgraph.export.triples import MODALITIES, PREFIXES
from kgraph.export.turtle import RDF_TYPE, XSD
from kgraph.model import Claim, Document, Entity, Evidence, Graph, Reference, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgraph.model import Lang, Modality, Value

Node = tuple[str, str]
"""An IRI with "" or the text of a literal with the IRI of its datatype."""

_KG = PREFIXES["kg"]
_TYPE = RDF_TYPE[1:-1]
_HINT = "give a graph.ttl that `kgraph build` wrote"


def to_graph(parsed: Iterable[tuple[str, str, Node]], *, where: str) -> Graph:
    """Return the graph that these triples describe; those that say nothing of a graph are passed over.

    Raises:
        GraphError: there is no description of a graph of kgraph among them, or a part of it is missing.
    """
    things: dict[str, _Thing] = {}
    for subject, predicate, node in parsed:
        things.setdefault(subject, _Thing(subject, where=where)).add(predicate, node)
    base = _base(things, where=where)
    documents: dict[str, Document] = {}
    entities: dict[str, Entity] = {}
    evidence: dict[str, Evidence] = {}
    statements: list[_Thing] = []
    for iri, thing in sorted(things.items()):
        kinds = sorted(k.removeprefix(_KG) for k in thing.all(_TYPE) if k.startswith(_KG))
        if "Document" in kinds:
            documents[iri] = _document(thing)
        elif "Evidence" in kinds:
            evidence[iri] = _evidence(thing)
        elif "Statement" in kinds:
            statements.append(thing)
        elif kinds:
            entities[iri] = _entity(thing, kinds)
    claims = {claim.key: claim for claim in (_claim(thing, evidence) for thing in statements)}
    return Graph(base=base, documents=documents, entities=entities, claims=dict(sorted(claims.items())))


class _Thing:
    """What the file says of one IRI."""

    def __init__(self, iri: str, *, where: str) -> None:
        self.iri = iri
        self.where = where
        self._nodes: defaultdict[str, set[Node]] = defaultdict(set)

    def add(self, predicate: str, node: Node) -> None:
        self._nodes[predicate].add(node)

    def all(self, predicate: str) -> list[str]:
        return sorted({text for text, _ in self._nodes.get(_full(predicate), ())})

    def first(self, predicate: str) -> str:
        return next(iter(self.all(predicate)), "")

    def node(self, predicate: str) -> Node:
        nodes = sorted(self._nodes.get(_full(predicate), ()))
        if not nodes:
            raise self.error(f"has no {predicate}")
        return nodes[0]

    def needed(self, predicate: str) -> str:
        return self.node(predicate)[0]

    def number(self, predicate: str) -> float:
        text = self.needed(predicate)
        try:
            return float(text)
        except ValueError:
            raise self.error(f"{predicate} is no number: {text!r}") from None

    def error(self, what: str) -> GraphError:
        return GraphError(f"not a graph of kgraph: <{self.iri}> {what}", where=self.where, hint=_HINT)


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else name


def _base(things: Mapping[str, _Thing], *, where: str) -> str:
    """Return the IRI of the data set that uses kgraph's ontology: the base of all its names."""
    for iri, thing in sorted(things.items()):
        if _full("dcat:Dataset") in thing.all(_TYPE) and _KG in thing.all("void:vocabulary"):
            return iri
    raise GraphError(
        "not a graph of kgraph: it describes no data set that uses its ontology", where=where, hint=_HINT
    )


def _document(thing: _Thing) -> Document:
    lang = thing.needed("dcterms:language")
    if lang not in ("de", "en"):
        raise thing.error(f"has the language {lang!r}")
    return Document(
        iri=thing.iri,
        id=thing.needed("dcterms:identifier"),
        text="",
        lang=cast("Lang", lang),
        title=thing.first("dcterms:title"),
        published=thing.first("dcterms:issued"),
        url=thing.first("dcterms:source"),
        author=thing.first("dcterms:creator"),
        references=tuple(Reference(url) for url in thing.all("dcterms:references")),
        stored_digest=thing.needed("kg:textDigest"),
    )


def _entity(thing: _Thing, kinds: list[str]) -> Entity:
    label = thing.needed("rdfs:label")
    names = tuple(sorted({label, *thing.all("skos:altLabel")}))
    second = [kind.removeprefix(_KG) for kind in thing.all("kg:secondKind")]
    entity = Entity(
        iri=thing.iri, kinds=(*kinds, *second), names=names, concept=thing.first("skos:exactMatch")
    )
    # A label that the names alone yield stays open, so that a longer name of another document can replace it.
    if entity.name == label and not entity.concept:
        return entity
    return Entity(iri=entity.iri, kinds=entity.kinds, names=names, label=label, concept=entity.concept)


def _evidence(thing: _Thing) -> Evidence:
    return Evidence(
        document=thing.needed("oa:hasSource"),
        span=Span(int(thing.number("oa:start")), int(thing.number("oa:end"))),
        quote=thing.needed("oa:exact"),
        rule=thing.needed("kg:rule"),
        confidence=thing.number("kg:confidence"),
    )


def _claim(thing: _Thing, evidence: Mapping[str, Evidence]) -> Claim:
    modality = thing.needed("kg:modality").removeprefix(_KG)
    modalities = {local: name for name, local in MODALITIES.items()}
    if modality not in modalities:
        raise thing.error(f"has the modality {modality!r}")
    places = thing.all("kg:supportedBy")
    if missing := [place for place in places if place not in evidence]:
        raise thing.error(f"is supported by <{missing[0]}>, which is no evidence")
    target = thing.first("kg:object")
    return Claim(
        subject=thing.needed("kg:subject"),
        predicate=thing.needed("kg:predicate").removeprefix(_KG),
        object=target,
        value=None if target else _value(thing),
        negated=thing.needed("kg:negated") in ("true", "1"),
        modality=cast("Modality", modalities[modality]),
        start=thing.first("kg:start"),
        end=thing.first("kg:end"),
        date=thing.first("kg:date"),
        evidence=tuple(sorted(evidence[place] for place in places)),
    )


def _value(thing: _Thing) -> Value:
    text, datatype = thing.node("kg:literalValue")
    return int(text) if datatype == f"{XSD}integer" else text
