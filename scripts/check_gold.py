#!/usr/bin/env python3
"""Check gold files against the annotation guidelines (standard library only).

    check_gold.py GOLD.jsonl...

Prints one line for every row that breaks a rule and exits with 1 if there is any. The rules:

- an entity's name and aliases occur in the text; a name that the text only implies may be missing where an
  alias is what the text has: a coordination that holds all its words ("Llama 1 und 2" for Llama 2) or another
  form of the word ("Zürcher" for Zürich);
- types, predicates, attributes and qualifiers are those of the guidelines;
- both ends of a relation are listed entities whose types fit the predicate's domain and range;
- values are well-formed; no fact is written twice, not even with a symmetric relation's ends exchanged.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

TYPES = (
    "Person", "Company", "Lab", "Organization", "Model", "Product", "Benchmark", "Dataset", "Event", "Place",
)  # fmt: skip
BODY = ("Company", "Lab", "Organization")
SAME = ("same",)  # the object has a type of the subject

# predicate -> (types of the subject, types of the object): the table "Relations" of the guidelines
RELATIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "foundedBy": (BODY, ("Person",)),
    "employedBy": (("Person",), BODY),
    "formerlyEmployedBy": (("Person",), BODY),
    "leads": (("Person",), BODY),
    "partOf": (BODY, BODY),
    "acquired": (("Company",), ("Company", "Lab", "Product")),
    "investedIn": (("Person", "Company", "Organization"), ("Company", "Lab")),
    "partnerOf": (BODY, BODY),
    "competitorOf": (("Company", "Lab", "Model", "Product"), SAME),
    "developedBy": (("Model", "Product", "Benchmark", "Dataset"), (*BODY, "Person")),
    "contributedTo": (("Person",), ("Model", "Product")),
    "variantOf": (("Model",), ("Model",)),
    "successorOf": (("Model", "Product"), ("Model", "Product")),
    "basedOn": (("Model", "Product"), ("Model",)),
    "outperforms": (("Model", "Product", "Company"), SAME),
    "evaluatedOn": (("Model", "Product"), ("Benchmark",)),
    "trainedOn": (("Model",), ("Dataset", "Product")),
    "availableOn": (("Model", "Product"), ("Product", "Company")),
    "locatedIn": ((*BODY, "Event"), ("Place",)),
    "presentedAt": (("Model", "Product"), ("Event",)),
}
SYMMETRIC = ("partnerOf", "competitorOf")
STATUSES = ("announced", "released", "delayed", "cancelled", "discontinued")
DATES = ("releaseDate", "foundingDate")
COUNTS = ("contextWindow", "parameterCount", "headcount")
AMOUNTS = ("price", "valuation", "fundingAmount")
ATTRIBUTES = (*DATES, *COUNTS, *AMOUNTS, "status", "license")
MODALITIES = ("rumoured", "planned")
TIMES = ("start", "end", "date")
FIELDS = ("id", "lang", "text", "entities", "relations", "attributes")
OPTIONAL_FIELDS = ("optional_relations", "optional_attributes", "title", "published")

_AMOUNT = re.compile(r"\d+(\.\d+)? [A-Z]{3}")


def check(document: dict[str, Any]) -> list[str]:
    """Return what breaks a rule in one gold document, as messages in the order of the document."""
    missing = [field for field in FIELDS if field not in document]
    if missing:
        return [f"fields are missing: {', '.join(missing)}"]
    unknown = [field for field in document if field not in (*FIELDS, *OPTIONAL_FIELDS)]
    problems = [f"unknown field: {field}" for field in unknown]
    if document["lang"] not in ("de", "en"):
        problems.append(f"language is neither de nor en: {document['lang']}")
    if document["text"] != unicodedata.normalize("NFC", document["text"]):
        problems.append("text is not in normalisation form C")
    types = {entity["name"]: entity["type"] for entity in document["entities"]}
    problems += _check_names(document["entities"])
    for entity in document["entities"]:
        problems += _check_entity(entity, document["text"])
    for row in document["relations"] + document.get("optional_relations", []):
        problems += _check_relation(row, types)
    for row in document["attributes"] + document.get("optional_attributes", []):
        problems += _check_attribute(row, types)
    problems += _check_twice(
        document["relations"] + document.get("optional_relations", []), symmetric=SYMMETRIC
    )
    problems += _check_twice(document["attributes"] + document.get("optional_attributes", []), symmetric=())
    return problems


def _occurs(name: str, text: str) -> bool:
    """Say whether `name` occurs in `text` from the start of a word; an inflection ending may follow."""
    return re.search(rf"(?<!\w){re.escape(name)}", text) is not None


def _implies(alias: str, name: str) -> bool:
    return set(name.split()) <= set(alias.split()) or alias[:3] == name[:3]


def _check_names(entities: list[dict[str, Any]]) -> list[str]:
    seen: dict[str, str] = {}
    problems = []
    for entity in entities:
        for name in (entity["name"], *entity["aliases"]):
            if name in seen:
                problems.append(f"{name}: names both {seen[name]} and {entity['name']}")
            seen[name] = entity["name"]
    return problems


def _check_entity(entity: dict[str, Any], text: str) -> list[str]:
    name, aliases = entity["name"], entity["aliases"]
    problems = [f"{name}: unknown type {t}" for t in entity["type"] if t not in TYPES]
    if not entity["type"]:
        problems.append(f"{name}: no type")
    problems += [f"{name}: alias does not occur in the text: {a}" for a in aliases if not _occurs(a, text)]
    if not _occurs(name, text) and not any(_implies(alias, name) for alias in aliases):
        problems.append(f"{name}: does not occur in the text")
    return problems


def _check_relation(row: list[Any], types: dict[str, list[str]]) -> list[str]:
    subject, predicate, object_ = row[:3]
    problems = [f"{row}: no such entity: {end}" for end in (subject, object_) if end not in types]
    if predicate not in RELATIONS:
        return [*problems, f"{row}: unknown predicate"]
    if problems:
        return problems
    domain, range_ = RELATIONS[predicate]
    if subject == object_:
        problems.append(f"{row}: relates a thing to itself")
    subject_types = [t for t in types[subject] if t in domain]
    if not subject_types:
        problems.append(f"{row}: subject is {types[subject]}, not one of {domain}")
    allowed = tuple(subject_types) if range_ == SAME else range_
    if not any(t in allowed for t in types[object_]):
        problems.append(f"{row}: object is {types[object_]}, not one of {allowed}")
    return problems + _check_qualifiers(row)


def _check_attribute(row: list[Any], types: dict[str, list[str]]) -> list[str]:
    subject, attribute, value = row[:3]
    problems = [] if subject in types else [f"{row}: no such entity: {subject}"]
    if attribute not in ATTRIBUTES:
        return [*problems, f"{row}: unknown attribute"]
    if attribute in COUNTS:
        well_formed = isinstance(value, int) and value > 0
    elif attribute in DATES:
        well_formed = is_date(value)
    elif attribute in AMOUNTS:
        well_formed = _AMOUNT.fullmatch(str(value)) is not None
    elif attribute == "status":
        well_formed = value in STATUSES
    else:
        well_formed = isinstance(value, str) and bool(value)
    if not well_formed:
        problems.append(f"{row}: malformed value")
    return problems + _check_qualifiers(row)


def _check_qualifiers(row: list[Any]) -> list[str]:
    problems = []
    for name, value in (row[3] if len(row) > 3 else {}).items():
        if name == "negated":
            fits = value is True
        elif name == "modality":
            fits = value in MODALITIES
        else:
            fits = name in TIMES and is_date(value)
        if not fits:
            problems.append(f"{row}: unknown qualifier {name}={value}")
    return problems


def _check_twice(rows: list[list[Any]], *, symmetric: tuple[str, ...]) -> list[str]:
    seen = set()
    problems = []
    for row in rows:
        ends = sorted((row[0], row[2])) if row[1] in symmetric else (row[0], row[2])
        claim = (row[1], *ends, json.dumps(row[3] if len(row) > 3 else {}, sort_keys=True))
        if claim in seen:
            problems.append(f"{row}: is written twice")
        seen.add(claim)
    return problems


def is_date(value: Any) -> bool:
    """Say whether `value` is an ISO date as exact as a text may be: year, year and month, or full date."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return False
    year, month, day = (*(int(part) for part in value.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def check_file(path: Path) -> list[str]:
    """Return the problems of a gold file, each with file, line and document, in the file's order."""
    problems = []
    seen = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        document = json.loads(line)
        where = f"{path.name}:{number}: {document.get('id', '?')}: "
        problems += [where + problem for problem in check(document)]
        if document.get("id") in seen:
            problems.append(where + "id is used twice")
        seen.add(document.get("id"))
    return problems


def main() -> int:
    paths = [Path(argument) for argument in sys.argv[1:]]
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    problems = [problem for path in paths for problem in check_file(path)]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
