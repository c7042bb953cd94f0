"""RDF terms as N-Triples spells them, and triples of such terms as Turtle.

The Turtle is made for diffs: one triple a line, so that one fact more is its lines more. It keeps to what the
strict readers agree on (W3C RDF 1.1 Turtle, checked with rdflib, Oxigraph, N3.js and rapper).
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Triple = tuple[str, str, str]
"""Subject, predicate and object, each spelt as in N-Triples: `<iri>`, `"text"`, `"text"@de`, `"1"^^<iri>`."""

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "http://www.w3.org/2001/XMLSchema#"

# Characters that no RDF/XML can hold or that rapper refuses: NUL, surrogates, U+FFFE and its like.
_UNSPEAKABLE = re.compile(
    "[\x00\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(p * 0x10000 + n) for p in range(17) for n in (0xFFFE, 0xFFFF))
    + "]"
)
# Escaped so that a file shows what it holds: control characters, line ends, and invisible or
# direction-changing characters, which could make the file look other than it is. A fixed list, because
# `unicodedata` differs between versions of Python.
_ESCAPED = re.compile(
    '["\\\\\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb'
    "\U000e0000-\U000e007f]"
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]')

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_TYPED = re.compile(r'"([^"]*)"\^\^<([^>]*)>')
# Bases to which relative IRIs resolve by mere concatenation (RFC 3986, 5.2).
_PLAIN_BASE = re.compile(r"https?://[^/?#]+/(?:[^?#]*/)?")

# Literals that Turtle writes bare, by their datatype (Turtle 1.1, 2.5.2 and 2.5.3).
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}

_WEB = re.compile(
    r"(?P<scheme>https?)://(?P<authority>[^/?#]+)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.IGNORECASE | re.DOTALL,
)
_AUTHORITY = re.compile(r"(?:[\w.~!$&'()*+,;=:%-]*@)?[\w.~!$&'()*+,;=%-]+(?::[0-9]*)?", re.ASCII)
_UNESCAPED_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def iri(text: str) -> str:
    """Return the term of an IRI; characters that no IRI may hold are percent-encoded."""
    return f"<{_NOT_IN_IRI.sub(lambda m: quote(m[0], safe='', errors='replace'), text)}>"


def literal(text: str, *, lang: str = "", datatype: str = "") -> str:
    """Return the term of a literal: plain, with a language tag, or with the IRI of a datatype.

    Characters that XML and strict parsers refuse even when escaped become U+FFFD, one for one, so offsets
    into the text stay right.
    """
    spoken = _UNSPEAKABLE.sub("\ufffd", text)
    quoted = f'"{_ESCAPED.sub(_escape, spoken)}"'
    return f"{quoted}@{lang}" if lang else f"{quoted}^^<{datatype}>" if datatype else quoted


def web_address(url: str) -> str:
    """Return the term of an address: an IRI for http and https, percent-encoded where needed, else a literal.

    A literal cannot be followed, so `javascript:` and the like lose their teeth and keep their text. The
    encoding is a fixed point: encoding it once more changes nothing.
    """
    parts = _WEB.fullmatch(url.strip())
    if not parts:
        return literal(url)
    authority = _encode(parts["authority"], keep="!$&'()*+,;=:@")
    if not _AUTHORITY.fullmatch(authority):
        return literal(url)
    rest = [_encode(parts["path"], keep="!$&'()*+,;=:@/")]
    rest += [
        part[0] + _encode(part[1:], keep="!$&'()*+,;=:@/?")
        for part in (parts["query"], parts["fragment"])
        if part
    ]
    return f"<{parts['scheme'].lower()}://{authority}{''.join(rest)}>"


def write(triples: Iterable[Triple], *, base: str, prefixes: Mapping[str, str]) -> str:
    """Return `triples` as Turtle: the same text for the same set of triples, whatever their order.

    Subjects, then predicates (`a` first), then objects are sorted by their terms. One triple is one line, a
    full stop ends each subject. Of `prefixes` (prefix to namespace) only those used are declared. IRIs under
    `base` are written relative to it where that is safe.
    """
    relative = base if _PLAIN_BASE.fullmatch(base) else ""
    names = _Names(relative, prefixes)
    blocks = []
    for subject, lines in groupby(sorted(set(triples), key=_order), key=lambda t: t[0]):
        facts = [f"{names.verb(p)} {names.term(o)} ;" for _, p, o in lines]
        blocks.append("\n    ".join([f"{names.term(subject)} {facts[0]}", *facts[1:], ".\n"]))
    head = [f"@base <{relative}> .\n"] if relative else []
    head += [f"@prefix {p}: <{prefixes[p]}> .\n" for p in sorted(names.used)]
    return "\n".join(["".join(head), *blocks])


class _Names:
    """Shortens terms, and remembers which prefixes that took."""

    def __init__(self, base: str, prefixes: Mapping[str, str]) -> None:
        self.used: set[str] = set()
        self._base = base
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._known: dict[str, str] = {}

    def verb(self, term: str) -> str:
        return "a" if term == RDF_TYPE else self.term(term)

    def term(self, term: str) -> str:
        if term.startswith("<"):
            short = self._known.get(term)
            if short is None:
                short = self._known[term] = self._iri(term[1:-1])
            return short
        typed = _TYPED.fullmatch(term)
        if not typed:
            return term
        bare = _BARE.get(typed[2])
        if bare and bare.fullmatch(typed[1]):
            return typed[1]
        return f'"{typed[1]}"^^{self.term(f"<{typed[2]}>")}'

    def _iri(self, text: str) -> str:
        cut = max(text.rfind("#"), text.rfind("/")) + 1
        prefix = self._prefixes.get(text[:cut])
        if prefix is not None and _LOCAL_NAME.fullmatch(text[cut:]):
            self.used.add(prefix)
            return f"{prefix}:{text[cut:]}"
        if self._base and text.startswith(self._base):
            rest = text[len(self._base) :]
            if not rest or re.match(r"[A-Za-z0-9]+/(?!\.)[^:]*$", rest):
                return f"<{rest}>"
        return f"<{text}>"


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    s, p, o = triple
    return s, p != RDF_TYPE, p, o


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT.get(char) or (f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}")


def _encode(text: str, *, keep: str) -> str:
    whole = _UNESCAPED_PERCENT.sub("%25", text)
    return quote(whole, safe=f"{keep}%", errors="replace")
