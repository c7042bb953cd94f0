#!/usr/bin/env python3
"""Renew `ontology/lexicon/epoch-models.tsv` from the table of AI models that Epoch AI publishes.

    scripts/extract_epoch.py MODELS.tsv

The extract is committed, so that `scripts/build_lexicon.py` needs nothing else. The source has the columns
`model`, `organization`, `org_category`, `date`, `base_model` and `domain`, separated by tabs.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph import ids
from lexicon_tables import EPOCH_COLUMNS, EPOCH_SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).resolve().parents[1] / "ontology" / "lexicon" / "epoch-models.tsv"

_PLAUSIBLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*(?:[ -][A-Za-z0-9.]+){0,3}")
_MARKED = re.compile(
    r"\d|[a-z][A-Z]|[A-Z]{2}[a-z]"
)  # "GPT-2", "RoboCat", "XGen": no ordinary word, no acronym
_IN_BRACKETS = re.compile(r"\s*[(\[（].*$")
_NOT_IN_THE_NEWS = frozenset(
    {"Biology", "Materials science", "Mathematics", "Medicine", "Earth science", "Search"}
)
_FIRST_YEAR = "2017"  # of the transformer; older systems are history, and the well-known ones are curated


def epoch_extract(source: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield model, maker, date and base model of the rows whose name could stand in the news.

    Left out are models without a maker from industry, of other fields than language, vision, sound, games and
    robots, from before `_FIRST_YEAR`, and names that look like titles, ordinary words or plain acronyms.
    """
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = re.sub(r"\s+", " ", _IN_BRACKETS.sub("", row["model"])).strip()
            makers = [m.strip() for m in row["organization"].split(",") if m.strip()]
            domains = {d.strip() for d in row["domain"].split(",")}
            recent = row["date"] >= _FIRST_YEAR
            from_industry = bool(makers) and "Industry" in row["org_category"]
            if recent and from_industry and not domains <= _NOT_IN_THE_NEWS and _is_plausible(name):
                base = re.sub(r"\s+", " ", row["base_model"]).strip()
                yield name, " & ".join(makers), row["date"], base


def _is_plausible(name: str) -> bool:
    """Whether `name` looks like a name rather than a title, an ordinary word or an acronym."""
    return bool(
        4 <= len(name) <= 32
        and _PLAUSIBLE.fullmatch(name)
        and _MARKED.search(name)
        and any(c.isupper() for c in name)
        and not any(w.isalpha() and w.islower() and len(w) > 3 for w in name.split(" "))
    )


def write_epoch(source: Path, target: Path) -> None:
    """Write the committed extract of Epoch AI's table, one row a name, sorted."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for row in sorted(epoch_extract(source), key=lambda r: (ids.fold(r[0]), r[2], r)):
        found.setdefault(ids.fold(row[0]), row)
    head = (
        "# Names of AI models with maker, date and base model, selected from the model database of Epoch AI,\n"
        f"# {EPOCH_SOURCE}, licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).\n"
        "# Changed: selected by name, several makers joined by &, descriptions in brackets removed.\n"
    )
    body = "".join("\t".join(row).rstrip("\t") + "\n" for row in found.values())
    target.write_text(head + "\t".join(EPOCH_COLUMNS) + "\n" + body, encoding="utf-8", newline="\n")


def main() -> int:
    parser = argparse.ArgumentParser(description="Renew the extract of Epoch AI's table of models.")
    parser.add_argument("source", type=Path, metavar="MODELS.tsv")
    write_epoch(parser.parse_args().source, TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main())
