"""Facts become one graph, and the graph algorithms give the same answers everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from kgraph import ids
from kgraph.assemble import assemble, communities, importance, path, to_networkx
from kgraph.model import Facts, Graph
from strategies import BASE, few, graphs, ontology, said


def iri(kind: str, name: str) -> str:
    return ids.entity_iri(kind, name, base=BASE)


META, MANUS, LLAMA = iri("Company", "Meta"), iri("Company", "Manus"), iri("Model", "Llama 4")
COMPANIES = {"Meta": "Company", "Manus": "Company"}


def union(*facts: Facts) -> Graph:
    return assemble(facts, base=BASE, ontology=ontology())


class TestAssemble:
    def test_no_documents_make_an_empty_graph(self) -> None:
        assert union() == Graph(base=BASE, documents={}, entities={}, claims={})

    def test_the_same_claim_in_two_documents_is_one_with_two_pieces_of_evidence(self) -> None:
        graph = union(
            said("Meta kauft Manus.", COMPANIES, ("Meta", "acquired", "Manus")),
            said("Manus geht an Meta.", COMPANIES, ("Meta", "acquired", "Manus")),
        )
        (claim,) = graph.claims.values()
        assert len({e.document for e in claim.evidence}) == 2
        assert claim.confidence == 0.96

    def test_a_symmetric_relation_is_one_claim_whichever_end_comes_first(self) -> None:
        graph = union(
            said("Meta und Manus", COMPANIES, ("Meta", "partnerOf", "Manus")),
            said("Manus und Meta", COMPANIES, ("Manus", "partnerOf", "Meta")),
        )
        (claim,) = graph.claims.values()
        assert (claim.subject, claim.object) == (MANUS, META)
        assert len(claim.evidence) == 2

    def test_a_directed_relation_keeps_its_direction(self) -> None:
        (claim,) = union(said("x", COMPANIES, ("Meta", "acquired", "Manus"))).claims.values()
        assert (claim.subject, claim.object) == (META, MANUS)

    def test_denials_and_rumours_are_claims_of_their_own(self) -> None:
        row = ("Meta", "acquired", "Manus")
        graph = union(
            said("a", COMPANIES, row),
            said("b", COMPANIES, row, negated=True),
            said("c", COMPANIES, row, modality="rumoured"),
        )
        assert len(graph.claims) == 3

    def test_entities_without_claims_stay(self) -> None:
        assert list(union(said("Meta und Manus", COMPANIES)).entities) == [MANUS, META]

    def test_names_of_all_documents_are_joined(self) -> None:
        one = said("Meta", {"Meta": "Company"})
        (entity,) = one.linked.entities
        other = replace(
            one, linked=replace(one.linked, entities=(replace(entity, names=("Metas", "Facebook")),))
        )
        assert union(one, other).entities[META].names == ("Facebook", "Meta", "Metas")


class TestNetworkx:
    def test_nodes_are_entities_and_edges_relations(self) -> None:
        graph = union(
            said(
                "x",
                {**COMPANIES, "Llama 4": "Model"},
                ("Llama 4", "developedBy", "Meta"),
                ("Llama 4", "contextWindow", 10_000_000),
                modality="rumoured",
            )
        )
        network = to_networkx(graph)
        assert dict(network.nodes(data=True))[LLAMA] == {"name": "Llama 4", "kind": "Model"}
        ((subject, target, key, attributes),) = network.edges(keys=True, data=True)
        assert (subject, target) == (LLAMA, META)
        assert attributes == {
            "predicate": "developedBy",
            "modality": "rumoured",
            "negated": False,
            "confidence": 0.8,
        }
        assert key in {ids.statement_iri(k, base=BASE) for k in graph.claims}

    @few
    @given(graphs())
    def test_every_relation_is_an_edge(self, graph: Graph) -> None:
        network = to_networkx(graph)
        assert list(network) == list(graph.entities)
        assert network.number_of_edges() == sum(bool(c.object) for c in graph.claims.values())


def star() -> Graph:
    """Meta in the middle of four models, one pair of companies aside, and one entity alone."""
    models = {f"Model {n}": "Model" for n in range(4)}
    return union(
        said("a", {"Meta": "Company", **models}, *((m, "developedBy", "Meta") for m in models)),
        said("b", {"Manus": "Company", "Monica": "Company"}, ("Monica", "acquired", "Manus")),
        said("c", {"Nobody": "Person"}),
    )


class TestImportance:
    def test_the_middle_of_a_star_is_most_central_and_the_lonely_least(self) -> None:
        scores = importance(star())
        assert list(scores) == sorted(scores)
        assert max(scores, key=lambda k: scores[k]) == META
        assert min(scores, key=lambda k: scores[k]) == iri("Person", "Nobody")
        assert scores[iri("Model", "Model 0")] == scores[iri("Model", "Model 3")]

    def test_values_on_two_nodes_are_even(self) -> None:
        graph = union(said("x", COMPANIES, ("Meta", "acquired", "Manus")))
        assert importance(graph) == {MANUS: 0.5, META: 0.5}

    def test_denied_relations_lend_no_weight(self) -> None:
        names = {**COMPANIES, "Llama 4": "Model"}
        graph = union(
            said("x", names, ("Llama 4", "developedBy", "Meta")),
            said("y", names, ("Llama 4", "developedBy", "Manus"), negated=True),
        )
        assert importance(graph)[META] > importance(graph)[MANUS]

    @few
    @given(graphs())
    def test_it_is_a_distribution(self, graph: Graph) -> None:
        scores = importance(graph)
        assert list(scores) == list(graph.entities)
        assert not scores or sum(scores.values()) == pytest.approx(1.0, abs=1e-5)


class TestCommunities:
    def test_the_largest_is_zero_and_the_lonely_are_by_themselves(self) -> None:
        found = communities(star())
        assert {k for k, v in found.items() if v == 0} == {
            META,
            *(iri("Model", f"Model {n}") for n in range(4)),
        }
        assert found[MANUS] == found[iri("Company", "Monica")] == 1
        assert found[iri("Person", "Nobody")] == 2

    def test_an_empty_graph_has_none(self) -> None:
        assert communities(union()) == {}
        assert importance(union()) == {}


class TestPath:
    def test_steps_go_in_order_whatever_the_direction(self) -> None:
        graph = union(
            said("a", {**COMPANIES, "Llama 4": "Model"}, ("Llama 4", "developedBy", "Meta")),
            said("b", COMPANIES, ("Meta", "acquired", "Manus")),
        )
        assert [c.predicate for c in path(graph, LLAMA, MANUS)] == ["developedBy", "acquired"]
        assert [c.predicate for c in path(graph, MANUS, LLAMA)] == ["acquired", "developedBy"]

    def test_the_surest_asserted_claim_is_shown(self) -> None:
        graph = union(
            said("a", COMPANIES, ("Meta", "partnerOf", "Manus"), modality="rumoured"),
            said("b", COMPANIES, ("Meta", "partnerOf", "Manus"), modality="rumoured"),
            said("c", COMPANIES, ("Meta", "acquired", "Manus")),
        )
        assert [c.predicate for c in path(graph, META, MANUS)] == ["acquired"]

    def test_denied_relations_connect_nothing(self) -> None:
        graph = union(said("a", COMPANIES, ("Meta", "acquired", "Manus"), negated=True))
        assert path(graph, META, MANUS) == ()

    def test_unknown_ends_are_an_error(self) -> None:
        with pytest.raises(KeyError):
            path(star(), META, iri("Company", "Nowhere"))


PROGRAM = """
from test_assemble import star
from kgraph.assemble import communities, importance, to_networkx
print(importance(star()), communities(star()), list(to_networkx(star()).edges(keys=True)))
"""


def test_another_hash_seed_changes_nothing() -> None:
    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert run("1") == run("2") != ""
