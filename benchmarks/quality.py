"""Score kgraph's facts against gold files; write benchmarks/quality.md and the README's table.

    python benchmarks/quality.py            # all gold files that are here
    python benchmarks/quality.py --errors   # also the list of errors, to standard output

The scorer and two of the gold files lie beside the project (`../shared`); files that are absent are left out, and so
are their rows. The project's own gold in `tests/gold` is always there.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import kgraph

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = {
    "seeds (two German articles)": SHARED / "gold" / "seeds.jsonl",
    "dev (22 real articles)": SHARED / "gold" / "dev.jsonl",
    "examples (our own, true facts)": ROOT / "tests" / "gold" / "examples.jsonl",
    "articles (our own, invented names)": ROOT / "tests" / "gold" / "articles.jsonl",
}
MEASURES = {"typed": "entities, typed", "relations": "relations", "attributes": "attributes"}


def scorer() -> Any:
    """Return the module that counts."""
    path = SHARED / "eval" / "score.py"
    if not path.is_file():
        sys.exit("the scorer ../shared/eval/score.py is not here: nothing to measure with")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(gold: Path) -> tuple[dict[str, Any], float]:
    """Return the predicted facts by document id, and the words read per second."""
    started = time.perf_counter()
    graph = kgraph.build([gold])
    seconds = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.jsonl"
        graph.to_jsonl(path)
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    words = sum(len(row["text"].split()) for row in rows)
    return {row["id"]: row for row in rows}, words / seconds


def table(score: Any, gold: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Return the Markdown table of one gold file: per language, then per type and predicate."""
    lines = ["| | P | R | F1 | right | predicted | gold |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for name, lang in (("German", "de"), ("English", "en"), ("both", None)):
        part = {i: d for i, d in gold.items() if lang in (None, d["lang"])}
        if not part:
            continue
        result = score.score(part, found)
        for measure, label in MEASURES.items():
            lines.append(row(f"**{name}** {label}", result[measure]))
        lines.append(f"| **{name}** qualifiers right | | | {result['qualified']} | | | |")
    result = score.score(gold, found)
    lines += [row(name, f) for name, f in result["by_type"].items()]
    lines += [row(name, f) for name, f in result["by_predicate"].items()]
    return lines


def row(name: str, f: dict[str, Any]) -> str:
    """Return one line of the table."""
    return f"| {name} | {f['P']:.3f} | {f['R']:.3f} | {f['F1']:.3f} | {f['right']} | {f['predicted']} | {f['gold']} |"


def write_readme(score: Any, gold: dict[str, Any], found: dict[str, Any]) -> None:
    """Write the README's short table: the real articles of the development gold."""
    lines = ["| 22 real articles | P | R | F1 |", "| --- | --- | --- | --- |"]
    for name, lang in (("German", "de"), ("English", "en")):
        result = score.score({i: d for i, d in gold.items() if d["lang"] == lang}, found)
        for measure, label in MEASURES.items():
            f = result[measure]
            lines.append(f"| {name}: {label} | {f['P']:.2f} | {f['R']:.2f} | {f['F1']:.2f} |")
        lines.append(f"| {name}: rumour, plan and denial told right | | | {result['qualified']:.2f} |")
    readme = ROOT / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split("<!-- quality -->\n")
    _, after = rest.split("<!-- /quality -->\n")
    text = before + "<!-- quality -->\n" + "\n".join(lines) + "\n<!-- /quality -->\n" + after
    readme.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="also print every error")
    args = parser.parse_args()
    score = scorer()
    versions = ", ".join(f"{p} {version(p)}" for p in ("spacy", "rdflib", "networkx"))
    out = [
        "# Quality of the extracted facts",
        "",
        "Written by `python benchmarks/quality.py`; counted by the scorer of the annotation guidelines (document level,",
        "entities by name or alias, relations by both ends and predicate, qualifiers apart).",
        f"Python {platform.python_version()}, {versions}, {platform.machine()}.",
    ]
    for title, path in GOLD.items():
        if not path.is_file():
            continue
        gold = score.read(str(path))
        found, speed = predict(path)
        out += [
            "",
            f"## {title}",
            "",
            f"{len(gold)} documents, {speed:,.0f} words a second with start-up.",
            "",
        ]
        out += table(score, gold, found)
        if path.name == "dev.jsonl":
            write_readme(score, gold, found)
        if args.errors:
            print("\n".join(score.score(gold, found)["errors"]))
    (ROOT / "benchmarks" / "quality.md").write_text("\n".join(out) + "\n", encoding="utf-8")
    print("wrote benchmarks/quality.md")


if __name__ == "__main__":
    main()
