"""The gold files keep the rules of the annotation guidelines and match the examples they annotate."""

from __future__ import annotations

import copy
import importlib.util
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
GOLD = ROOT / "tests" / "gold"
SCRIPT = ROOT / "scripts" / "check_gold.py"
GUIDELINES = ROOT.parent / "shared" / "annotation" / "GUIDELINES.md"

_spec = importlib.util.spec_from_file_location("check_gold", SCRIPT)
assert _spec is not None
assert _spec.loader is not None
check_gold = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(check_gold)


def documents(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    match = re.fullmatch(r"---\n(.*?)\n---\n(.*)", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert match is not None, path.name
    return yaml.safe_load(match.group(1)), match.group(2)


def run(*paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, paths)], capture_output=True, text=True, check=False
    )


def test_gold_files_are_valid() -> None:
    done = run(*sorted(GOLD.glob("*.jsonl")))
    assert (done.returncode, done.stdout) == (0, "")


GOOD: dict[str, Any] = {
    "id": "a",
    "lang": "de",
    "text": "Das Zürcher Start-up Kiesel baut Llama 1 und 2 nach, sagt Ada Roth. Quarz ist ein Rivale.",
    "entities": [
        {"name": "Kiesel", "type": ["Company"], "aliases": []},
        {"name": "Quarz", "type": ["Company"], "aliases": []},
        {"name": "Zürich", "type": ["Place"], "aliases": ["Zürcher"]},
        {"name": "Llama 1", "type": ["Model"], "aliases": []},
        {"name": "Llama 2", "type": ["Model"], "aliases": ["Llama 1 und 2"]},
        {"name": "Ada Roth", "type": ["Person"], "aliases": []},
    ],
    "relations": [["Kiesel", "locatedIn", "Zürich"], ["Kiesel", "competitorOf", "Quarz"]],
    "attributes": [["Kiesel", "foundingDate", "2021-02", {"modality": "rumoured"}]],
}


def test_a_document_that_keeps_the_rules_has_no_problems() -> None:
    assert check_gold.check(GOOD) == []


@pytest.mark.parametrize(
    ("field", "row", "problem"),
    [
        ("entities", {"name": "Basalt", "type": ["Company"], "aliases": []}, "does not occur"),
        ("entities", {"name": "oth", "type": ["Person"], "aliases": []}, "does not occur"),
        ("entities", {"name": "Start-up", "type": ["Company"], "aliases": ["Firma"]}, "alias does not occur"),
        ("entities", {"name": "Start-up", "type": ["Firm"], "aliases": []}, "unknown type"),
        ("entities", {"name": "Start-up", "type": [], "aliases": []}, "no type"),
        ("entities", {"name": "Start-up", "type": ["Company"], "aliases": ["Quarz"]}, "names both"),
        ("relations", ["Kiesel", "locatedIn", "Bern"], "no such entity: Bern"),
        ("relations", ["Kiesel", "foundedIn", "Zürich"], "unknown predicate"),
        ("relations", ["Ada Roth", "locatedIn", "Zürich"], "subject is"),
        ("relations", ["Kiesel", "foundedBy", "Quarz"], "object is"),
        ("relations", ["Kiesel", "outperforms", "Llama 1"], "object is"),
        ("relations", ["Kiesel", "partOf", "Kiesel"], "to itself"),
        ("relations", ["Quarz", "competitorOf", "Kiesel"], "written twice"),
        ("relations", ["Kiesel", "locatedIn", "Zürich"], "written twice"),
        ("relations", ["Kiesel", "acquired", "Quarz", {"modality": "certain"}], "unknown qualifier"),
        ("relations", ["Kiesel", "acquired", "Quarz", {"negated": False}], "unknown qualifier"),
        ("relations", ["Kiesel", "acquired", "Quarz", {"since": "2021"}], "unknown qualifier"),
        ("attributes", ["Basalt", "foundingDate", "2021"], "no such entity"),
        ("attributes", ["Kiesel", "colour", "red"], "unknown attribute"),
        ("attributes", ["Kiesel", "foundingDate", "2021-13"], "malformed"),
        ("attributes", ["Kiesel", "headcount", "40"], "malformed"),
        ("attributes", ["Kiesel", "valuation", "2 Mrd. Euro"], "malformed"),
        ("attributes", ["Llama 1", "status", "available"], "malformed"),
        ("attributes", ["Llama 1", "license", ""], "malformed"),
    ],
)
def test_each_broken_rule_is_named(field: str, row: object, problem: str) -> None:
    broken = copy.deepcopy(GOOD)
    broken[field].append(row)
    found = check_gold.check(broken)
    assert len(found) == 1
    assert problem in found[0]


