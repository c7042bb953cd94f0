"""Markdown as far as reading needs it: front matter, headings, lists of references, code.

The markup stays in the text; these functions only say where things are. Every rule works line by line and in
linear time, so that a hostile megabyte is read as fast as a friendly one. Plain text is Markdown without
marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kgraph.errors import InputError
from kgraph.model import Reference, Span
from kgraph.read.metadata import iri, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_FRONT_MATTER = 65_536
"""Characters of front matter. Real ones have some hundred; PyYAML reads about 100,000 a second."""

TITLE_LENGTH = 120
"""A first line up to this length can be a title. Headlines of news have about 60 to 100 characters."""

_TITLES = frozenset(
    {
        "referenz", "referenzen", "quelle", "quellen", "quellenangabe", "quellenangaben",
        "quellenverzeichnis", "verwendete quellen",
        "literatur", "literaturverzeichnis", "literaturhinweise", "literaturangaben",
        "weiterführende literatur", "weiterführende links", "weitere informationen", "weiterlesen",
        "zum weiterlesen", "einzelnachweise", "nachweise", "belege", "weblinks", "links", "bibliografie",
        "bibliographie", "siehe auch", "mehr zum thema",
        "reference", "references", "reference list", "source", "sources", "bibliography", "literature",
        "works cited", "citations", "further reading", "external links", "see also", "read more",
        "related links", "related articles",
    }
)  # fmt: skip
_KEY = re.compile(r"""["']?[^\W\d][\w .-]{0,60}["']?[ \t]*:(?:\s|$)""")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)(.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r"[ \t]{0,12}(`{3,}|~{3,})")
_ITEM = re.compile(r"[ \t]*(?:[-*+•–]|\(?\d{1,3}[.)]|\[\^?[\w-]{1,20}\]:?)[ \t]+")
_DEFINITION = re.compile(r" {0,3}\[[^\[\]]{1,200}\]:[ \t]*<?https?://\S+")
_URL = r"https?://(?:[^\s<>()\[\]\"|]++|\([^\s<>()]*+\)|\[[^\s<>\[\]]*+\])++"
_LINK = re.compile(
    rf"""\[([^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+)\]\(\s*+<?({_URL})>?(?:\s++["'(][^"'()]*+["')])?\s*+\)"""
)
_BARE = re.compile(_URL)
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3})(?=\S)(.+?)(?<=\S)\1")


@dataclass(frozen=True, slots=True)
class Structure:
    """The stretches of a text that are no prose (in order, apart), its references, its first heading."""

    skip: tuple[Span, ...]
    references: tuple[Reference, ...]
    title: str


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str
    level: int = 0  # 1..6 for a heading, 7 for a lone line that names a list of references, else 0
    title: str = ""  # the heading without its marks


def split_front_matter(text: str, *, where: str) -> tuple[dict[str, Any], dict[str, int], str]:
    """Return the values of YAML front matter by lower-case key, the line of each key, the text after it.

    Front matter is a first line `---`, lines that begin with a key, and a line `---` or `...`. A text that
    merely begins with a rule has none and is returned whole. All scalars are strings as written: a title
    `2001` stays a title, and a date keeps its precision. Lines count from 1.

    Raises:
        InputError: it is not closed, too long or no YAML mapping; `where` says the line.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---" or not _begins_with_key(rest):
        return {}, {}, text
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M).search(rest, 0, MAX_FRONT_MATTER)
    if not end:
        raise InputError(
            "front matter that never ends"
            if len(rest) <= MAX_FRONT_MATTER
            else "front matter that is too long",
            where=f"{where}:1",
            hint="close it with a line ---, or begin the text with something else",
        )
    block = rest[: end.start()]
    values = _mapping(block, where=where)
    lines = {
        match[1].strip("\"'").casefold(): number
        for number, line in reversed([*enumerate(block.split("\n"), start=2)])
        if (match := re.match(r"""["']?([\w.-]+)["']?[ \t]*:""", line))
    }
    return values, lines, rest[end.end() :].lstrip("\n")


def structure(text: str) -> Structure:
    """Return what is no prose in `text`, which links its lists of references hold, and its first heading.

    No prose are fenced code, HTML comments on lines of their own, link definitions, and the stretch from a
    heading such as "Referenzen" or "Sources" to the next heading of its level or above. Where the heading is
    a bare line, only list items and lines with links that follow belong to it. A line "Quelle: https://..."
    counts by itself. References come in text order, each URL once.
    """
    skip: list[Span] = []
    cited: list[_Line] = []
    title = ""
    section = 0  # the level of the open list of references, 0 for none
    for line in _lines(text, skip):
        if section and _ends(line, section):
            section = 0
        if not section and line.level and is_reference_title(line.title):
            section = line.level
        elif not section and not title and 0 < line.level < 7:
            title = line.title
        if section or _is_citation(line.text):
            skip.append(line.span)
            cited.append(line)
        elif _DEFINITION.match(line.text):
            skip.append(line.span)
    return Structure(_merged(skip), unique(_references(cited)), title or _first_line(text, skip))


def is_reference_title(title: str) -> bool:
    """Say whether a heading names a list of references, also a joined one ("Quellen und Links")."""
    if len(title) > TITLE_LENGTH:
        return False
    name = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", title).casefold()
    parts = re.split(r"\s+(?:und|and|&|\+)\s+|\s*[/,]\s*", one_line(name))
    return all(part in _TITLES for part in parts)


