"""The files of `ontology/` keep their own rules, and the loader reads them the same with either parser."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from kgraph import ontology, terms
from kgraph.errors import OntologyError

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "ontology"
KG = rdflib.Namespace(ontology.NAMESPACE)
PREFIXES = """@prefix kg: <https://w3id.org/kgraph/ontology#> .
@prefix lex: <https://w3id.org/kgraph/lexicon#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
BODY = {"Company", "Lab", "Organization"}
WORK = {"Model", "Product"}
# ../shared/annotation/GUIDELINES.md, restated: what may stand on either side of each relation.
ENDS = {
    "acquired": ({"Company"}, {"Company", "Lab", "Product"}),
    "availableOn": (WORK, {"Product", "Company"}),
    "basedOn": (WORK, {"Model"}),
    "competitorOf": ({"Company", "Lab", "Model", "Product"},) * 2,
    "contributedTo": ({"Person"}, WORK),
    "developedBy": (WORK | {"Benchmark", "Dataset"}, BODY | {"Person"}),
    "employedBy": ({"Person"}, BODY),
    "evaluatedOn": (WORK, {"Benchmark"}),
    "formerlyEmployedBy": ({"Person"}, BODY),
    "foundedBy": (BODY, {"Person"}),
    "investedIn": ({"Person", "Company", "Organization"}, {"Company", "Lab"}),
    "leads": ({"Person"}, BODY),
    "locatedIn": (BODY | {"Event"}, {"Place"}),
    "outperforms": (WORK | {"Company"},) * 2,
    "partOf": (BODY, BODY),
    "partnerOf": (BODY, BODY),
    "presentedAt": (WORK, {"Event"}),
    "successorOf": (WORK, WORK),
    "trainedOn": ({"Model"}, {"Dataset", "Product"}),
    "variantOf": ({"Model"}, {"Model"}),
}
DATATYPES = {
    "contextWindow": "integer", "foundingDate": "date", "fundingAmount": "amount", "headcount": "integer",
    "license": "word", "parameterCount": "integer", "price": "amount", "releaseDate": "date", "status": "word",
    "valuation": "amount",
}  # fmt: skip


@pytest.fixture(scope="module")
def core() -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / "kgraph.ttl", format="turtle")


def declared(core: rdflib.Graph) -> list[rdflib.URIRef]:
    return sorted({s for s in core.subjects(RDF.type) if isinstance(s, rdflib.URIRef) and s in KG})


def own_folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.ttl").write_text(PREFIXES + text, encoding="utf-8")
    return tmp_path


# ---- kgraph.ttl ----


def test_every_term_has_label_and_definition_in_both_languages_and_nothing_twice(core: rdflib.Graph) -> None:
    for term in declared(core):
        for predicate in (RDFS.label, SKOS.definition):
            languages = sorted(str(o.language) for o in core.objects(term, predicate))
            assert languages == ["de", "en"], f"{term} {predicate}"


def test_no_two_terms_share_a_label(core: rdflib.Graph) -> None:
    seen: dict[rdflib.term.Node, rdflib.URIRef] = {}
    for term in declared(core):
        for label in core.objects(term, RDFS.label):
            assert seen.setdefault(label, term) == term, f"{label} names {term} and {seen[label]}"


def test_texts_have_no_stray_white_space(core: rdflib.Graph) -> None:
    for o in core.objects():
        if isinstance(o, rdflib.Literal):
            assert str(o) == " ".join(str(o).split()), o


def test_the_header_says_what_it_is(core: rdflib.Graph) -> None:
    header = rdflib.URIRef("https://w3id.org/kgraph/ontology")
    assert (header, RDF.type, OWL.Ontology) in core
    dcterms = rdflib.DCTERMS
    for predicate in (OWL.versionIRI, OWL.versionInfo, dcterms.license, dcterms.creator):
        assert core.value(header, predicate), predicate
    assert {o.language for o in core.objects(header, dcterms.title)} == {"de", "en"}
    assert {o.language for o in core.objects(header, dcterms.description)} == {"de", "en"}
    vann = rdflib.Namespace("http://purl.org/vocab/vann/")
    assert str(core.value(header, vann.preferredNamespaceUri)) == ontology.NAMESPACE


def test_every_term_that_is_used_is_declared(core: rdflib.Graph) -> None:
    used = {t for triple in core for t in triple if isinstance(t, rdflib.URIRef) and t in KG}
    assert used <= set(declared(core))


def test_every_relation_is_its_own_inverse_or_has_one(core: rdflib.Graph) -> None:
    for relation in core.subjects(RDFS.subPropertyOf, KG.relation):
        symmetric = (relation, RDF.type, OWL.SymmetricProperty) in core
        inverses = list(core.subjects(OWL.inverseOf, relation))
        assert len(inverses) == (0 if symmetric else 1), relation
        assert all((inverse, RDFS.subPropertyOf, KG.relation) not in core for inverse in inverses)