def test_missing_fields_and_decomposed_text_are_named() -> None:
    assert check_gold.check({"id": "a"}) == [
        "fields are missing: lang, text, entities, relations, attributes"
    ]
    decomposed = {**GOOD, "text": unicodedata.normalize("NFD", GOOD["text"])}
    assert "text is not in normalisation form C" in check_gold.check(decomposed)


def test_the_script_names_file_line_and_document(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(f"{json.dumps(GOOD)}\n{json.dumps(GOOD)}\n", encoding="utf-8")
    done = run(gold)
    assert (done.returncode, done.stdout) == (1, "gold.jsonl:2: a: id is used twice\n")


def test_every_example_has_gold_in_its_language() -> None:
    gold = {document["id"]: document for document in documents("examples.jsonl")}
    files = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in (".md", ".txt", ".html"))
    assert sorted(gold) == files
    assert Counter(document["lang"] for document in gold.values()) == {"de": 5, "en": 3}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.md")), ids=lambda path: path.name)
def test_markdown_examples_say_what_they_are(path: Path) -> None:
    matter, body = front_matter(path)
    gold = {document["id"]: document for document in documents("examples.jsonl")}[path.name]
    assert {"title", "lang", "date", "author"} <= set(matter) <= {"title", "lang", "date", "author", "url"}
    assert matter["lang"] == gold["lang"]
    assert matter.get("url", "https://example.org/").startswith("https://example.org/")
    assert gold["text"] == unicodedata.normalize("NFC", body).lstrip("\n")


def test_gold_texts_are_those_of_the_plain_and_html_examples() -> None:
    gold = {document["id"]: document["text"] for document in documents("examples.jsonl")}
    plain = (EXAMPLES / "wechsel.txt").read_text(encoding="utf-8")
    assert gold["wechsel.txt"] == unicodedata.normalize("NFC", plain)
    article = (EXAMPLES / "open-weights.html").read_text(encoding="utf-8")
    main = article.split("<article>")[1].split("</article>")[0].replace("&uuml;", "ü")
    words = [word for word in gold["open-weights.html"].split() if word.strip("#")]  # headings: "# ..."
    assert words == re.sub(r"<[^>]+>", " ", main).split()


def test_articles_are_short_and_half_german() -> None:
    articles = documents("articles.jsonl")
    assert Counter(document["lang"] for document in articles) == {"de": 12, "en": 12}
    assert [d["id"] for d in articles if not 120 <= len(d["text"].split()) <= 250] == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_articles_cover_every_predicate_and_qualifier(lang: str) -> None:
    rows = [
        row
        for document in documents("articles.jsonl")
        if document["lang"] == lang
        for row in document["relations"] + document["attributes"]
    ]
    predicates = Counter(row[1] for row in rows)
    assert {p for p in (*check_gold.RELATIONS, *check_gold.ATTRIBUTES) if predicates[p] < 2} == set()
    assert {row[2] for row in rows if row[1] == "status"} == set(check_gold.STATUSES)
    qualifiers = [(name, value) for row in rows if len(row) > 3 for name, value in row[3].items()]
    assert {name for name, _ in qualifiers} == {"negated", "modality", *check_gold.TIMES}
    assert {value for name, value in qualifiers if name == "modality"} == set(check_gold.MODALITIES)


@pytest.mark.shared
@pytest.mark.skipif(
    not GUIDELINES.is_file(), reason="the annotation guidelines do not lie beside the project"
)
def test_the_script_knows_the_tables_of_the_guidelines() -> None:
    cells = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in GUIDELINES.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert (
        tuple(row[0].strip("`") for row in cells if row[0].strip("`") in check_gold.TYPES) == check_gold.TYPES
    )
    relations = {
        row[0].strip("`"): tuple(tuple(side.split(", ")) for side in re.split(r" <?-> ", row[1]))
        for row in cells
        if "->" in row[1]
    }
    same_as_subject = {name for name, (_, object_) in relations.items() if object_ == ("same",)}
    assert set(relations) == set(check_gold.RELATIONS)
    for name, (domain, range_) in relations.items():
        ours = check_gold.RELATIONS[name]
        assert set(ours[0]) == set(domain), name
        # a partnership's ends may differ in type: a company and a university are partners
        expected = domain if name == "partnerOf" else ("same",) if name in same_as_subject else range_
        assert set(ours[1]) == set(expected), name
