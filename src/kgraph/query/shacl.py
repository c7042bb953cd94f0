"""Whether a graph satisfies `ontology/shapes.ttl` (SHACL), by pyshacl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kgraph import ontology
from kgraph.query.engines import GraphFile, open_graph

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A place where a graph breaks a shape: the node, the property and the value, as far as SHACL names them.

    `messages` are pairs of language and text, `severity` is Violation, Warning or Info.
    """

    node: str
    path: str
    value: str
    severity: str
    messages: tuple[tuple[str, str], ...]

    def message(self, lang: str = "en") -> str:
        """Return the message in `lang`, or in any language where that lacks."""
        texts: Mapping[str, str] = dict(self.messages)
        return texts.get(lang) or next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True)
class Report:
    """Whether the graph conforms, and what it breaks, sorted."""

    conforms: bool
    findings: tuple[Finding, ...]


def validate(source: Path | GraphFile, *, folder: Path | None = None) -> Report:
    """Check a Turtle file, or a graph that rdflib holds, against the shapes of the ontology in `folder`.

    Such a graph takes in the ontology's own triples on the way.

    Raises:
        GraphError: the file cannot be read, or it is no Turtle (with line and column).
    """
    import pyshacl
    import rdflib

    opened = source if isinstance(source, GraphFile) else open_graph(source, engine="rdflib")
    data = opened.store
    shapes = rdflib.Graph()
    for place in ontology.folders(folder):
        # The shapes ask the ontology for domain and range, so both lie in one graph.
        for graph, name in ((data, "kgraph.ttl"), (shapes, "shapes.ttl")):
            if (place / name).is_file():
                graph.parse(place / name, format="turtle")
    conforms, results, _ = pyshacl.validate(
        data, shacl_graph=shapes, inference="none", advanced=False, inplace=True, meta_shacl=False
    )
    return Report(bool(conforms), _findings(results, shapes))


def _findings(results: Any, shapes: Any) -> tuple[Finding, ...]:
    from rdflib import RDF, SH

    found = set()
    for node in results.subjects(RDF.type, SH.ValidationResult):
        focus, term = str(results.value(node, SH.focusNode)), results.value(node, SH.value)
        value = "" if term is None else str(term)
        whole = focus.startswith(ontology.NAMESPACE)
        found.add(
            Finding(
                # A constraint over the whole graph has the ontology's node for all; the value breaks it.
                node=value if whole else focus,
                path=str(results.value(node, SH.resultPath) or ""),
                value="" if whole else value,
                severity=str(results.value(node, SH.resultSeverity)).rpartition("#")[2],
                messages=_messages(results, node, shapes),
            )
        )
    return tuple(sorted(found))


def _messages(results: Any, node: Any, shapes: Any) -> tuple[tuple[str, str], ...]:
    """Return the messages by language; pyshacl gives those of SPARQL constraints in one language only."""
    from rdflib import SH

    constraint = results.value(node, SH.sourceConstraint)
    texts = list(shapes.objects(constraint, SH.message)) if constraint is not None else []
    path = str(results.value(node, SH.resultPath) or "").replace(ontology.NAMESPACE, "kg:")
    texts = texts or list(results.objects(node, SH.resultMessage))
    return tuple(sorted((t.language or "", str(t).replace("{?path}", path)) for t in texts))
