"""Facts as JSON Lines; a graph as CSV, GraphML and GEXF, and in figures."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kgraph import ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from kgraph.model import Claim, Facts, Graph

COLUMNS = (
    "statement", "subject", "subject_name", "subject_kind", "predicate",
    "object", "object_name", "object_kind", "value",
    "modality", "negated", "start", "end", "date", "confidence", "documents", "quote",
)  # fmt: skip

# Legal in JSON strings, but line ends to many readers of lines; and halves of surrogate pairs, which UTF-8
# cannot hold.
_ESCAPED_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# What makes a spreadsheet read a cell as a formula (OWASP, "CSV Injection").
_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NOT_IN_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # XML 1.0, production 2 (Char)
_GEXF_DATE = re.compile(r' lastmodifieddate="[^"]*"')


def facts_line(facts: Facts) -> str:
    """Return what one document says as one line of JSON, without a line end.

    The keys are `id`, `lang`, where known `title`, `url` and `published`, then `text`, `entities` (`name`,
    `type` with the likeliest first, `aliases`, and `"source": true` for a news source that is only cited),
    `relations` (subject, predicate, object) and `attributes` (subject, predicate, value), by the names of
    this text. A claim that is denied, rumoured, planned or dated has a fourth element that says so.
    """
    linked, document = facts.linked, facts.linked.annotated.document
    names: dict[str, str] = {}
    entities: list[dict[str, Any]] = []
    for entity, surfaces, cited in zip(linked.entities, linked.surfaces, linked.cited, strict=True):
        name, *aliases = surfaces or (entity.name,)
        names[entity.iri] = name
        row: dict[str, Any] = {"name": name, "type": list(entity.kinds), "aliases": aliases}
        entities.append(row | {"source": True} if cited else row)
    relations: list[list[Any]] = []
    attributes: list[list[Any]] = []
    for claim in facts.claims:
        rows, end = (relations, names[claim.object]) if claim.value is None else (attributes, claim.value)
        row_of_claim = [names[claim.subject], claim.predicate, end, *_qualifiers(claim)]
        if row_of_claim not in rows:
            rows.append(row_of_claim)
    known = {"title": document.title, "url": document.url, "published": document.published}
    line = {
        "id": document.id,
        "lang": document.lang,
        **{key: value for key, value in known.items() if value},
        "text": document.text,
        "entities": entities,
        "relations": relations,
        "attributes": attributes,
    }
    text = json.dumps(line, ensure_ascii=False)
    return _ESCAPED_IN_JSON.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def facts_csv(graph: Graph) -> str:
    """Return one row a claim under the header `COLUMNS`, in order of the claims' keys; lines end in LF.

    `documents` is the number of documents that say it, `quote` the surest evidence. Cells that a spreadsheet
    would take for a formula are led by an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for key, claim in sorted(graph.claims.items()):
        best = max(claim.evidence, key=lambda e: (e.confidence, e), default=None)
        cells = (
            ids.statement_iri(key, base=graph.base),
            *_end(claim.subject, graph),
            claim.predicate,
            *_end(claim.object, graph),
            "" if claim.value is None else str(claim.value),
            claim.modality,
            "true" if claim.negated else "false",
            claim.start,
            claim.end,
            claim.date,
            f"{claim.confidence:.2f}",
            str(len({e.document for e in claim.evidence})),
            best.quote if best else "",
        )
        plain = (cell.replace("\r", " ") for cell in cells)  # csv does not quote a lone carriage return
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in plain])
    return out.getvalue()


def graphml(network: nx.MultiDiGraph[str]) -> str:
    """Return `network` (see `assemble.to_networkx`) as GraphML: equal networks give equal text."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(_speakable(network))) + "\n"


def gexf(network: nx.MultiDiGraph[str]) -> str:
    """Return `network` (see `assemble.to_networkx`) as GEXF 1.2, labelled by name: equal networks, equal text."""
    import networkx as nx

    labelled = _speakable(network)
    for _, attributes in labelled.nodes(data=True):
        attributes["label"] = attributes["name"]
    return _GEXF_DATE.sub("", "\n".join(nx.generate_gexf(labelled)), count=1) + "\n"


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much a graph holds.

    `entities` is how many by kind, `facts` how many by predicate and then by `asserted`, `rumoured`,
    `planned` or, whatever its modality, `denied`; the most frequent first, then by name. `evidence` is how
    many places they were read in.
    """

    documents: int
    entities: Mapping[str, int]
    facts: Mapping[str, Mapping[str, int]]
    evidence: int


def statistics(graph: Graph) -> Statistics:
    """Return the figures of `graph`."""
    facts: dict[str, Counter[str]] = {}
    for claim in graph.claims.values():
        facts.setdefault(claim.predicate, Counter())["denied" if claim.negated else claim.modality] += 1
    totals = Counter({predicate: counts.total() for predicate, counts in facts.items()})
    return Statistics(
        documents=len(graph.documents),
        entities=_ranked(Counter(entity.kind for entity in graph.entities.values())),
        facts={predicate: _ranked(facts[predicate]) for predicate in _ranked(totals)},
        evidence=sum(len(claim.evidence) for claim in graph.claims.values()),
    )


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _qualifiers(claim: Claim) -> list[dict[str, Any]]:
    found = {
        "negated": claim.negated,
        "modality": "" if claim.modality == "asserted" else claim.modality,
        "start": claim.start,
        "end": claim.end,
        "date": claim.date,
    }
    said = {key: value for key, value in found.items() if value}
    return [said] if said else []


def _end(iri: str, graph: Graph) -> tuple[str, str, str]:
    entity = graph.entities.get(iri)
    return (iri, entity.name, entity.kind) if entity else (iri, "", "")


def _speakable(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a copy of `network` whose names hold only characters that XML can hold; others become U+FFFD."""
    copy = network.copy()
    for _, attributes in copy.nodes(data=True):
        attributes["name"] = _NOT_IN_XML.sub("\ufffd", attributes["name"])
    return copy
