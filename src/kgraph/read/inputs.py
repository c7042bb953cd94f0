"""Inputs -> documents, one after the other."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import InputError
from kgraph.model import Document
from kgraph.read import decoding, jsonl, markup, webpage
from kgraph.read.article import MAX_CHARACTERS, document
from kgraph.read.metadata import Metadata, from_mapping
from kgraph.read.sources import FORMATS, STDIN, Failure, Source, explain, find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from kgraph.model import Reference

MAX_BYTES = 8 * MAX_CHARACTERS
"""The largest file of text or HTML and the longest line of JSON Lines. No character takes more than four
bytes; the other half is for a page's markup and JSON's escapes. More is not even read, so that a file of 50
MB in one line costs no more time than one of 8."""


def documents(
    inputs: Sequence[str | Path], *, base: str, encoding: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """Return the documents that the inputs hold, read one by one as they are asked for.

    An input is a file, a folder (searched to the bottom), a glob (`**` too) or `-` for standard input
    (`stdin`, by default that of the process). Text, Markdown with front matter, web pages and JSON Lines are
    told by suffix, else by their first characters. Ids are those of JSON Lines, or the path below the folder
    or the fixed part of the glob, or the name of the file, or `stdin`. `encoding` is for inputs without byte
    order mark; without it a page's own declaration counts, else UTF-8.

    Order: failures to find an input, then by the files' ids, then by line, then standard input; the order of
    the inputs changes nothing. What cannot be read, has an id that was met before, or is neither German nor
    English comes as a `Failure` in its place, and reading goes on behind it.

    Raises:
        SettingsError: Python knows no such encoding.
    """
    decoding.check_encoding(encoding)
    return _documents(list(inputs), base=base, encoding=encoding, stdin=stdin)


def _documents(
    inputs: list[str | Path], *, base: str, encoding: str | None, stdin: BinaryIO | None
) -> Iterator[Document | Failure]:
    sources, failures = find(inputs)
    yield from failures
    first: dict[str, str] = {}
    for source in sources:
        for item in _read(source, base=base, encoding=encoding, stdin=stdin):
            if isinstance(item, Document) and item.id in first:
                error = InputError(
                    f"the id {item.id!r} was met before, in {first[item.id]}",
                    where=item.source,
                    hint="give every document its own id; for files give the folder above them",
                )
                yield Failure.of(error, source=item.source)
                continue
            if isinstance(item, Document):
                first[item.id] = item.source
            yield item


def _read(
    source: Source, *, base: str, encoding: str | None, stdin: BinaryIO | None
) -> Iterator[Document | Failure]:
    where = "stdin" if source.path == STDIN else source.path
    try:
        if source.path == STDIN:
            yield from _stream(stdin or sys.stdin.buffer, source, where=where, base=base, encoding=encoding)
        else:
            with Path(source.path).open("rb") as stream:
                yield from _stream(stream, source, where=where, base=base, encoding=encoding)
    except InputError as error:
        yield Failure.of(error, source=where)
    except OSError as error:
        yield Failure.of(explain(error, where=where), source=where)


def _stream(
    stream: BinaryIO, source: Source, *, where: str, base: str, encoding: str | None
) -> Iterator[Document | Failure]:
    head = stream.read(decoding.HEAD_BYTES)
    decoding.refuse_binary(head, where=where, encoding=encoding)
    kind = _kind(source.path, head, encoding=encoding)
    if kind == "jsonl":
        whole: io.BufferedReader = io.BufferedReader(_Rejoined(head, stream))
        yield from _json_lines(whole, where=where, base=base, encoding=encoding)
        return
    data = head + stream.read(MAX_BYTES + 1 - len(head))
    if len(data) > MAX_BYTES:
        raise _too_large(where)
    if kind == "html":
        yield _page(data, source, where=where, base=base, encoding=encoding)
    else:
        yield _text(data, source, where=where, base=base, encoding=encoding)


def _kind(path: str, head: bytes, *, encoding: str | None) -> str:
    suffix = Path(path).suffix.lower()
    if suffix in FORMATS:
        return FORMATS[suffix]
    start = decoding.glimpse(head, encoding=encoding).lstrip()
    if start.startswith("{") or suffix == ".json":
        return "jsonl"
    return "html" if webpage.looks_like_html(start) else "text"


def _text(data: bytes, source: Source, *, where: str, base: str, encoding: str | None) -> Document:
    text = decoding.normalise(decoding.decode(data, where=where, encoding=encoding), where=where)
    values, lines, body = markup.split_front_matter(text, where=where)
    about = from_mapping(values, where=lambda key: f"{where}:{lines[key]}" if key in lines else where)
    return _document(body, source.id, about, where=where, base=base)


def _page(data: bytes, source: Source, *, where: str, base: str, encoding: str | None) -> Document:
    html = decoding.decode(data, where=where, encoding=encoding or decoding.declared(data))
    if not html.strip():
        raise InputError("there is no text in it", where=where, hint="remove it or fill it")
    text, about, references = webpage.read(decoding.normalise(html, where=where), where=where)
    return _document(text, source.id, about, where=where, base=base, references=references)


def _json_lines(
    stream: io.BufferedReader, *, where: str, base: str, encoding: str | None
) -> Iterator[Document | Failure]:
    empty = True
    for place, line in jsonl.lines(stream, limit=MAX_BYTES, where=where, encoding=encoding):
        empty = False
        try:
            if line is None:
                raise _too_large(place)
            record = jsonl.record(line, where=place, encoding=encoding)
            yield _document(record.text, record.id, record.metadata, where=place, base=base)
        except InputError as error:
            yield Failure.of(error, source=place)
    if empty:
        raise InputError("there is no text in it", where=where, hint="remove it or fill it")


def _document(
    text: str, id: str, about: Metadata, *, where: str, base: str, references: tuple[Reference, ...] = ()
) -> Document:
    return document(
        text,
        base=base,
        id=id,
        lang=about.lang,
        title=about.title,
        published=about.published,
        url=about.url,
        author=about.author,
        source=where,
        references=references,
    )


def _too_large(where: str) -> InputError:
    return InputError(
        f"more than {MAX_BYTES:,} bytes for one document",
        where=where,
        hint="split it into articles, one a file or line",
    )


class _Rejoined(io.RawIOBase):
    """A stream with the bytes that were read to tell its kind put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        data = data or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