def unique(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """Return the references in order, each URL once, with the first title that is not empty."""
    titles: dict[str, str] = {}
    for reference in references:
        titles[reference.url] = titles.get(reference.url) or reference.title
    return tuple(Reference(url, title) for url, title in titles.items())


def reference(url: str, title: str) -> Reference | None:
    """Return a reference whose URL may stand in RDF, or None where the URL is none."""
    try:
        return Reference(iri(url.rstrip(".,;:!?'*_"), where=""), one_line(title))
    except InputError:
        return None


def plain(text: str) -> str:
    """Return the first 500 characters of a line without Markdown's marks for emphasis, code and links."""
    text = re.sub(r"!?\[([^\[\]]*+)\]\([^()]*+\)", r"\1", text)
    return one_line(_EMPHASIS.sub(r"\2", text[:500]).replace("`", ""))


def _begins_with_key(rest: str) -> bool:
    for line in rest.split("\n", 50)[:50]:
        if line.strip() and not line.lstrip().startswith("#"):
            return bool(_KEY.match(line)) or line.rstrip() in ("---", "...")
    return False


def _mapping(block: str, *, where: str) -> dict[str, Any]:
    import yaml  # most inputs have no front matter

    try:
        values = yaml.load(block, yaml.BaseLoader)  # only strings, lists and dicts come out of BaseLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise InputError(
            f"front matter is no YAML: {problem}",
            where=f"{where}:{mark.line + 2 if mark else 1}",
            hint="put values with a colon or quotation marks into quotation marks",
        ) from error
    except RecursionError:
        raise InputError(
            "front matter is nested too deeply", where=f"{where}:1", hint="use plain values"
        ) from None
    if not values:
        return {}
    if not isinstance(values, dict):
        raise InputError(
            "front matter is no list of keys", where=f"{where}:2", hint="write lines such as lang: de"
        )
    return {key.casefold(): value for key, value in values.items() if isinstance(key, str)}


def _lines(text: str, skip: list[Span]) -> Iterator[_Line]:
    """Yield the lines outside of code and comments, and add those stretches to `skip`."""
    rows = _rows(text)
    fence = ""
    comment = False
    for i, (span, row) in enumerate(rows):
        mark = _FENCE.match(row)
        if comment or (not fence and row.lstrip().startswith("<!--")):
            comment = "-->" not in row
            skip.append(span)
        elif fence:
            closed = mark and mark[1].startswith(fence) and not row.strip().strip(fence[0])
            fence = "" if closed else fence
            skip.append(span)
        elif mark and "`" not in row[mark.end() :]:
            fence = mark[1]
            skip.append(span)
        else:
            below = rows[i + 1][1] if i + 1 < len(rows) else ""
            yield _line(span, row, below)


def _rows(text: str) -> list[tuple[Span, str]]:
    rows, start = [], 0
    for row in text.split("\n"):
        rows.append((Span(start, start + len(row)), row))
        start += len(row) + 1
    return rows


def _line(span: Span, row: str, below: str) -> _Line:
    heading = _HEADING.match(row)
    if heading:
        return _Line(span, row, len(heading[1]), plain(heading[2].rstrip(" \t#")))
    if len(row) > TITLE_LENGTH or not row.strip():
        return _Line(span, row)
    underline = _UNDERLINE.match(below)
    if underline and not _ITEM.match(row) and not _UNDERLINE.match(row):
        return _Line(span, row, 1 if underline[1][0] == "=" else 2, plain(row))
    return _Line(span, row, 7, plain(row)) if is_reference_title(row) else _Line(span, row)


def _ends(line: _Line, section: int) -> bool:
    if 0 < line.level < 7:
        return line.level <= section
    blank_or_cited = not line.text.strip() or _ITEM.match(line.text) or _BARE.search(line.text)
    return section == 7 and line.level != 7 and not blank_or_cited and not line.text.startswith(("  ", "\t"))


def _is_citation(row: str) -> bool:
    """Say whether this is a line such as "Quelle: https://..." that stands by itself."""
    label, colon, rest = row[: 2 * TITLE_LENGTH].partition(":")
    return bool(colon and is_reference_title(label) and _BARE.search(rest))


def _references(lines: list[_Line]) -> Iterator[Reference]:
    for line in lines:
        found = [(link.start(), link[2], plain(link[1])) for link in _LINK.finditer(line.text)]
        rest = _LINK.sub(lambda link: " " * len(link[0]), line.text)
        before = _ITEM.sub("", rest[: 4 * TITLE_LENGTH], count=1).split("http", 1)[0]
        for bare in _BARE.finditer(rest):
            found.append((bare.start(), bare[0], plain(before).strip(" \t<>|–—-:,;(")))
            before = ""  # what stands before the first URL of a line names that one
        for _, url, title in sorted(found):
            made = reference(url, title)
            if made:
                yield made


def _first_line(text: str, skip: list[Span]) -> str:
    for span, row in _rows(text):
        if row.strip():
            title = plain(_ITEM.sub("", row)) if len(row) <= TITLE_LENGTH else ""
            return "" if span in skip or title.endswith((".", ":", ";", ",", "!", "?")) else title
    return ""


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Join lines that follow each other, and drop those that hold nothing."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(span for span in merged if span.start < span.end)
