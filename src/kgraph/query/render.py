"""A result as text: the W3C's formats for SPARQL results, and short cells for a table on a screen.

CSV and TSV follow "SPARQL 1.1 Query Results CSV and TSV Formats", JSON and XML the formats of those names.
ASK has no form in CSV and TSV there; here it is the word `true` or `false`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kgraph.errors import SettingsError
from kgraph.query.engines import XSD, labels
from kgraph.query.sparql import PREFIXES

if TYPE_CHECKING:
    from kgraph.ontology import Node
    from kgraph.query.engines import GraphFile, Result

_PLAIN = (f"{XSD}string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTED_IN_CSV = re.compile(r'[",\r\n]')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def to_csv(result: Result) -> str:
    """Return rows of plain values with CRLF line ends, as RFC 4180 has them.

    Raises:
        SettingsError: the result is a graph.
    """
    if result.answer is not None:
        return f"{_boolean(result)}\r\n"
    _rows_only(result, "CSV")
    lines = [result.variables, *(tuple(node.value if node else "" for node in row) for row in result.rows)]
    return "".join(",".join(map(_csv_cell, line)) + "\r\n" for line in lines)


def to_tsv(result: Result) -> str:
    """Return rows of terms as Turtle spells them.

    Raises:
        SettingsError: the result is a graph.
    """
    if result.answer is not None:
        return f"{_boolean(result)}\n"
    _rows_only(result, "TSV")
    lines = [
        [f"?{v}" for v in result.variables],
        *([term(n) if n else "" for n in row] for row in result.rows),
    ]
    return "".join("\t".join(line) + "\n" for line in lines)


def to_json(result: Result) -> str:
    """Return the SPARQL 1.1 results JSON.

    Raises:
        SettingsError: the result is a graph.
    """
    if result.answer is not None:
        return json.dumps({"head": {}, "boolean": result.answer}, indent=2) + "\n"
    _rows_only(result, "JSON")
    bindings = [
        {name: _json_term(node) for name, node in zip(result.variables, row, strict=True) if node}
        for row in result.rows
    ]
    document = {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def to_xml(result: Result) -> str:
    """Return the SPARQL results XML; characters that XML cannot hold become U+FFFD.

    Raises:
        SettingsError: the result is a graph.
    """
    head = "".join(f"    <variable name={quoteattr(v)}/>\n" for v in result.variables)
    if result.answer is not None:
        body = f"  <boolean>{_boolean(result)}</boolean>\n"
    else:
        _rows_only(result, "XML")
        rows = "".join(f"    <result>\n{_xml_row(result, i)}    </result>\n" for i in range(len(result.rows)))
        body = f"  <results>\n{rows}  </results>\n"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
        f"  <head>\n{head}  </head>\n{body}</sparql>\n"
    )


def terms(result: Result) -> tuple[tuple[str, str, str], ...]:
    """Return the triples of CONSTRUCT and DESCRIBE, sorted, each term as N-Triples spells it.

    `export.turtle.write` makes Turtle of them.

    Raises:
        SettingsError: the result is no graph.
    """
    if result.form not in ("CONSTRUCT", "DESCRIBE"):
        raise SettingsError(
            f"{result.form} has no answer in Turtle",
            hint="take table, csv, tsv, json or xml, or ask with CONSTRUCT",
        )
    return tuple((term(s), term(p), term(o)) for s, p, o in result.triples)


def cells(result: Result, *, graph: GraphFile) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return headings and rows of short texts for a screen: labels for things, `kg:name` for terms.

    No cell holds a control character, so nothing in a text can steer a terminal.
    """
    if result.answer is not None:
        return ("answer",), [(_boolean(result),)]
    rows = result.rows if result.form == "SELECT" else result.triples
    heads = result.variables if result.form == "SELECT" else ("subject", "predicate", "object")
    known = labels(graph, {node for row in rows for node in row if node})
    return heads, [tuple(_short(node, known, graph.base) if node else "" for node in row) for row in rows]


def term(node: Node) -> str:
    """Return a term as N-Triples spells it."""
    if not node.datatype:
        return node.value if node.value.startswith("_:") else f"<{node.value}>"
    text = f'"{_CONTROL.sub(_escaped, node.value.translate(_ESCAPES))}"'
    if node.lang:
        return f"{text}@{node.lang}"
    return text if node.datatype in _PLAIN else f"{text}^^<{node.datatype}>"


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"\\u{ord(c):04X}" for c in match[0])


def _boolean(result: Result) -> str:
    return "true" if result.answer else "false"


def _rows_only(result: Result, name: str) -> None:
    if result.form in ("CONSTRUCT", "DESCRIBE"):
        raise SettingsError(
            f"{result.form} has no answer in {name}", hint="take table or turtle, or ask with SELECT"
        )


def _csv_cell(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _QUOTED_IN_CSV.search(text) else text


def _json_term(node: Node) -> dict[str, str]:
    if not node.datatype:
        blank = node.value.startswith("_:")
        return {"type": "bnode", "value": node.value[2:]} if blank else {"type": "uri", "value": node.value}
    entry = {"type": "literal", "value": node.value}
    if node.lang:
        entry["xml:lang"] = node.lang
    elif node.datatype not in _PLAIN:
        entry["datatype"] = node.datatype
    return entry


def _xml_row(result: Result, index: int) -> str:
    bound = zip(result.variables, result.rows[index], strict=True)
    return "".join(
        f"      <binding name={quoteattr(name)}>{_xml_term(node)}</binding>\n" for name, node in bound if node
    )


def _xml_term(node: Node) -> str:
    value = escape(_NOT_IN_XML.sub("\ufffd", node.value), {"\r": "&#13;"})
    if not node.datatype:
        blank = node.value.startswith("_:")
        return f"<bnode>{value[2:]}</bnode>" if blank else f"<uri>{value}</uri>"
    if node.lang:
        return f"<literal xml:lang={quoteattr(node.lang)}>{value}</literal>"
    if node.datatype in _PLAIN:
        return f"<literal>{value}</literal>"
    return f"<literal datatype={quoteattr(node.datatype)}>{value}</literal>"


def _short(node: Node, known: dict[str, str], base: str) -> str:
    text = node.value
    if not node.datatype:
        text = known.get(text) or _curie(text, base)
    return _CONTROL.sub(" ", text)


def _curie(iri: str, base: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri.removeprefix(base) or iri