def test_kinds_are_disjoint_except_that_bodies_may_overlap(core: rdflib.Graph) -> None:
    groups = []
    for axiom in core.subjects(RDF.type, OWL.AllDisjointClasses):
        members = list(core.items(core.value(axiom, OWL.members)))
        groups.append(
            [frozenset(core.items(u)) if (u := core.value(m, OWL.unionOf)) else {m} for m in members]
        )
    kinds = next(g for g in groups if any(KG.Person in part for part in g))
    assert {str(k).split("#")[1] for part in kinds for k in part} == set(ontology.load(FOLDER).kinds)
    assert [len(part) for part in kinds if len(part) > 1] == [3]
    assert next(part for part in kinds if len(part) == 3) == {KG[name] for name in BODY}


def test_properties_of_statements_keep_to_owl_2_dl(core: rdflib.Graph) -> None:
    roles = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Class)
    for term in declared(core):
        assert sum((term, RDF.type, role) in core for role in roles) <= 1, f"{term} plays two roles"
    # A property whose values are properties or classes can only be an annotation property.
    for name in (
        "predicate",
        "kind",
        "secondKind",
        "pattern",
        "cue",
        "word",
        "colour",
        "shape",
        "literalKind",
    ):
        assert (KG[name], RDF.type, OWL.AnnotationProperty) in core


def test_terms_module_is_up_to_date() -> None:
    script = ROOT / "scripts" / "generate_terms.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert terms.NAMESPACE == ontology.NAMESPACE
    assert (terms.FOUNDED_BY, terms.PERSON, terms.MODALITY) == ("foundedBy", "Person", "modality")


def test_alignments_are_about_declared_terms_and_never_claim_equivalence(core: rdflib.Graph) -> None:
    alignments = rdflib.Graph().parse(FOLDER / "alignments.ttl", format="turtle")
    header = rdflib.URIRef("https://w3id.org/kgraph/alignments")
    predicates = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    assert len(alignments) > 100
    for s, p, o in alignments:
        if s != header:
            assert s in declared(core), s
            assert p in predicates, p
            assert o not in KG, f"{s} is aligned with our own {o}"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttl")), ids=lambda p: p.name)
def test_every_file_is_strict_turtle_without_relative_iris(path: Path) -> None:
    triples = list(ontology.parse(path))
    assert triples
    assert all(re.match(r"(https?://|_:)", s) for s, _, _ in triples)


# ---- the loader ----


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttl")), ids=lambda p: p.name)
def test_both_parsers_read_the_same(path: Path) -> None:
    pytest.importorskip("pyoxigraph")

    def read(engine: str) -> set[tuple[str, str, ontology.Node]]:
        def named(text: str) -> str:
            return "_:" if text.startswith("_:") else text

        return {
            (named(s), p, ontology.Node(named(o.value), o.lang, o.datatype))
            for s, p, o in ontology.parse(path, engine=engine)
        }

    assert read("pyoxigraph") == read("rdflib")


def test_views_hold_the_vocabulary_of_the_guidelines() -> None:
    loaded = ontology.load(FOLDER)
    assert list(loaded.kinds) == sorted(BODY | WORK | {"Person", "Benchmark", "Dataset", "Event", "Place"})
    assert all(kind.parent == "Entity" for kind in loaded.kinds.values())
    assert {name: (set(p.domain), set(p.range)) for name, p in loaded.relations.items()} == ENDS
    assert [n for n, p in loaded.relations.items() if p.symmetric] == ["competitorOf", "partnerOf"]
    assert {name: p.datatype for name, p in loaded.attributes.items()} == DATATYPES
    assert loaded.attributes["status"].domain == WORK | {"Benchmark", "Dataset"}
    assert loaded.relations["foundedBy"].labels == {"de": "gegründet von", "en": "founded by"}


def test_each_kind_looks_different_on_the_page() -> None:
    kinds = ontology.load(FOLDER).kinds.values()
    assert len({k.colour for k in kinds}) == len(kinds)
    assert all(re.fullmatch(r"#[0-9A-F]{6}", k.colour) for k in kinds)
    assert {k.shape for k in kinds} <= {
        "dot",
        "square",
        "diamond",
        "triangle",
        "triangleDown",
        "star",
        "hexagon",
    }


def test_the_shipped_folder_is_the_default_and_is_read_once() -> None:
    assert ontology.folder() == FOLDER
    assert ontology.load() is ontology.load(FOLDER)


