"""The text of a SPARQL query: its form, the prefixes it may leave out, and what kgraph refuses to run.

Only as much of the grammar is known here as it takes to give every engine the same prologue and every user
the same message; parsing is the engines' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from kgraph.errors import QueryError
from kgraph.ontology import LEXICON, NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": NAMESPACE,
    "lex": LEXICON,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that need not be declared; the empty prefix stands for the graph's own base besides."""

_FORMS = ("ASK", "CONSTRUCT", "DESCRIBE", "SELECT")
_UPDATES = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"})
_ELSEWHERE = frozenset({"FROM", "SERVICE"})

# After SPARQL 1.1, section 19.8. Where two rules fit, the first in this order is the longest match.
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<blank>_:[\w.-]*\w)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?P<prefix>[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<word>[A-Za-z]\w*)
  | (?P<mark>\S)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query that may be run: its form, and the text with the prologue that it left out.

    The prologue is one line of its own, so engines count one line too many. `ordered` says whether ORDER BY
    fixes the order of the rows. `variables` are those of `SELECT *`, in the order in which they appear, else
    empty.
    """

    form: str
    text: str
    ordered: bool
    variables: tuple[str, ...]


def prepare(text: str, *, base: str) -> Query:
    """Return the query with `BASE` and the known prefixes declared, where it uses them and declares none.

    Raises:
        QueryError: an unknown prefix, an update, a query that reads from elsewhere, or no query at all.
    """
    text = text.removeprefix("\ufeff")
    tokens = [m for m in _TOKEN.finditer(text) if m.lastgroup != "comment"]
    declared = {_prefix(name) for word, name in pairwise(tokens) if _word(word) == "PREFIX"}
    form = _form(text, tokens)
    known = {**PREFIXES, "": base}
    used: dict[str, str] = {}
    for token in tokens:
        prefix = _prefix(token)
        if prefix is None or prefix in declared:
            continue
        if prefix not in known:
            raise _unknown_prefix(text, token, sorted({*known, *(d for d in declared if d)} - {""}))
        used[prefix] = known[prefix]
    prologue = [f"BASE <{base}>", *(f"PREFIX {p}: <{used[p]}>" for p in sorted(used))]
    return Query(
        form=form,
        text=f"{' '.join(prologue)}\n{text}",
        ordered=any(w == "ORDER" for w in _outer_words(tokens)),
        variables=_star(tokens),
    )


def malformed(text: str, line: int, column: int, *, detail: str = "") -> QueryError:
    """Return the error of a query that is no SPARQL at a place of `text`; lines and columns count from 1."""
    lines = text.splitlines()
    rest = lines[line - 1][column - 1 :].strip() if 0 < line <= len(lines) else ""
    near = f"near {rest[:30]!r}" if rest else "at the end of the line" if line < len(lines) else "at its end"
    return QueryError(
        f"not SPARQL {near}{detail and f': {detail}'}",
        where=f"query:{line}:{column}",
        hint="`kgraph query --list` shows queries that work",
    )


def place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of an offset into `text`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _form(text: str, tokens: list[re.Match[str]]) -> str:
    """Return the form of the query, and refuse what changes data or reads from elsewhere."""
    words = _body_words(tokens)
    first = next(words, None)
    name = "" if first is None else first[0].upper()
    if first is not None and name in _UPDATES:
        raise _refused(text, first, "kgraph does not change graphs", "build the graph again instead")
    if name not in _FORMS:
        line, column = place(text, first.start() if first else len(text))
        what = f"a query does not start with {first[0]}" if first else "the query is empty"
        raise QueryError(what, where=f"query:{line}:{column}", hint=f"it starts with {', '.join(_FORMS)}")
    for word in words:
        if word[0].upper() in _ELSEWHERE:
            what = f"{word[0].upper()} reads data from elsewhere"
            raise _refused(text, word, what, "kgraph works offline and asks the graph file alone")
    return name


def _refused(text: str, word: re.Match[str], what: str, hint: str) -> QueryError:
    line, column = place(text, word.start())
    return QueryError(what, where=f"query:{line}:{column}", hint=hint)


def _body_words(tokens: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the words behind the prologue; what stands between PREFIX or BASE and an IRI is no word."""
    return (t for t in tokens if t.lastgroup == "word" and _word(t) not in ("BASE", "PREFIX"))


def _word(token: re.Match[str]) -> str:
    return token[0].upper() if token.lastgroup == "word" else ""


def _prefix(token: re.Match[str]) -> str | None:
    return (token["prefix"] or "") if token["name"] is not None else None


def _unknown_prefix(text: str, token: re.Match[str], known: list[str]) -> QueryError:
    prefix = token["prefix"]
    line, column = place(text, token.start())
    close = get_close_matches(prefix, known, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]}:? " if close else ""
    return QueryError(
        f"unknown prefix {prefix}:",
        where=f"query:{line}:{column}",
        hint=f"{hint}known are {', '.join(f'{k}:' for k in known)}; others need PREFIX {prefix}: <...>",
    )


def _outer_words(tokens: list[re.Match[str]]) -> Iterator[str]:
    """Yield the words outside all braces, in upper case."""
    depth = 0
    for token in tokens:
        depth += {"{": 1, "}": -1}.get(token[0], 0) if token.lastgroup == "mark" else 0
        if depth == 0 and token.lastgroup == "word":
            yield token[0].upper()


def _star(tokens: list[re.Match[str]]) -> tuple[str, ...]:
    """Return the variables of `SELECT *` as they appear; engines do not agree on their order."""
    words = [t[0].upper() for t in tokens]
    start = words.index("SELECT") + 1 if "SELECT" in words else len(words)
    start += words[start : start + 1] in (["DISTINCT"], ["REDUCED"])
    if words[start : start + 1] != ["*"]:
        return ()
    return tuple(dict.fromkeys(t[0][1:] for t in tokens if t.lastgroup == "variable"))
