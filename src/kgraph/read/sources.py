"""Inputs -> the files that hold articles: files, folders, globs and `-`."""

from __future__ import annotations

import glob
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import InputError, KGraphError
from kgraph.read.language import ForeignLanguageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORMATS = {
    ".txt": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
"""What is read in a folder, by suffix. A file named by itself is read whatever its suffix."""

STDIN = "-"
_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input or a line of one (`source`) without a document, and why; `skipped` where that is no fault."""

    source: str
    error: KGraphError
    skipped: bool = False

    @classmethod
    def of(cls, error: KGraphError, *, source: str) -> Failure:
        """Return the failure for this error: a text in a language that kgraph does not read is skipped."""
        return cls(source, error, skipped=isinstance(error, ForeignLanguageError))


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to read: the id of its document, its path as it was reached, or `-`."""

    id: str
    path: str


def find(inputs: Sequence[str | Path]) -> tuple[list[Source], list[Failure]]:
    """Return the files that the inputs name, by id and path, and what cannot be found or listed, by name.

    The order of the inputs changes nothing. A file that is reached twice, also by a link, is read once, under
    the id that sorts first. Standard input comes last. Hidden files and folders are left out of folders and
    globs, and so is every suffix that `FORMATS` does not know (a glob that names a suffix takes those files
    too).
    """
    found: dict[str, Source] = {}
    failures: set[tuple[str, str, str]] = set()
    stdin = False
    for name in map(str, inputs):
        if name == STDIN:
            stdin = True
            continue
        for item in _expand(name):
            if isinstance(item, KGraphError):
                failures.add((item.where, item.what, item.hint))
            else:
                real = os.path.realpath(item.path)
                found[real] = min(item, found.get(real, item))
    sources = sorted(found.values()) + ([Source("stdin", STDIN)] if stdin else [])
    errors = (InputError(what, where=where, hint=hint) for where, what, hint in sorted(failures))
    return sources, [Failure.of(error, source=error.where) for error in errors]


def explain(error: OSError | ValueError, *, where: str) -> InputError:
    """Return the error for a person, with what to do about it."""
    if isinstance(error, PermissionError):
        return InputError("no permission to read it", where=where, hint=f"try chmod u+r on {where}")
    if isinstance(error, FileNotFoundError):
        return InputError("no such file or folder", where=where, hint="check the path")
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return InputError(f"cannot be read: {reason}", where=where, hint="check the path and the disk")


def _expand(name: str) -> Iterator[Source | InputError]:
    path = Path(name)
    try:
        is_folder, exists = path.is_dir(), os.path.lexists(name)
    except (OSError, ValueError) as error:
        yield explain(error, where=name)
        return
    if is_folder:
        yield from _folder(name)
    elif exists:
        yield Source(_id(path.name), name)
    elif _MAGIC.search(name):
        yield from _glob(name)
    else:
        yield explain(FileNotFoundError(), where=name)


def _folder(name: str) -> Iterator[Source | InputError]:
    empty = True
    for item in _walk(name):
        empty = False
        yield item if isinstance(item, InputError) else _below(item, name)
    if empty:
        yield InputError("a folder without articles", where=name, hint=f"kgraph reads {' '.join(FORMATS)}")


def _glob(pattern: str) -> Iterator[Source | InputError]:
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if _MAGIC.search(part))
    root = str(Path(*parts[:fixed]))
    named_suffix = "." in parts[-1]
    empty = True
    for match in glob.glob(pattern, recursive=True):  # noqa: PTH207 - Path.glob takes no absolute pattern
        if Path(match).is_dir():
            items = _walk(match)
        elif named_suffix or Path(match).suffix.lower() in FORMATS:
            items = iter([match])
        else:
            continue
        for item in items:
            empty = False
            yield item if isinstance(item, InputError) else _below(item, root)
    if empty:
        yield InputError(
            "nothing matches this pattern", where=pattern, hint=f"kgraph reads {' '.join(FORMATS)}"
        )


def _walk(root: str) -> Iterator[str | InputError]:
    """Yield the article files below `root`; a folder that links lead to again is entered once."""
    pending, entered = [root], set()
    while pending:
        folder = pending.pop()
        real = os.path.realpath(folder)
        if real in entered:
            continue
        entered.add(real)
        try:
            with os.scandir(folder) as listing:
                entries = sorted((e for e in listing if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            yield explain(error, where=folder)
            continue
        for entry in entries:
            suffix = Path(entry.name).suffix.lower()
            if _is(entry, "dir"):
                pending.append(entry.path)
            elif suffix in FORMATS and (
                _is(entry, "file") or (entry.is_symlink() and not Path(entry.path).exists())
            ):
                yield entry.path


def _is(entry: os.DirEntry[str], kind: str) -> bool:
    try:
        return entry.is_dir() if kind == "dir" else entry.is_file()
    except OSError:  # a link that leads back to itself
        return False


def _below(path: str, root: str) -> Source:
    return Source(_id(Path(os.path.relpath(path, root)).as_posix()), path)


def _id(name: str) -> str:
    """Return a file's name as an id; bytes that are not UTF-8 become U+FFFD, which a graph can hold."""
    return os.fsencode(name).decode("utf-8", "replace")