def test_a_folder_without_core_adds_to_the_shipped_ontology(tmp_path: Path) -> None:
    own = own_folder(
        tmp_path,
        lexicon="""lex:lab-x a skos:Concept ; kg:kind kg:Lab ; kg:secondKind kg:Company ;
            skos:prefLabel "X-Labor"@de , "X Lab"@en ; skos:altLabel "XL" ; kg:parent lex:company-y ;
            kg:ambiguous true ; kg:context "KI" , "AI" ; kg:avoid "X-Laborant" .""",
        mine="""kg:words-leave kg:word "geht"@de , "quits"@en , "exit" . kg:Denied kg:cue "kein"@de .
            kg:Rumoured kg:cue "wohl"@de .
            kg:leads kg:pattern "<S> führt <O>"@de , "<S> heads <O> # 0.7"@en .
            kg:Law a owl:Class ; rdfs:subClassOf kg:Entity ; rdfs:label "Gesetz"@de , "law"@en ;
                skos:definition "Ein Gesetz."@de , "A law."@en ; kg:colour "#000000" ; kg:shape "box" .""",
    )
    base, loaded = ontology.load(), ontology.load(own)
    assert loaded.concepts[f"{ontology.LEXICON}lab-x"] == ontology.Concept(
        iri=f"{ontology.LEXICON}lab-x",
        kinds=("Lab", "Company"),
        label="X Lab",
        names=("X Lab", "X-Labor", "XL"),
        maker="",
        parent=f"{ontology.LEXICON}company-y",
        family="",
        ambiguous=True,
        contexts=("AI", "KI"),
        avoid=("X-Laborant",),
    )
    assert {("", "exit"), ("de", "geht"), ("en", "quits")} <= set(loaded.words["leave"])
    assert set(loaded.patterns) - set(base.patterns) == {
        ontology.Pattern("leads", "de", "<S> führt <O>", ontology.DEFAULT_CONFIDENCE),
        ontology.Pattern("leads", "en", "<S> heads <O>", 0.7),
    }
    assert {ontology.Cue("negated", "de", "kein"), ontology.Cue("rumoured", "de", "wohl")} <= set(loaded.cues)
    assert set(loaded.kinds) - set(base.kinds) == {"Law"}


def test_a_folder_with_core_stands_alone_and_optional_files_may_be_missing(tmp_path: Path) -> None:
    (tmp_path / "kgraph.ttl").write_text(
        (FOLDER / "kgraph.ttl").read_text(encoding="utf-8"), encoding="utf-8"
    )
    loaded = ontology.load(tmp_path)
    assert (loaded.concepts, loaded.patterns, loaded.cues, loaded.words) == ({}, (), (), {})
    assert loaded.kinds == ontology.load().kinds


def test_given_names_say_which_are_beyond_doubt(tmp_path: Path) -> None:
    own = own_folder(
        tmp_path, names='kg:words-given-name kg:word "Zyxa" . kg:words-given-name-or-word kg:word "Zwill" .'
    )
    names = ontology.load(own).given_names
    assert (names["Zyxa"], names["Zwill"]) == (True, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('kg:nothing kg:pattern "<S>"@de .', "pattern '<S>' of kg:nothing"),
        ('kg:leads kg:pattern "<S> <O> # often"@de .', "its confidence is a number"),
        ('kg:leads kg:pattern "<S> <O> # 1.5"@de .', "its confidence is a number"),
        ("lex:a kg:kind kg:Company .", "lex"),
        ('lex:a kg:kind kg:Firm ; skos:prefLabel "A"@en .', "has the kind Firm"),
        ('kg:x rdfs:subPropertyOf kg:relation ; rdfs:label "x"@de .', "kg:x has no label @en"),
        ('kg:x rdfs:subPropertyOf kg:attribute ; rdfs:label "x"@de , "x"@en .', "kg:x has no kg:literalKind"),
    ],
)
def test_what_breaks_the_rules_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        ontology.load(own_folder(tmp_path, mine=text))


@pytest.mark.parametrize("engine", ["pyoxigraph", "rdflib"])
@pytest.mark.parametrize(
    ("data", "place"),
    [(b"kg:a kg:b kg:c .", ":1:1: "), (b"@prefix kg: <x:> .\n\nkg:a kg:b \n  kg:c kg:d .", ":4:8: ")],
)
def test_malformed_files_are_named_with_line_and_column(
    tmp_path: Path, engine: str, data: bytes, place: str
) -> None:
    pytest.importorskip(engine)
    path = tmp_path / "bad.ttl"
    path.write_bytes(data)
    with pytest.raises(OntologyError, match="not Turtle") as caught:
        list(ontology.parse(path, engine=engine))
    assert str(caught.value).startswith(f"{path}{place}")


@pytest.mark.parametrize("engine", ["pyoxigraph", "rdflib"])
def test_a_file_in_another_encoding_is_named(tmp_path: Path, engine: str) -> None:
    pytest.importorskip(engine)
    path = tmp_path / "latin.ttl"
    path.write_bytes('<x:a> <x:b> "gegründet" .'.encode("latin-1"))
    with pytest.raises(OntologyError, match="UTF-8"):
        list(ontology.parse(path, engine=engine))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no such folder"):
        ontology.load(tmp_path / "nowhere")


def test_loading_does_not_need_rdflib_where_pyoxigraph_is() -> None:
    pytest.importorskip("pyoxigraph")
    code = "import sys; from kgraph import ontology; ontology.load(); sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
