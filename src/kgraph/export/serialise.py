"""Triples as N-Triples, JSON-LD and RDF/XML: the same text for the same set of triples, whatever their order.

rdflib and Oxigraph write these formats too, but in an order that changes from process to process.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from kgraph.export.turtle import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgraph.export.turtle import Triple

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?')
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
_SPOKEN = {"n": "\n", "r": "\r", "t": "\t"}
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, production 2 (Char)


def ntriples(triples: Iterable[Triple], *, prefixes: Mapping[str, str]) -> str:
    """Return sorted N-Triples, one a line; `prefixes` are not used, the format has none."""
    return "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(set(triples)))


def jsonld(triples: Iterable[Triple], *, prefixes: Mapping[str, str]) -> str:
    """Return JSON-LD 1.1: in `@graph` one object a subject; `prefixes` shorten names, no remote context."""
    nodes = []
    for subject, group in groupby(sorted(set(triples)), key=lambda t: t[0]):
        node: dict[str, str | list[str | dict[str, str]]] = {"@id": subject[1:-1]}
        for predicate, same in groupby(group, key=lambda t: t[1]):
            objects = [_read(o) for _, _, o in same]
            if predicate == RDF_TYPE:
                node["@type"] = [_compact(o.text, prefixes) for o in objects]
            else:
                node[_compact(predicate[1:-1], prefixes)] = [_json(o, prefixes) for o in objects]
        nodes.append(node)
    document = {"@context": dict(sorted(prefixes.items())), "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def rdfxml(triples: Iterable[Triple], *, prefixes: Mapping[str, str]) -> str:
    """Return RDF/XML. Control characters, which XML cannot hold, become U+FFFD.

    Raises:
        ValueError: a predicate has no prefix: it cannot be spelt as an XML name.
    """
    spaces = [f'xmlns:{p}="{escape(n)}"' for p, n in sorted({**prefixes, "rdf": RDF}.items())]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<rdf:RDF " + "\n    ".join(spaces) + ">"]
    for subject, group in groupby(sorted(set(triples)), key=lambda t: t[0]):
        lines.append(f"  <rdf:Description rdf:about={quoteattr(subject[1:-1])}>")
        for _, predicate, term in group:
            name = "rdf:type" if predicate == RDF_TYPE else _compact(predicate[1:-1], prefixes)
            if name == predicate[1:-1]:
                raise ValueError(f"no prefix for {predicate}")
            lines.append(f"    {_xml(name, _read(term))}")
        lines.append("  </rdf:Description>")
    return "\n".join([*lines, "</rdf:RDF>", ""])


class _Object(NamedTuple):
    text: str
    lang: str
    datatype: str
    named: bool


def _read(term: str) -> _Object:
    if term.startswith("<"):
        return _Object(term[1:-1], "", "", named=True)
    parts = _LITERAL.fullmatch(term)
    if not parts:
        raise ValueError(f"no term of N-Triples: {term}")
    return _Object(_ESCAPE.sub(_unescape, parts[1]), parts[2] or "", parts[3] or "", named=False)


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SPOKEN.get(match[3], match[3])


def _compact(iri: str, prefixes: Mapping[str, str]) -> str:
    for prefix, namespace in prefixes.items():
        name = iri.removeprefix(namespace)
        if name != iri and re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", name):
            return f"{prefix}:{name}"
    return iri


def _json(node: _Object, prefixes: Mapping[str, str]) -> dict[str, str]:
    if node.named:
        return {"@id": _compact(node.text, prefixes)}
    if node.lang:
        return {"@language": node.lang, "@value": node.text}
    if node.datatype:
        return {"@type": _compact(node.datatype, prefixes), "@value": node.text}
    return {"@value": node.text}


def _xml(name: str, node: _Object) -> str:
    if node.named:
        return f"<{name} rdf:resource={quoteattr(node.text)}/>"
    kind = (
        f' xml:lang="{node.lang}"'
        if node.lang
        else f" rdf:datatype={quoteattr(node.datatype)}"
        if node.datatype
        else ""
    )
    # A reader of XML turns a bare carriage return into a line feed.
    text = escape(_NOT_IN_XML.sub("\ufffd", node.text), {"\r": "&#13;"})
    return f"<{name}{kind}>{text}</{name}>"
