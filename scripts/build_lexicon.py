#!/usr/bin/env python3
"""Write `ontology/lexicon.ttl` and `ontology/given-names.ttl` from the tables that people edit.

    scripts/build_lexicon.py            # from ontology/lexicon/*.tsv and ontology/given-names.txt
    scripts/build_lexicon.py --check    # compare only; exit 1 where a committed file is out of date

docs/lexicon.md says how the tables are written. The same tables give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph import ids
from kgraph.errors import KGraphError, OntologyError
from kgraph.ontology import LEXICON, NAMESPACE
from lexicon_tables import EPOCH_SOURCE, OWNERS, Entry, epoch_entries, lines_of, read_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ONTOLOGY = Path(__file__).resolve().parents[1] / "ontology"
OWNED_BY_PARENT = frozenset({"Company", "Lab", "Organization"})  # others have a maker


# ---- from names to concepts ---------------------------------------------------------------------------------------


def check_names(entries: Iterable[Entry]) -> None:
    """Raise `OntologyError` where a clear name belongs to two entries, or two entries have one local name."""
    bearers: dict[str, list[tuple[Entry, bool]]] = defaultdict(list)
    locals_: dict[str, str] = {}
    for entry in entries:
        first = locals_.setdefault(entry.local, entry.where)
        if first != entry.where:
            raise OntologyError(f"{entry.local} again", where=entry.where, hint=f"first in {first}")
        for folded in sorted({ids.fold(n.text) for n in entry.names}):
            doubt = all(n.ambiguous for n in entry.names if ids.fold(n.text) == folded)
            bearers[folded].append((entry, doubt))
    for folded, found in sorted(bearers.items()):
        clear = [e for e, doubt in found if not doubt]
        if len(found) > 1 and clear:
            others = ", ".join(e.where for e, _ in found if e is not clear[0])
            raise OntologyError(
                f"{folded!r} has two meanings", where=clear[0].where, hint=f"also {others}; mark it with ?"
            )


def families(entries: Sequence[Entry]) -> dict[str, str]:
    """Return local name -> local name of the family, for models.

    A model without a stated family belongs to the longest model name that begins its own, of the same house.
    """
    models = [e for e in entries if "Model" in e.kinds]
    by_label = {ids.fold(e.label): e for e in models}
    above = {e.label: e.owner for e in entries if e.kinds[0] in OWNED_BY_PARENT}
    found: dict[str, str] = {}
    for entry in models:
        if entry.family == "-":
            continue
        if entry.family:
            family = by_label.get(ids.fold(entry.family))
            if family is None:
                raise OntologyError(
                    f"no model {entry.family!r}", where=entry.where, hint="add it to models.tsv"
                )
        else:
            family = _longest_prefix(entry, by_label, above)
        if family is not None and family is not entry:
            found[entry.local] = family.local
    return found


def _longest_prefix(entry: Entry, by_label: Mapping[str, Entry], above: Mapping[str, str]) -> Entry | None:
    words = ids.fold(entry.label).split()
    for n in range(len(words) - 1, 0, -1):
        family = by_label.get(" ".join(words[:n]))
        if family is not None:
            one_house = _top(entry.owner, above) == _top(family.owner, above)
            if one_house or not entry.owner or not family.owner:
                return family
    return None


def _top(owner: str, above: Mapping[str, str]) -> str:
    """Return the outermost company that `owner` is part of, so that Google's models are DeepMind's too."""
    seen = {owner}
    while above.get(owner) and above[owner] not in seen:
        owner = above[owner]
        seen.add(owner)
    return owner


def owners(entries: Sequence[Entry], families: Mapping[str, str]) -> dict[str, str]:
    """Return local name -> local name of maker or parent; a model without one has that of its family."""
    by_label: dict[str, list[Entry]] = defaultdict(list)
    for e in entries:
        if set(e.kinds) & set(OWNERS):
            for label in {n.text for n in e.labels}:
                by_label[label].append(e)
    found: dict[str, str] = {}
    for entry in entries:
        if entry.owner:
            bearers = by_label.get(entry.owner, [])
            if len(bearers) != 1:
                what = f"{len(bearers)} companies, labs, organizations or people named {entry.owner!r}"
                raise OntologyError(what, where=entry.where, hint="owner is the label of exactly one")
            found[entry.local] = bearers[0].local
    for entry in entries:
        above = entry.local
        seen = {above}
        while above not in found and above in families and families[above] not in seen:
            above = families[above]
            seen.add(above)
        if above in found:
            found[entry.local] = found[above]
    return found


# ---- Turtle -------------------------------------------------------------------------------------------------------


def literal(text: str, lang: str = "") -> str:
    """Return a Turtle literal, by section 6.4 of the recommendation."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{lang}' if lang else f'"{escaped}"'


def turtle(entries: Sequence[Entry]) -> str:
    """Return the lexicon as Turtle, concepts sorted by local name.

    Raises:
        OntologyError: an owner or family that no table knows, or a clear name with two meanings.
    """
    check_names(entries)
    family_of = families(entries)
    owner_of = owners(entries, family_of)
    labels = {e.local: e for e in entries}
    blocks = [_HEADER]
    for entry in sorted(entries, key=lambda e: e.local):
        related = [labels[x] for x in (owner_of.get(entry.local), family_of.get(entry.local)) if x]
        blocks.append(_block(entry, owner_of.get(entry.local, ""), family_of.get(entry.local, ""), related))
    return "\n".join(blocks)


