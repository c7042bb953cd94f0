"""JSON Lines -> records: a document a line with `id`, `text`, perhaps metadata; other keys are ignored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kgraph.errors import InputError
from kgraph.read import decoding
from kgraph.read.metadata import Metadata, from_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader


@dataclass(frozen=True, slots=True)
class Record:
    """One line: the document's id, text and metadata."""

    id: str
    text: str
    metadata: Metadata


def lines(
    stream: BufferedReader, *, limit: int, where: str, encoding: str | None
) -> Iterator[tuple[str, bytes | None]]:
    """Yield each line that is not blank with its place (`file:12`); None for one of more than `limit` bytes.

    A file in UTF-16 or UTF-32 is no sequence of byte lines and is read whole, up to the limit.

    Raises:
        InputError: such a file is too large or broken.
    """
    head = stream.peek(4)[:4]
    wide = decoding.mark(head) or encoding or ""
    if wide.lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32")):
        data = stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(f"more than {limit:,} bytes of {wide}", where=where, hint="convert it to UTF-8")
        rows = (
            decoding.decode(data, where=where, encoding=encoding)
            .encode("utf-8", "surrogatepass")
            .split(b"\n")
        )
        yield from ((f"{where}:{number}", row) for number, row in enumerate(rows, start=1) if row.strip())
        return
    number = 0
    while row := stream.readline(limit + 1):
        number += 1
        long = len(row) > limit
        while long and row and not row.endswith(b"\n"):
            row = stream.readline(limit)
        if long or row.strip():
            yield f"{where}:{number}", None if long else row


def record(line: bytes, *, where: str, encoding: str | None = None) -> Record:
    """Return the record of one line.

    Raises:
        InputError: no JSON object, `id` or `text` missing, a value of the wrong type.
    """
    if (encoding or "").lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32")):
        encoding = None  # `lines` has decoded it
    try:
        text = decoding.decode(line, where="", encoding=encoding)
    except InputError as error:  # its line counts within this line
        raise InputError(error.what, where=where, hint=error.hint) from error
    values = _object(text, where=where)
    return Record(
        id=_text(values, "id", where=where),
        text=_text(values, "text", where=where),
        metadata=from_mapping(values, where=lambda _key: where),
    )


def _object(text: str, *, where: str) -> dict[str, Any]:
    hint = "every line holds one object with id and text; `jq -c` writes such lines"
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"no JSON: {error.msg} at column {error.colno}", where=where, hint=hint) from error
    except RecursionError:
        raise InputError("JSON that is nested too deeply", where=where, hint=hint) from None
    except ValueError as error:  # a number of more than 4300 digits
        raise InputError(f"JSON that Python does not read: {error}", where=where, hint=hint) from error
    if not isinstance(values, dict):
        raise InputError("JSON, but no object", where=where, hint=hint)
    return values


def _text(values: dict[str, Any], key: str, *, where: str) -> str:
    value = values.get(key)
    if value is None:
        raise InputError(f"no {key}", where=where, hint="every line needs id and text")
    if not isinstance(value, str):
        raise InputError(f"{key} is no text", where=where, hint="put it into quotation marks")
    if not value.strip():
        raise InputError(f"{key} is empty", where=where, hint="every line needs id and text")
    return value
