"""Names come from content, and joining records is commutative, associative and idempotent."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph import ids
from kgraph.assemble import assemble
from kgraph.model import Claim, Document, Entity, Evidence, Graph, Span
from strategies import BASE, HOSTILE, documents, entities, facts, few, graphs, names, ontology, texts


def evidence(document: str, confidence: float) -> Evidence:
    return Evidence(document=document, span=Span(0, 4), quote="Meta", rule="test", confidence=confidence)


class TestIds:
    @given(st.lists(texts(), min_size=1, max_size=3))
    def test_digest_keeps_its_parts_apart(self, parts: list[str]) -> None:
        assert ids.digest(*parts) != ids.digest(*parts, "")
        assert len(ids.digest(*parts)) == ids.DIGEST_LENGTH

    @given(names())
    def test_fold_is_a_fixed_point(self, name: str) -> None:
        assert ids.fold(ids.fold(name)) == ids.fold(name)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("LLaMA-4", "Llama 4"), ("Timothée", "timothee"), ("Straße", "STRASSE"), (" Meta  AI ", "Meta-AI")],
    )
    def test_spellings_of_one_name_fold_alike(self, one: str, other: str) -> None:
        assert ids.fold(one) == ids.fold(other)
        assert ids.slug(one) == ids.slug(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("Llama 3", "Llama 4"), ("C", "C++"), ("GPT-4", "GPT-4o"), ("3.5", "35"), ("C#", "C++")],
    )
    def test_different_names_have_different_slugs(self, one: str, other: str) -> None:
        assert ids.slug(one) != ids.slug(other)

    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("Guillaume Lample", "guillaume-lample"),
            ("Timothée Lacroix", "timothee-lacroix"),
            ("GPT-4.1 mini", "gpt-4.1-mini"),
            ("Qwen2.5", "qwen2.5"),
        ],
    )
    def test_slugs_are_readable(self, name: str, slug: str) -> None:
        assert ids.slug(name) == slug

    @given(names())
    def test_a_slug_is_a_legal_local_part(self, name: str) -> None:
        pyoxigraph = pytest.importorskip("pyoxigraph")
        slug = ids.slug(name)
        assert slug
        assert not slug.startswith(".")
        assert not set(slug) & set("/#?:<> ")
        assert pyoxigraph.NamedNode(ids.entity_iri("Company", name, base=BASE)).value.endswith(
            f"company/{slug}"
        )

    @few
    @given(facts(), st.sampled_from(["https://a.example/", "https://b.example/kg#"]))
    def test_statements_have_the_same_local_name_under_every_base(self, said: object, base: str) -> None:
        for claim in said.claims:  # type: ignore[attr-defined]
            moved = replace(
                claim,
                subject=base + ids.local(claim.subject, base=BASE),
                object=claim.object and base + ids.local(claim.object, base=BASE),
            )
            here = ids.statement_iri(claim.key, base=BASE)
            there = ids.statement_iri(moved.key, base=base)
            assert ids.local(here, base=BASE) == ids.local(there, base=base)


class TestEntity:
    @given(entities("Company"), entities("Company"), entities("Company"))
    def test_join_is_a_semilattice(self, a: Entity, b: Entity, c: Entity) -> None:
        b, c = replace(b, iri=a.iri), replace(c, iri=a.iri)
        assert a | b == b | a
        assert (a | b) | c == a | (b | c)
        assert a | a == a
        assert (a | b) | b == a | b

    @given(entities())
    def test_name_and_aliases_are_all_names(self, entity: Entity) -> None:
        assert {entity.name, *entity.aliases} >= set(entity.names)
        assert entity.name not in entity.aliases

    def test_the_longest_name_met_is_the_name(self) -> None:
        entity = Entity("x", ("Person",), ("Mark Zuckerberg", "Zuckerberg"))
        assert entity.name == "Mark Zuckerberg"
        assert replace(entity, label="M. Zuckerberg").name == "M. Zuckerberg"


class TestClaim:
    def test_numbers_and_words_are_different_claims(self) -> None:
        assert Claim("s", "price", value=5).key != Claim("s", "price", value="5").key

    def test_evidence_of_equal_claims_is_joined(self) -> None:
        one = Claim("s", "acquired", "o", evidence=(evidence("d2", 0.5),))
        two = Claim("s", "acquired", "o", evidence=(evidence("d1", 0.6), evidence("d2", 0.5)))
        assert (one | two).evidence == two.evidence
        assert one | two == two | one

    @pytest.mark.parametrize(
        ("places", "confidence"),
        [
            ([("d1", 0.8)], 0.8),
            ([("d1", 0.8), ("d1", 0.6)], 0.8),  # a document that repeats itself confirms nothing
            ([("d1", 0.8), ("d2", 0.5)], 0.9),
            ([("d1", 0.9), ("d2", 0.9), ("d3", 0.9)], 0.99),
        ],
    )
    def test_confidence_grows_with_documents_not_with_places(
        self, places: list[tuple[str, float]], confidence: float
    ) -> None:
        read = tuple(sorted({replace(evidence(d, c), rule=str(c)) for d, c in places}))
        assert Claim("s", "acquired", "o", evidence=read).confidence == confidence

    def test_only_plain_statements_are_asserted(self) -> None:
        assert Claim("s", "acquired", "o").asserted
        assert not Claim("s", "acquired", "o", negated=True).asserted
        assert not Claim("s", "acquired", "o", modality="rumoured").asserted


class TestGraph:
    @few
    @given(graphs(), graphs(), graphs())
    def test_join_is_a_semilattice(self, a: Graph, b: Graph, c: Graph) -> None:
        assert a | b == b | a
        assert list((a | b).claims) == sorted({*a.claims, *b.claims})
        assert (a | b) | c == a | (b | c)
        assert a | a == a

    @few
    @given(st.lists(facts(), max_size=3), st.randoms(use_true_random=False))
    def test_a_graph_is_the_union_of_its_documents(self, said: list[object], random: object) -> None:
        graph = assemble(said, base=BASE, ontology=ontology())  # type: ignore[arg-type]
        random.shuffle(said)  # type: ignore[attr-defined]
        joined = assemble([], base=BASE, ontology=ontology())
        for one in said:
            joined |= assemble([one], base=BASE, ontology=ontology())  # type: ignore[list-item]
        assert joined == graph

    def test_graphs_with_different_bases_do_not_join(self) -> None:
        with pytest.raises(ValueError, match="different bases"):
            Graph("https://a.example/", {}, {}, {}) | Graph("https://b.example/", {}, {}, {})


class TestDocument:
    @given(documents())
    def test_digest_is_that_of_the_text(self, document: Document) -> None:
        assert document.digest == hashlib.sha256(document.text.encode()).hexdigest()
        assert document.iri == f"{BASE}document/{document.digest[: ids.DIGEST_LENGTH]}"

    def test_a_stored_digest_stands_in_for_the_text(self) -> None:
        read = Document(iri="i", id="a", text="Meta", lang="de")
        stored = replace(read, text="", stored_digest=read.digest)
        assert stored.digest == read.digest
        empty = Graph(BASE, {}, {}, {})
        old, new = replace(empty, documents={"i": stored}), replace(empty, documents={"i": read})
        assert (old | new).documents["i"] == (new | old).documents["i"] == read

    @given(st.sampled_from(HOSTILE))
    def test_quotes_are_half_open_in_code_points(self, text: str) -> None:
        document = Document(iri="i", id="a", text=f"🦙{text}!", lang="en")
        assert document.quote(Span(1, 1 + len(text))) == text