def _block(entry: Entry, owner: str, family: str, related: Sequence[Entry]) -> str:
    de, en = entry.labels[0].text, entry.labels[-1].text
    spelt = {n.text for n in entry.labels}
    aliases = sorted({literal(n.text, n.lang) for n in entry.aliases if n.text not in spelt})
    second = [f"kg:secondKind kg:{entry.kinds[1]}"] if len(entry.kinds) > 1 else []
    parts = [
        f"lex:{entry.local} a skos:Concept",
        "skos:inScheme lex:scheme",
        f"kg:kind kg:{entry.kinds[0]}",
        *second,
        f"skos:prefLabel {literal(de, 'de')} , {literal(en, 'en')}",
    ]
    if aliases:
        parts.append(f"skos:altLabel {' , '.join(aliases)}")
    if owner:
        relation = "parent" if entry.kinds[0] in OWNED_BY_PARENT else "maker"
        parts.append(f"kg:{relation} lex:{owner}")
    if family:
        parts.append(f"kg:family lex:{family}")
    if entry.source:
        parts.append(f"dcterms:source <{entry.source}>")
    if entry.ambiguous:
        words = {*entry.contexts, *_clear_names(entry)}
        words |= {n for e in related for n in _clear_names(e)}
        doubtful = [n.text for n in entry.names if n.ambiguous]
        if itself := [w for w in sorted(words) if any(n.startswith(w) for n in doubtful)]:
            hint = "context words match by their start"
            raise OntologyError(f"{itself[0]!r} is its own context", where=entry.where, hint=hint)
        parts += ["kg:ambiguous true", f"kg:context {' , '.join(map(literal, sorted(words)))}"]
    if entry.avoid:
        parts.append(f"kg:avoid {' , '.join(map(literal, sorted(entry.avoid)))}")
    return " ;\n    ".join(parts) + " .\n"


def _clear_names(entry: Entry) -> set[str]:
    """The names that mean this thing wherever they stand; a full name is the best context of a short one."""
    return {n.text for n in entry.names if not n.ambiguous}


_HEADER = f"""\
# Generated by scripts/build_lexicon.py from ontology/lexicon/*.tsv. Edit those tables, not this file.
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <{NAMESPACE}> .
@prefix lex: <{LEXICON}> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

lex:scheme a skos:ConceptScheme ;
    skos:prefLabel "Namen der KI-Branche"@de , "Names of the AI industry"@en ;
    dcterms:license <https://www.apache.org/licenses/LICENSE-2.0> ;
    dcterms:source <{EPOCH_SOURCE}> ;
    dcterms:rights "Names of models with dcterms:source {EPOCH_SOURCE}: Epoch AI, CC BY 4.0."@en .
"""


# ---- given names --------------------------------------------------------------------------------------------------


def given_names(path: Path) -> str:
    """Return the Turtle of the given names: those beyond doubt, and those (`?`) that are common words too.

    Raises:
        OntologyError: a name twice, or out of order.
    """
    names = [(where, line) for where, line in lines_of(path)]
    keys = [sort_key(line) for _, line in names]
    for (where, line), before, after in zip(names[1:], keys, keys[1:], strict=False):
        if before >= after:
            raise OntologyError(f"{line!r} is out of order or repeated", where=where, hint="sort the names")
    sure = [line for _, line in names if not line.endswith("?")]
    doubtful = [line[:-1] for _, line in names if line.endswith("?")]
    return (
        "# Generated by scripts/build_lexicon.py from ontology/given-names.txt. Edit that list, not this file.\n"
        f"@prefix kg: <{NAMESPACE}> .\n\n"
        + _word_set("given-name", sure)
        + "\n"
        + _word_set("given-name-or-word", doubtful)
    )


def sort_key(name: str) -> tuple[str, str]:
    return ids.fold(name.removesuffix("?")), name.removesuffix("?")


def _word_set(name: str, words: Sequence[str]) -> str:
    lines = [" , ".join(map(literal, words[i : i + 8])) for i in range(0, len(words), 8)]
    return f"kg:words-{name} kg:word\n    " + " ,\n    ".join(lines) + " .\n"


# ---- command line -------------------------------------------------------------------------------------------------


def build(ontology: Path) -> dict[Path, str]:
    """Return the text of each generated file by its path."""
    tables = ontology / "lexicon"
    curated = read_entries(tables)
    dropped = frozenset(ids.fold(line) for _, line in lines_of(tables / "epoch-dropped.txt"))
    entries = [*curated, *epoch_entries(tables / "epoch-models.tsv", curated, dropped)]
    return {
        ontology / "lexicon.ttl": turtle(entries),
        ontology / "given-names.ttl": given_names(ontology / "given-names.txt"),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the lexicon from its tables.")
    parser.add_argument(
        "--epoch", type=Path, metavar="MODELS.tsv", help="renew the extract of Epoch AI's table"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where a file is out of date"
    )
    options = parser.parse_args()
    try:
        files = build(ONTOLOGY)
    except KGraphError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    stale = [p for p, text in files.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    if options.check:
        for path in stale:
            print(f"{path.name} is out of date: run scripts/build_lexicon.py", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(files[path], encoding="utf-8", newline="\n")
    print(f"{files[ONTOLOGY / 'lexicon.ttl'].count('skos:inScheme')} concepts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
