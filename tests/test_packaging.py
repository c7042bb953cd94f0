"""The wheel holds what the code reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_every_file_of_the_ontology_ships() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    files = {f"ontology/{p.name}" for p in (ROOT / "ontology").glob("*.ttl")} | {"ontology/queries"}
    assert set(shipped) == files
    assert {source.replace("ontology/", "kgraph/ontology/", 1) for source in shipped} == set(shipped.values())
