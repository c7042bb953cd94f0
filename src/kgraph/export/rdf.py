"""A graph as RDF, and back: Turtle, N-Triples, JSON-LD, RDF/XML, and an rdflib graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kgraph.errors import GraphError, SettingsError
from kgraph.export import serialise, turtle
from kgraph.export.reading import to_graph
from kgraph.export.triples import PREFIXES, triples

if TYPE_CHECKING:
    import rdflib

    from kgraph.export.reading import Node
    from kgraph.model import Graph
    from kgraph.ontology import Ontology

FORMATS = ("turtle", "nt", "jsonld", "xml")
_HINT = "give a graph.ttl that `kgraph build` wrote"


def to_turtle(graph: Graph, *, ontology: Ontology) -> str:
    """Return the graph as Turtle: equal graphs give equal text, and `load` reads it back."""
    return turtle.write(triples(graph, ontology=ontology), base=graph.base, prefixes=PREFIXES)


def to_format(graph: Graph, form: str, *, ontology: Ontology) -> str:
    """Return the graph as `turtle`, `nt` (N-Triples), `jsonld` or `xml` (RDF/XML); equal graphs, equal text.

    Raises:
        SettingsError: there is no such format.
    """
    if form == "turtle":
        return to_turtle(graph, ontology=ontology)
    writers = {"nt": serialise.ntriples, "jsonld": serialise.jsonld, "xml": serialise.rdfxml}
    if form not in writers:
        raise SettingsError(f"no RDF format {form!r}", hint=f"known: {', '.join(FORMATS)}")
    return writers[form](triples(graph, ontology=ontology), prefixes=PREFIXES)


def to_rdflib(graph: Graph, *, ontology: Ontology) -> rdflib.Graph:
    """Return the graph as an rdflib graph with its prefixes bound."""
    import rdflib

    result = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        result.bind(prefix, namespace)
    lines = serialise.ntriples(triples(graph, ontology=ontology), prefixes=PREFIXES)
    return result.parse(data=lines, format="nt")


def load(source: Path | str) -> Graph:
    """Return the graph in a Turtle file (a `Path`) or in Turtle text (a `str`) that kgraph wrote.

    Documents come back without their text and entities without what only the text showed, but what
    `to_turtle` writes of the result is the text that was read. Statements and triples that are not kgraph's
    are passed over.

    Raises:
        GraphError: the file cannot be read, is no Turtle (with line and column), or is no graph of kgraph.
    """
    where = str(source) if isinstance(source, Path) else ""
    text = _text(source) if isinstance(source, Path) else source
    try:
        import pyoxigraph  # noqa: F401
    except ImportError:
        parsed = _parse_with_rdflib(text, where=where)
    else:
        parsed = _parse_with_pyoxigraph(text, where=where)
    return to_graph(parsed, where=where)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GraphError(error.strerror or "cannot be read", where=str(path), hint=_HINT) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"not Turtle: byte 0x{content[error.start]:02x} at {error.start} is not UTF-8"
        raise GraphError(what, where=str(path), hint=_HINT) from error


def _parse_with_pyoxigraph(text: str, *, where: str) -> list[tuple[str, str, Node]]:
    import pyoxigraph as ox

    found: list[tuple[str, str, Node]] = []
    try:
        for s, p, o, *_ in ox.parse(text, format=ox.RdfFormat.TURTLE):
            if isinstance(s, ox.NamedNode):
                if isinstance(o, ox.Literal):
                    found.append((s.value, p.value, (o.value, o.datatype.value)))
                elif isinstance(o, ox.NamedNode):
                    found.append((s.value, p.value, (o.value, "")))
    except SyntaxError as error:
        _no_turtle(error.msg.partition(": ")[2] or error.msg, error.lineno, error.offset, where=where)
    return found


def _parse_with_rdflib(text: str, *, where: str) -> list[tuple[str, str, Node]]:
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax

    store = rdflib.Graph(bind_namespaces="none")
    try:
        store.parse(data=text, format="turtle")
    except BadSyntax as error:
        # The error's own count of lines counts some twice, and its place is before the white space.
        rest = error._str[error._i :]
        before = error._str[: len(error._str) - len(rest.lstrip())].decode("utf-8", "replace")
        _no_turtle(error._why, before.count("\n") + 1, len(before) - before.rfind("\n"), where=where)
    except (
        AssertionError,
        IndexError,
        ValueError,
    ) as error:  # how it meets the end of the text inside a term
        raise GraphError("not Turtle: it ends too early", where=where, hint=_HINT) from error
    found: list[tuple[str, str, Node]] = []
    for s, p, o in store:
        if isinstance(s, rdflib.URIRef) and isinstance(o, rdflib.URIRef):
            found.append((str(s), str(p), (str(o), "")))
        elif isinstance(s, rdflib.URIRef) and isinstance(o, rdflib.Literal):
            datatype = o.datatype or (rdflib.RDF.langString if o.language else rdflib.XSD.string)
            found.append((str(s), str(p), (str(o), str(datatype))))
    return found


def _no_turtle(why: str, line: int | None, column: int | None, *, where: str) -> NoReturn:
    place = f"{where}:{line}:{column}" if where else f"line {line}, column {column}"
    raise GraphError(f"not Turtle: {why}", where=place, hint=_HINT) from None
