"""The lexicon: its tables are sound, and the committed Turtle is what they say."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph import ids
from kgraph.errors import OntologyError
from kgraph.ontology import LEXICON, parse

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "ontology" / "lexicon"
KG = "https://w3id.org/kgraph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

sys.path.insert(0, str(ROOT / "scripts"))
import build_lexicon  # noqa: E402
import extract_epoch  # noqa: E402
import lexicon_tables  # noqa: E402


@pytest.fixture(scope="module")
def curated():
    return lexicon_tables.read_entries(TABLES)


@pytest.fixture(scope="module")
def concepts():
    """The committed lexicon: local name -> local name of the predicate -> objects."""
    found = defaultdict(lambda: defaultdict(list))
    for subject, predicate, node in parse(ROOT / "ontology" / "lexicon.ttl"):
        if subject != f"{LEXICON}scheme":
            found[subject.removeprefix(LEXICON)][re.split("[#/]", predicate)[-1]].append(node)
    return found


def values(concept, predicate):
    return {n.value for n in concept[predicate]}


def entries(tmp_path, **tables):
    """Read tables made of `rows`; those not given are empty."""
    head = "\t".join(lexicon_tables.COLUMNS) + "\n"
    for table in lexicon_tables.TABLES:
        text = "".join(row + "\n" for row in tables.get(table, []))
        (tmp_path / f"{table}.tsv").write_text(head + text, encoding="utf-8")
    (tmp_path / "contexts.tsv").write_text("name\twords\nai\tKI|AI\n", encoding="utf-8")
    return lexicon_tables.read_entries(tmp_path)


# ---- the committed files --------------------------------------------------------------------------------------


def test_committed_files_are_what_the_tables_say():
    for path, text in build_lexicon.build(ROOT / "ontology").items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run scripts/build_lexicon.py"


def test_rdflib_and_pyoxigraph_read_the_same_concepts():
    path = ROOT / "ontology" / "given-names.ttl"
    assert sorted(parse(path, engine="rdflib")) == sorted(parse(path, engine="pyoxigraph"))
    path = ROOT / "ontology" / "lexicon.ttl"
    assert sorted(parse(path, engine="rdflib")) == sorted(parse(path, engine="pyoxigraph"))


def test_it_is_large_and_covers_every_kind(concepts):
    kinds = Counter(value for c in concepts.values() for value in values(c, "kind"))
    assert len(concepts) >= 1500
    assert set(kinds) == {KG + kind for kind in lexicon_tables.KINDS}
    assert min(kinds[KG + kind] for kind in ("Person", "Company", "Organization", "Model", "Product")) >= 400


def test_every_concept_has_one_kind_and_a_german_and_an_english_label(concepts):
    for local, concept in concepts.items():
        assert len(concept["kind"]) == 1, local
        assert sorted(n.lang for n in concept["prefLabel"]) == ["de", "en"], local
        assert not values(concept, "prefLabel") & values(concept, "altLabel"), local
        english = next(n.value for n in concept["prefLabel"] if n.lang == "en")
        kind = next(iter(values(concept, "kind"))).removeprefix(KG)
        assert local == f"{kind.lower()}-{ids.slug(english)}"


def test_makers_parents_and_families_are_concepts_of_the_right_kind(concepts):
    def kinds(iri):
        concept = concepts[iri.removeprefix(LEXICON)]
        return {k.removeprefix(KG) for k in values(concept, "kind") | values(concept, "secondKind")}

    for local, concept in concepts.items():
        for predicate in ("maker", "parent"):
            assert all(kinds(iri) & set(lexicon_tables.OWNERS) for iri in values(concept, predicate)), local
        assert all("Model" in kinds(iri) for iri in values(concept, "family")), local
        assert f"{LEXICON}{local}" not in {
            *values(concept, "maker"),
            *values(concept, "parent"),
            *values(concept, "family"),
        }


def test_a_name_of_two_concepts_is_ambiguous_in_both(concepts):
    bearers = defaultdict(set)
    for local, concept in concepts.items():
        for name in values(concept, "prefLabel") | values(concept, "altLabel"):
            bearers[ids.fold(name)].add(local)
    for name, found in bearers.items():
        if len(found) > 1:
            assert all(concepts[local]["ambiguous"] for local in found), name


def test_ambiguous_concepts_and_only_those_carry_context_words(concepts):
    for local, concept in concepts.items():
        assert bool(concept["ambiguous"]) == bool(concept["context"]), local


def test_no_doubtful_name_is_its_own_context(curated, concepts):
    for entry in curated:
        doubtful = [n.text for n in entry.names if n.ambiguous]
        words = values(concepts[entry.local], "context")
        assert not [(n, w) for n in doubtful for w in words if n.startswith(w)], entry.where


@pytest.mark.parametrize(
    "name", ["Meta", "Claude", "Gemini", "Mistral", "Apple", "Make", "X", "Cursor", "Llama", "Amazon", "Bard"]
)
def test_names_that_are_also_words_are_ambiguous(concepts, name):
    bearers = [
        c
        for c in concepts.values()
        if name in values(c, "prefLabel") | values(c, "altLabel") and c["ambiguous"]
    ]
    assert bearers


@pytest.mark.parametrize(
    ("local", "predicate", "value"),
    [
        ("model-llama-4-maverick", "family", "model-llama-4"),
        ("model-llama-4", "family", "model-llama"),
        ("model-llama-4-maverick", "maker", "company-meta"),
        ("lab-fundamental-ai-research", "parent", "company-meta"),
        ("model-gpt-4o-mini", "family", "model-gpt-4o"),
        ("model-deepseek-r1", "maker", "company-deepseek"),
        ("product-chatgpt", "maker", "company-openai"),
        ("lab-google-deepmind", "secondKind", "Company"),
        ("model-gemini", "secondKind", "Product"),
        ("lab-fundamental-ai-research", "altLabel", "FAIR"),
        ("place-munich", "prefLabel", "München"),
        ("person-yann-lecun", "altLabel", "LeCun"),
    ],
)
def test_what_an_editor_would_look_up(concepts, local, predicate, value):
    assert value in {v.removeprefix(LEXICON).removeprefix(KG) for v in values(concepts[local], predicate)}


def test_names_from_epoch_ai_say_so(concepts):
    sourced = [c for c in concepts.values() if c["source"]]
    assert len(sourced) > 100
    assert {v for c in sourced for v in values(c, "source")} == {lexicon_tables.EPOCH_SOURCE}
    assert all(c["maker"] for c in sourced)
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    head = (TABLES / "epoch-models.tsv").read_text(encoding="utf-8")
    for text in (notice, head):
        assert lexicon_tables.EPOCH_SOURCE in text
        assert "creativecommons.org/licenses/by/4.0" in text


def test_dropped_names_of_epoch_ai_are_in_the_extract():
    names = {
        cells[0]
        for _, cells in lexicon_tables.rows(TABLES / "epoch-models.tsv", lexicon_tables.EPOCH_COLUMNS)
    }
    assert {name for _, name in lexicon_tables.lines_of(TABLES / "epoch-dropped.txt")} <= names


def test_the_extract_is_what_the_source_gives(shared, tmp_path):
    source = shared / "corpora" / "gaz_epoch_ai_models" / "models.tsv"
    if not source.is_file():
        pytest.skip("../shared holds no table of Epoch AI's models")
    extract_epoch.write_epoch(source, tmp_path / "epoch.tsv")
    assert (tmp_path / "epoch.tsv").read_bytes() == (TABLES / "epoch-models.tsv").read_bytes()


def test_given_names_are_either_sure_or_doubtful():
    sets = defaultdict(set)
    for subject, _, node in parse(ROOT / "ontology" / "given-names.ttl"):
        sets[subject.removeprefix(KG)].add(node.value)
    assert {"Jürgen", "Timothée", "Yann", "Ilya", "Aravind"} <= sets["words-given-name"]
    assert {"Will", "Mark", "Claude"} <= sets["words-given-name-or-word"]
    assert not sets["words-given-name"] & sets["words-given-name-or-word"]
    assert "Meta" not in sets["words-given-name"]


# ---- how tables are read --------------------------------------------------------------------------------------


def test_a_row_becomes_a_concept(tmp_path):
    found = entries(
        tmp_path,
        companies=["Nexora\tNexora GmbH|Nexora-Konzern@de"],
        models=['Quark?\tQuark "one"@en\tNexora\t\tProduct\t%ai|Labor\tQuark-Speise', "Quark 2"],
    )
    text = build_lexicon.turtle(found)
    assert 'skos:altLabel "Nexora GmbH" , "Nexora-Konzern"@de .' in text
    assert "lex:model-quark a skos:Concept ;" in text
    assert 'skos:altLabel "Quark \\"one\\""@en ;' in text
    assert (
        'kg:context "AI" , "KI" , "Labor" , "Nexora" , "Nexora GmbH" , "Nexora-Konzern" , "Quark \\"one\\"" ;'
        in text
    )
    assert 'kg:avoid "Quark-Speise" .' in text
    quark_2 = text[text.index("lex:model-quark-2") :]
    assert "kg:maker lex:company-nexora ;" in quark_2
    assert "kg:family lex:model-quark ." in quark_2


def test_a_family_is_the_longest_name_of_the_same_house(tmp_path):
    found = entries(
        tmp_path,
        companies=["Nexora", "Other"],
        labs=["Nexora Lab\t\tNexora"],
        models=[
            "Q\t\tNexora",
            "Q 2\t\tNexora",
            "Q 2 mini\t\tNexora Lab",
            "Q 3\t\tOther",
            "Q 2 max\t\tNexora\t-",
        ],
    )
    assert build_lexicon.families(found) == {"model-q-2": "model-q", "model-q-2-mini": "model-q-2"}


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"companies": ["A One"], "products": ["a-one"]}, "two meanings"),
        ({"companies": ["A One?"], "products": ["A One"]}, "two meanings"),
        ({"products": ["Thing\t\tNobody"]}, "named 'Nobody'"),
        ({"models": ["Thing\t\t\tNo family"]}, "no model 'No family'"),
        ({"companies": ["A One\t\t\t\tFirm"]}, "second kind 'Firm'"),
        ({"companies": ["A One\t\t\t\t\tword"]}, "context words for a clear name"),
        ({"companies": ["Apple?\t\t\t\t\tApp"]}, "'App' is its own context"),
        ({"companies": ["A\t\t\t\t\t\t\tx"]}, "8 cells"),
        ({"companies": ["A One\tB||C"]}, "empty or repeated part"),
        ({"companies": ["A One \tB"]}, "white space"),
        ({"companies": ["Eins@de"]}, "labels"),
        ({"companies": ["A?\t\t\t\t\t%nothing"]}, "unknown %nothing"),
        ({"companies": ["A One", "A-One"]}, "company-a-one again"),
    ],
)
def test_mistakes_are_named_with_file_and_line(tmp_path, tables, message):
    with pytest.raises(OntologyError, match=re.escape(message)) as caught:
        build_lexicon.turtle(entries(tmp_path, **tables))
    assert re.fullmatch(r"\w+\.tsv:\d+", caught.value.where)


def test_a_name_may_have_two_meanings_where_both_are_marked(tmp_path):
    found = entries(tmp_path, companies=["Quark?"], products=["Quark?"])
    assert build_lexicon.turtle(found).count("kg:ambiguous true") == 2


def test_unsorted_given_names_are_refused(tmp_path):
    path = tmp_path / "given-names.txt"
    path.write_text("# names\nBea\nAda?\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="out of order"):
        build_lexicon.given_names(path)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_literals_are_read_back_as_they_were(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("literal") / "literal.ttl"
    path.write_text(f"<x:s> <x:p> {build_lexicon.literal(text, 'de')} .", encoding="utf-8", newline="\n")
    assert [node.value for _, _, node in parse(path)] == [text]


@given(st.permutations(["Q\t\tNexora", "Q 2\t\tNexora", "R?\t\tNexora"]))
def test_the_order_of_rows_does_not_matter(tmp_path_factory, models):
    folder = tmp_path_factory.mktemp("tables")
    again = tmp_path_factory.mktemp("sorted")
    text = build_lexicon.turtle(entries(folder, companies=["Nexora"], models=models))
    assert text == build_lexicon.turtle(entries(again, companies=["Nexora"], models=sorted(models)))
