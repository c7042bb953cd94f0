"""The tables of `ontology/lexicon/`, as entries. docs/lexicon.md says how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgraph import ids
from kgraph.errors import OntologyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

GENERIC_CONTEXT = "ai"
COLUMNS = ("name", "aliases", "owner", "family", "second", "context", "avoid")
EPOCH_COLUMNS = ("model", "maker", "date", "base")
EPOCH_SOURCE = "https://epoch.ai/data/ai-models"
TABLES = {
    "benchmarks": "Benchmark",
    "companies": "Company",
    "datasets": "Dataset",
    "events": "Event",
    "labs": "Lab",
    "models": "Model",
    "organizations": "Organization",
    "people": "Person",
    "places": "Place",
    "products": "Product",
}
KINDS = frozenset(TABLES.values())
OWNERS = ("Company", "Lab", "Organization", "Person")

_NAME = re.compile(r"^(?P<text>.*?)(?P<doubt>\?)?(?:@(?P<lang>de|en))?$")


@dataclass(frozen=True)
class Name:
    """One way to call a thing; `lang` is empty for a name that both languages use."""

    text: str
    lang: str = ""
    ambiguous: bool = False


@dataclass(frozen=True)
class Entry:
    """A row of a table: what one thing is called, what it is, and whom it belongs to (by label)."""

    where: str
    kinds: tuple[str, ...]
    labels: tuple[Name, ...]
    aliases: tuple[Name, ...]
    owner: str
    family: str
    contexts: tuple[str, ...]
    avoid: tuple[str, ...]
    source: str = ""

    @property
    def names(self) -> tuple[Name, ...]:
        return (*self.labels, *self.aliases)

    @property
    def label(self) -> str:
        """The English label, which names the concept."""
        return next(n.text for n in self.labels if n.lang != "de")

    @property
    def ambiguous(self) -> bool:
        return any(n.ambiguous for n in self.names)

    @property
    def local(self) -> str:
        return f"{self.kinds[0].lower()}-{ids.slug(self.label)}"


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield place (`people.tsv:12`) and text of the lines that are neither empty nor a comment."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield f"{path.name}:{number}", line


def rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield place and cells of every row; empty cells at the end of a row may be left out.

    Raises:
        OntologyError: the header is another one, or a row has more cells than the header.
    """
    for i, (where, line) in enumerate(lines_of(path)):
        cells = line.split("\t")
        if i == 0:
            if tuple(cells) != tuple(columns):
                raise OntologyError("another header", where=where, hint=f"expected {' '.join(columns)}")
            continue
        if len(cells) > len(columns):
            raise OntologyError(f"{len(cells)} cells", where=where, hint=f"at most {len(columns)}")
        if any(c != c.strip() for c in cells):
            raise OntologyError("white space around a cell", where=where, hint="remove it")
        yield where, cells + [""] * (len(columns) - len(cells))


def parse_name(text: str, where: str) -> Name:
    """Read `Mistral?`, `Munich@en` or `Springer?@de`: a name, whether it is ambiguous, its language."""
    found = _NAME.match(text)
    if not found or not found["text"]:
        raise OntologyError(f"no name in {text!r}", where=where, hint="write name, name? or name@de")
    return Name(found["text"], found["lang"] or "", bool(found["doubt"]))


def cells_of(cell: str, where: str) -> tuple[str, ...]:
    parts = tuple(p for p in cell.split("|")) if cell else ()
    if any(not p or p != p.strip() for p in parts) or len(set(parts)) != len(parts):
        raise OntologyError(
            f"empty or repeated part in {cell!r}", where=where, hint="separate parts by one |"
        )
    return parts


def read_entries(folder: Path) -> list[Entry]:
    """Return the curated entries, table by table in the order of `TABLES`."""
    macros = {
        cells[0]: cells_of(cells[1], where)
        for where, cells in rows(folder / "contexts.tsv", ("name", "words"))
    }
    return [
        _entry(cells, where, kind, macros)
        for table, kind in TABLES.items()
        for where, cells in rows(folder / f"{table}.tsv", COLUMNS)
    ]


def _entry(cells: Sequence[str], where: str, kind: str, macros: Mapping[str, tuple[str, ...]]) -> Entry:
    name, aliases, owner, family, second, context, avoid = cells
    labels = tuple(parse_name(p, where) for p in cells_of(name, where))
    if [n.lang for n in labels] not in ([""], ["de", "en"]):
        raise OntologyError(f"labels {name!r}", where=where, hint="write one name, or German@de|English@en")
    if second and (second not in KINDS or second == kind):
        raise OntologyError(f"second kind {second!r}", where=where, hint=f"one of {', '.join(sorted(KINDS))}")
    entry = Entry(
        where=where,
        kinds=(kind, second) if second else (kind,),
        labels=labels,
        aliases=tuple(parse_name(p, where) for p in cells_of(aliases, where)),
        owner=owner,
        family=family,
        contexts=tuple(_contexts(cells_of(context, where), where, macros)),
        avoid=cells_of(avoid, where),
    )
    if entry.contexts and not entry.ambiguous:
        raise OntologyError("context words for a clear name", where=where, hint="mark the name: name?")
    if entry.ambiguous and not entry.contexts:
        return replace(entry, contexts=macros[GENERIC_CONTEXT])
    return entry


def _contexts(parts: Iterable[str], where: str, macros: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for part in parts:
        if not part.startswith("%"):
            yield part
        elif part[1:] in macros:
            yield from macros[part[1:]]
        else:
            raise OntologyError(f"unknown {part}", where=where, hint="contexts.tsv names word sets")


def epoch_entries(path: Path, curated: Sequence[Entry], dropped: frozenset[str]) -> Iterator[Entry]:
    """Yield an entry for each model of the extract whose first maker is in the curated tables.

    Names that a curated entry has, and the folded names in `dropped`, are left out.
    """
    known = {_unspaced(n.text) for e in curated for n in e.names}
    owners = {n.text: e.label for e in curated if e.kinds[0] in OWNERS for n in e.names if not n.ambiguous}
    owners |= {e.label: e.label for e in curated if e.kinds[0] in OWNERS}
    for where, (model, makers, _, _) in rows(path, EPOCH_COLUMNS):
        owner = owners.get(makers.split(" & ")[0], "")
        if owner and _unspaced(model) not in known and ids.fold(model) not in dropped:
            known.add(_unspaced(model))
            yield Entry(where, ("Model",), (Name(model),), (), owner, "", (), (), EPOCH_SOURCE)


def _unspaced(name: str) -> str:
    return ids.fold(name).replace(" ", "")
