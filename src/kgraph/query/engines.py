"""Two engines that answer SPARQL over a graph file with the same rows: Oxigraph if installed, else rdflib."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from kgraph import ids
from kgraph.errors import GraphError, QueryError
from kgraph.ontology import Node, place_of
from kgraph.query.sparql import malformed, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kgraph.query.sparql import Query

ENGINES = ("pyoxigraph", "rdflib")
XSD = "http://www.w3.org/2001/XMLSchema#"

_STRING = f"{XSD}string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_BASE = re.compile(r"^\s*(?:@base|BASE)\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_PLACE_IN_MESSAGE = re.compile(r"(?:error )?at (?:line )?(\d+):(\d+): ", re.IGNORECASE)
_ENDLESS = {"inf": "INF", "-inf": "-INF", "nan": "NaN"}

Row = tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a query answers; the same from either engine.

    SELECT fills `variables` and `rows` (a cell is None where nothing is bound), ASK `answer`, CONSTRUCT and
    DESCRIBE `triples`, sorted. Rows come as ORDER BY says; without one, they are sorted by terms.
    Numbers are in the canonical form of XML Schema 1.1, decimals cut to twelve places.
    """

    form: str
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    answer: bool | None = None
    triples: tuple[tuple[Node, Node, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class GraphFile:
    """A loaded graph: the place it came from, the base of its IRIs, and the engine that holds it."""

    where: str
    base: str
    engine: str
    store: Any


def open_graph(path: Path, *, engine: str = "") -> GraphFile:
    """Return the graph of a Turtle file, held by `engine`: by default the first of `ENGINES` installed.

    Raises:
        GraphError: the file cannot be read, or it is no Turtle (with line and column).
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise GraphError(
            "no such file", where=str(path), hint="`kgraph build` writes output/graph.ttl"
        ) from error
    except OSError as error:
        raise GraphError(str(error.strerror), where=str(path), hint="give a readable Turtle file") from error
    return parse_graph(data, where=str(path), engine=engine)


def parse_graph(data: str | bytes, *, where: str = "graph", engine: str = "") -> GraphFile:
    """Return the graph of Turtle, as text or as UTF-8; `where` names it in messages.

    Raises:
        GraphError: the data are no Turtle (with line and column) or no UTF-8.
    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"not Turtle: byte {error.object[error.start]:#04x} at {error.start} is not UTF-8"
        raise GraphError(what, where=where, hint=_HINT) from error
    name = engine or next(e for e in ENGINES if find_spec(e))
    base = _BASE.search(text)
    store = _load_pyoxigraph(text, where) if name == "pyoxigraph" else _load_rdflib(text, where)
    return GraphFile(where, base[1] if base else ids.DEFAULT_BASE, name, store)


def run(graph: GraphFile, query: str) -> Result:
    """Return the answer of a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE).

    The prefixes of `sparql.PREFIXES` are known, the empty prefix is the graph's base, and relative IRIs such
    as `<company/meta>` count from it.

    Raises:
        QueryError: no SPARQL (with line and column), an update, an unknown prefix, or a query that fails.
    """
    prepared = prepare(query, base=graph.base)
    answer = _run_pyoxigraph if graph.engine == "pyoxigraph" else _run_rdflib
    return _settled(answer(graph.store, prepared, query), prepared)


_HINT = "give a graph that `kgraph build` wrote"


def _malformed_graph(where: str, line: int, column: int, what: str) -> GraphError:
    what = re.sub(r"^Parser error at line [^:]*: ", "", what)
    return GraphError(f"not Turtle: {what}", where=f"{where}:{line}:{column}", hint=_HINT)


def _load_pyoxigraph(text: str, where: str) -> Any:
    import pyoxigraph as ox

    store = ox.Store()
    try:
        store.bulk_load(text.encode("utf-8"), format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise _malformed_graph(where, error.lineno or 1, error.offset or 1, str(error.msg)) from error
    return store


def _run_pyoxigraph(store: Any, query: Query, asked: str) -> Result:
    import pyoxigraph as ox

    try:
        found = store.query(query.text)
        if isinstance(found, ox.QueryBoolean):
            return Result(query.form, answer=bool(found))
        if isinstance(found, ox.QuerySolutions):
            names = tuple(v.value for v in found.variables)
            return Result(query.form, names, tuple(tuple(_ox_node(t) for t in row) for row in found))
        triples = tuple((_ox_node(t.subject), _ox_node(t.predicate), _ox_node(t.object)) for t in found)
    except SyntaxError as error:
        raise _syntax_error(asked, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query fails: {error}", where="query", hint="simplify it") from error
    return Result(query.form, triples=triples)  # type: ignore[arg-type]


def _syntax_error(asked: str, message: str) -> QueryError:
    """Return Oxigraph's error with its place counted in what was asked, and without its lists of tokens."""
    found = _PLACE_IN_MESSAGE.search(message)
    if not found:
        return QueryError(
            f"not SPARQL: {message}", where="query", hint="`kgraph query --list` shows examples"
        )
    detail = re.search(r"The SELECT contains[^,\[]*", message)
    return malformed(asked, int(found[1]) - 1, int(found[2]), detail=detail[0].strip() if detail else "")


def _ox_node(term: Any) -> Node | None:
    import pyoxigraph as ox

    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return Node(term.value, term.language or "", term.datatype.value)
    return Node(term.value if isinstance(term, ox.NamedNode) else f"_:{term.value}")


def _load_rdflib(text: str, where: str) -> Any:
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = rdflib.Graph(bind_namespaces="none")
    try:
        graph.parse(data=text, format="turtle")
    except BadSyntax as error:
        line, column = place_of(error)
        raise _malformed_graph(where, line, column, str(error._why)) from error
    except ValueError as error:  # a character that no IRI may hold
        raise GraphError(f"not Turtle: {error}", where=where, hint=_HINT) from error
    return graph


def _run_rdflib(graph: Any, query: Query, asked: str) -> Result:
    try:
        found = graph.query(query.text)
        if query.form == "ASK":
            return Result(query.form, answer=bool(found.askAnswer))
        if query.form == "SELECT":
            names = tuple(str(v) for v in found.vars or ())
            return Result(query.form, names, tuple(tuple(_rdflib_node(t) for t in row) for row in found))
        triples = tuple((_rdflib_node(s), _rdflib_node(p), _rdflib_node(o)) for s, p, o in found.graph)
    except Exception as error:  # rdflib raises plain Exception for what it cannot translate or evaluate
        if isinstance(line := getattr(error, "lineno", None), int):  # pyparsing's
            raise malformed(asked, line - 1, getattr(error, "column", 1)) from error
        raise QueryError(f"the query fails: {error}", where="query", hint="simplify it") from error
    return Result(query.form, triples=triples)  # type: ignore[arg-type]


def _rdflib_node(term: Any) -> Node | None:
    import rdflib

    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        return Node(
            str(term), term.language or "", str(term.datatype or (_LANG_STRING if term.language else _STRING))
        )
    return Node(f"_:{term}" if isinstance(term, rdflib.BNode) else str(term))


def _settled(result: Result, query: Query) -> Result:
    """Return `result` as it does not depend on the engine: numbers, order, and names of blank nodes."""
    names = query.variables if set(query.variables) == set(result.variables) else result.variables
    columns = [result.variables.index(n) for n in names]
    rows = [tuple(_canonical(row[c]) for c in columns) for row in result.rows]
    if not query.ordered:
        rows.sort(key=_row_key)
    triples = sorted({(s, p, _canonical(o) or o) for s, p, o in result.triples})
    blank: dict[str, Node] = {}
    return Result(
        form=result.form,
        variables=names,
        rows=tuple(tuple(_renamed(n, blank) for n in row) for row in rows),
        answer=result.answer,
        triples=tuple((_named(s, blank), p, _named(o, blank)) for s, p, o in triples),
    )


def _row_key(row: Row) -> list[tuple[bool, Node]]:
    return [(node is not None, node or Node("")) for node in row]


def _renamed(node: Node | None, blank: dict[str, Node]) -> Node | None:
    return None if node is None else _named(node, blank)


def _named(node: Node, blank: dict[str, Node]) -> Node:
    if node.datatype or not node.value.startswith("_:"):
        return node
    return blank.setdefault(node.value, Node(f"_:b{len(blank)}"))


def _canonical(node: Node | None) -> Node | None:
    """Return a number in its canonical form; other terms, and numbers that are none, as they are."""
    if node is None or not node.datatype.startswith(XSD):
        return node
    form = _CANONICAL.get(node.datatype[len(XSD) :])
    if form is None:
        return node
    try:
        return Node(form(node.value), "", node.datatype)
    except (ArithmeticError, ValueError):
        return node


def _canonical_decimal(text: str) -> str:
    with localcontext() as context:
        context.prec = 60
        digits = f"{Decimal(text).quantize(Decimal('1e-12')):f}".rstrip("0").rstrip(".")
    return digits if digits not in ("", "-0", "-") else "0"


def _canonical_double(text: str) -> str:
    number = float(text)
    if str(number) in _ENDLESS:
        return _ENDLESS[str(number)]
    sign, digits, _ = Decimal(repr(number)).normalize().as_tuple()
    power = Decimal(repr(number)).adjusted() if number else 0
    return f"{'-' if sign else ''}{digits[0]}.{''.join(map(str, digits[1:])) or '0'}E{power}"


def _canonical_time(text: str) -> str:
    return re.sub(r"(\.\d*?)0+(?=[Z+-]|$)", r"\1", text).replace(".Z", "Z").replace("+00:00", "Z")


def _canonical_boolean(text: str) -> str:
    return {"1": "true", "0": "false"}.get(text, text)


_CANONICAL = {
    "integer": lambda text: str(int(text)),
    "decimal": _canonical_decimal,
    "double": _canonical_double,
    "float": _canonical_double,
    "boolean": _canonical_boolean,
    "dateTime": _canonical_time,
}


def labels(graph: GraphFile, nodes: Iterable[Node]) -> dict[str, str]:
    """Return the label of each IRI among `nodes` that has one: the English where it has one."""
    wanted = sorted({n.value for n in nodes if not n.datatype and not n.value.startswith("_:")})
    if not wanted:
        return {}
    values = " ".join(f"<{iri}>" for iri in wanted)
    found = run(graph, f"SELECT ?iri ?label {{ VALUES ?iri {{ {values} }} ?iri rdfs:label ?label }}")
    rows = sorted((label.lang != "en", label, iri.value) for iri, label in found.rows if iri and label)
    return {iri: label.value for _, label, iri in reversed(rows)}
