"""Facts as JSON Lines, and the graph as tables that other tools read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given

from kgraph import ids
from kgraph.assemble import assemble, to_networkx
from kgraph.export import tables
from strategies import BASE, HOSTILE, facts, few, graphs, ontology, said

if TYPE_CHECKING:
    from kgraph.model import Facts, Graph

COMPANIES = {"Meta": "Company", "Manus": "Company"}


def union(*said_by: Facts) -> Graph:
    return assemble(said_by, base=BASE, ontology=ontology())


class TestFactsLine:
    def test_it_has_the_format_of_the_gold(self) -> None:
        names = {**COMPANIES, "Llama 4": "Model", "Reuters": "Organization"}
        one = said(
            "Meta soll Manus kaufen.",
            names,
            ("Meta", "acquired", "Manus"),
            ("Llama 4", "contextWindow", 10_000_000),
            ("Llama 4", "releaseDate", "2025-04"),
        )
        linked = replace(
            one.linked,
            surfaces=(("Meta", "Facebook-Konzern"), ("Manus",), ("Llama 4",), ("Reuters",)),
            cited=(False, False, False, True),
        )
        rumour = replace(one.claims[0], modality="rumoured", negated=True, date="2025-12", start="2025")
        row = json.loads(tables.facts_line(replace(one, linked=linked, claims=(rumour, *one.claims[1:]))))
        assert row == {
            "id": "meta-soll-manus-kauf.txt",
            "lang": "de",
            "text": "Meta soll Manus kaufen.",
            "entities": [
                {"name": "Meta", "type": ["Company"], "aliases": ["Facebook-Konzern"]},
                {"name": "Manus", "type": ["Company"], "aliases": []},
                {"name": "Llama 4", "type": ["Model"], "aliases": []},
                {"name": "Reuters", "type": ["Organization"], "aliases": [], "source": True},
            ],
            "relations": [
                [
                    "Meta",
                    "acquired",
                    "Manus",
                    {"negated": True, "modality": "rumoured", "start": "2025", "date": "2025-12"},
                ]
            ],
            "attributes": [["Llama 4", "contextWindow", 10_000_000], ["Llama 4", "releaseDate", "2025-04"]],
        }

    def test_what_is_known_of_the_document_is_kept(self) -> None:
        one = said("Meta.", {})
        document = replace(
            one.linked.annotated.document, title="T", url="https://x.example/", published="2025"
        )
        linked = replace(one.linked, annotated=replace(one.linked.annotated, document=document))
        row = json.loads(tables.facts_line(replace(one, linked=linked)))
        assert (row["title"], row["url"], row["published"]) == ("T", "https://x.example/", "2025")

    def test_rows_are_not_repeated(self) -> None:
        row = ("Meta", "acquired", "Manus")
        assert len(json.loads(tables.facts_line(said("x", COMPANIES, row, row)))["relations"]) == 1

    @few
    @given(facts())
    def test_it_is_one_line_of_json_with_the_text_unchanged(self, one: Facts) -> None:
        line = tables.facts_line(one)
        assert len(line.splitlines()) == 1
        line.encode()
        row = json.loads(line)
        assert row["text"] == one.linked.annotated.document.text
        known = {entity["name"] for entity in row["entities"]}
        assert {name for s, _, o, *_ in row["relations"] for name in (s, o)} <= known
        assert {s for s, *_ in row["attributes"]} <= known

    def test_half_a_surrogate_pair_can_be_written(self) -> None:
        one = said("x", {"Meta": "Company"})
        surfaces = replace(one.linked, surfaces=(("Me\ud800ta",),))
        line = tables.facts_line(replace(one, linked=surfaces))
        assert json.loads(line.encode())["entities"][0]["name"] == "Me\ud800ta"


class TestCsv:
    def test_a_row_a_claim(self) -> None:
        graph = union(
            said("Meta kauft Manus.", COMPANIES, ("Meta", "acquired", "Manus")),
            said("Llama 4 kann viel.", {"Llama 4": "Model"}, ("Llama 4", "contextWindow", 10_000_000)),
        )
        acquired, window = csv.DictReader(io.StringIO(tables.facts_csv(graph)))
        assert acquired["subject_name"] == "Meta"
        assert acquired["predicate"] == "acquired"
        assert (acquired["object_name"], acquired["object_kind"]) == ("Manus", "Company")
        assert (acquired["modality"], acquired["negated"]) == ("asserted", "false")
        assert (acquired["confidence"], acquired["documents"]) == ("0.80", "1")
        assert acquired["quote"] == "Meta kauft Manus."
        assert acquired["statement"] in {ids.statement_iri(key, base=BASE) for key in graph.claims}
        assert (window["value"], window["object"]) == ("10000000", "")

    @few
    @given(graphs())
    def test_every_claim_is_a_row_and_no_cell_a_formula(self, graph: Graph) -> None:
        rows = list(csv.reader(io.StringIO(tables.facts_csv(graph), newline="")))
        assert tuple(rows[0]) == tables.COLUMNS
        assert len(rows) == 1 + len(graph.claims)
        assert {len(row) for row in rows} == {len(tables.COLUMNS)}
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)

    def test_a_name_that_looks_like_a_formula_is_shown_as_text(self) -> None:
        name = '=HYPERLINK("x")'
        graph = union(said("x", {name: "Company", "Meta": "Company"}, (name, "acquired", "Meta")))
        (row,) = csv.DictReader(io.StringIO(tables.facts_csv(graph)))
        assert row["subject_name"] == f"'{name}"


class TestNetworkFiles:
    @few
    @given(graphs())
    def test_graphml_comes_back(self, graph: Graph) -> None:
        network = to_networkx(graph)
        back = nx.parse_graphml(tables.graphml(network), force_multigraph=True)
        assert list(back) == list(network)
        assert set(back.edges(keys=True)) == set(network.edges(keys=True))
        assert {d["predicate"] for *_, d in back.edges(data=True)} == {
            d["predicate"] for *_, d in network.edges(data=True)
        }

    @few
    @given(graphs())
    def test_gexf_comes_back(self, graph: Graph) -> None:
        network = to_networkx(graph)
        text = tables.gexf(network)
        back = nx.read_gexf(io.BytesIO(text.encode()))
        assert list(back) == list(network)
        assert back.number_of_edges() == network.number_of_edges()
        assert "lastmodified" not in text

    @pytest.mark.parametrize("write", [tables.graphml, tables.gexf])
    @pytest.mark.parametrize("name", HOSTILE)
    def test_hostile_names_make_well_formed_xml(self, name: str, write: object) -> None:
        graph = union(said("x", {name: "Company"}))
        tree = ET.fromstring(write(to_networkx(graph)))  # type: ignore[operator]
        shown = "".join(tree.itertext()) + "".join(str(e.attrib) for e in tree.iter())
        assert "Company" in shown

    def test_the_graph_is_left_as_it_was(self) -> None:
        network = to_networkx(union(said("x", {"a\x01b": "Company"})))
        tables.gexf(network)
        assert [d for _, d in network.nodes(data=True)] == [{"name": "a\x01b", "kind": "Company"}]


class TestStatistics:
    def test_figures(self) -> None:
        names = {**COMPANIES, "Llama 4": "Model"}
        row = ("Meta", "acquired", "Manus")
        graph = union(
            said("a", names, row, ("Llama 4", "developedBy", "Meta")),
            said("b", names, row),
            said("c", names, row, modality="planned"),
            said("d", names, row, modality="rumoured", negated=True),
        )
        found = tables.statistics(graph)
        assert found.documents == 4
        assert list(found.entities.items()) == [("Company", 2), ("Model", 1)]
        assert list(found.facts) == ["acquired", "developedBy"]
        assert found.facts["acquired"] == {"asserted": 1, "denied": 1, "planned": 1}
        assert found.evidence == 5

    @few
    @given(graphs())
    def test_nothing_is_counted_twice(self, graph: Graph) -> None:
        found = tables.statistics(graph)
        assert sum(found.entities.values()) == len(graph.entities)
        assert sum(n for counts in found.facts.values() for n in counts.values()) == len(graph.claims)


PROGRAM = """
from test_rdf import sample
from kgraph.assemble import to_networkx
from kgraph.export import tables
network = to_networkx(sample())
print(tables.facts_csv(sample()), tables.graphml(network), tables.gexf(network), tables.statistics(sample()))
"""


def test_another_hash_seed_changes_nothing() -> None:
    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        return subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert run("1") == run("2") != ""
