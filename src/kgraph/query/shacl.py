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
    return Report(bool(conforms), _findings(results))


def _findings(results: Any) -> tuple[Finding, ...]:
    from rdflib import RDF, SH

    found = set()
    for node in results.subjects(RDF.type, SH.ValidationResult):
        focus, value = str(results.value(node, SH.focusNode)), str(results.value(node, SH.value) or "")
        whole = focus.startswith(ontology.NAMESPACE)
        found.add(
            Finding(
                # A constraint over the whole graph has the ontology's node for all; the value breaks it.
                node=value if whole else focus,
                path=str(results.value(node, SH.resultPath) or ""),
                value="" if whole else value,
                severity=str(results.value(node, SH.resultSeverity)).rpartition("#")[2],
                messages=tuple(
                    sorted((m.language or "", str(m)) for m in results.objects(node, SH.resultMessage))
                ),
            )
        )
    return tuple(sorted(found))
