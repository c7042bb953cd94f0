"""The named questions of `ontology/queries/`: SPARQL that works anywhere, explained in its first comments.

    # title@en: Who left Meta, and where did they go?
    # description@en: ...
    # param org@en: name of the organization
    SELECT ... { VALUES ?org { "Meta" } ... }

A parameter is a variable that one `VALUES` binds to one string, its default; asking with another value
replaces that string. So each file also runs as it is, in any SPARQL engine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kgraph.errors import OntologyError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_COMMENT = re.compile(r"#\s*(title|description|param\s+(\w+))@(de|en):\s*(.+)")
_STRING = r'"(?:[^"\\\n\r]|\\.)*"'


@dataclass(frozen=True, slots=True)
class Question:
    """A named query; `titles`, `descriptions` and what each parameter means are by language.

    `defaults` are the values that the file itself has for its parameters.
    """

    name: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    parameters: Mapping[str, Mapping[str, str]]
    defaults: Mapping[str, str]
    text: str

    def query(self, **values: str) -> str:
        """Return the SPARQL with the parameters set to `values`, and to their defaults otherwise.

        Raises:
            SettingsError: the question has no such parameter.
        """
        text = self.text
        for name, value in sorted(values.items()):
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise SettingsError(f"{self.name} has no parameter {name}", hint=f"its parameters: {known}")
            text = _values(name).sub(lambda m, v=value: f"{m[1]}{_quoted(v)}{m[3]}", text)  # type: ignore[misc]
        return text


def named_questions(*folders: Path) -> dict[str, Question]:
    """Return the questions in `queries/*.rq` of `folders` by name, sorted; later folders win.

    Raises:
        OntologyError: a question lacks a title or description in German or English, or a default.
    """
    paths = {path.stem: path for folder in folders for path in sorted(folder.glob("queries/*.rq"))}
    return {name: _read(path) for name, path in sorted(paths.items())}


def question(name: str, *folders: Path) -> Question:
    """Return the question of this name.

    Raises:
        SettingsError: there is none; the hint says which are close.
    """
    known = named_questions(*folders)
    if name not in known:
        close = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}? " if close else ""
        raise SettingsError(f"no question is named {name}", hint=f"{hint}`kgraph query --list` shows all")
    return known[name]


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    parameters: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if found := _COMMENT.fullmatch(line.strip()):
            what, parameter, lang, words = found.groups()
            target = (
                parameters.setdefault(parameter, {})
                if parameter
                else titles
                if what == "title"
                else descriptions
            )
            target[lang] = words
    for about, texts in (("title", titles), ("description", descriptions), *parameters.items()):
        if sorted(texts) != ["de", "en"]:
            raise OntologyError(
                f"no {about} in German and English", where=str(path), hint="write `# title@de: ...`"
            )
    return Question(
        path.stem, titles, descriptions, parameters, {p: _default(p, text, path) for p in parameters}, text
    )


def _values(name: str) -> re.Pattern[str]:
    return re.compile(rf"(VALUES\s+[?$]{name}\s*\{{\s*)({_STRING})(\s*\}})")


def _default(name: str, text: str, path: Path) -> str:
    found = _values(name).search(text)
    if not found:
        hint = f'write VALUES ?{name} {{ "..." }}'
        raise OntologyError(f"the parameter {name} has no default", where=str(path), hint=hint)
    return re.sub(r"\\(.)", r"\1", found[2][1:-1])


def _quoted(value: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return f'"{"".join(escapes.get(c, c) for c in value)}"'
