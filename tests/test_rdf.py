"""The Turtle is the same everywhere, says the same to every reader, and comes back as it went out."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgraph import ids
from kgraph.assemble import assemble
from kgraph.errors import GraphError, SettingsError
from kgraph.export import rdf, turtle
from kgraph.export.triples import PREFIXES, triples
from strategies import BASE, HOSTILE, facts, few, graphs, ontology, said, texts, urls

if TYPE_CHECKING:
    import random

    from kgraph.model import Graph

ox = pytest.importorskip("pyoxigraph")
rdflib = pytest.importorskip("rdflib")

KG = PREFIXES["kg"]
COMPANIES = {"Meta": "Company", "Manus": "Company"}
XSD = turtle.XSD

Terms = set[tuple[str, str, tuple[str, str, str]]]


def text_of(graph: Graph) -> str:
    return rdf.to_turtle(graph, ontology=ontology())


def union(*said_by: object) -> Graph:
    return assemble(said_by, base=BASE, ontology=ontology())  # type: ignore[arg-type]


def with_oxigraph(text: str | bytes, form: str = "TURTLE") -> Terms:
    found = set()
    for s, p, o, *_ in ox.parse(text, format=getattr(ox.RdfFormat, form)):
        assert isinstance(s, ox.NamedNode)
        node = (
            (o.value, o.language or "", o.datatype.value)
            if isinstance(o, ox.Literal)
            else (f"<{o.value}>", "", "")
        )
        found.add((s.value, p.value, node))
    return found


class Complaints(logging.Handler):
    """Collects what rdflib logs, such as literals that do not fit their datatype."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def with_rdflib(text: str, form: str = "turtle") -> Terms:
    complaints = Complaints()
    logger = logging.getLogger("rdflib")
    logger.addHandler(complaints)
    try:
        found = terms_of(rdflib.Graph().parse(data=text, format=form))
    finally:
        logger.removeHandler(complaints)
    assert complaints.messages == []
    return found


def terms_of(graph: rdflib.Graph) -> Terms:
    found = set()
    for s, p, o in graph:
        assert isinstance(s, rdflib.URIRef)
        if isinstance(o, rdflib.Literal):
            lang = o.language or ""
            datatype = o.datatype or (rdflib.RDF.langString if lang else rdflib.XSD.string)
            found.add((str(s), str(p), (str(o), lang, str(datatype))))
        else:
            found.add((str(s), str(p), (f"<{o}>", "", "")))
    return found


def with_rapper(text: str) -> Terms:
    command = [
        "rapper",
        "--quiet",
        "--input",
        "turtle",
        "--output",
        "ntriples",
        "-",
        "https://elsewhere.example/",
    ]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return with_oxigraph(done.stdout, "N_TRIPLES")


class TestReaders:
    @few
    @given(graphs())
    def test_oxigraph_reads_what_was_meant(self, graph: Graph) -> None:
        meant = "".join(f"{s} {p} {o} .\n" for s, p, o in triples(graph, ontology=ontology()))
        assert with_oxigraph(text_of(graph)) == with_oxigraph(meant, "N_TRIPLES")

    @few
    @given(graphs())
    def test_rdflib_reads_the_same_without_a_warning(self, graph: Graph) -> None:
        text = text_of(graph)
        assert with_rdflib(text) == with_oxigraph(text)

    @few
    @given(graphs())
    @pytest.mark.skipif(not shutil.which("rapper"), reason="rapper is not installed (Debian: raptor2-utils)")
    def test_rapper_reads_the_same_without_a_warning(self, graph: Graph) -> None:
        text = text_of(graph)
        assert with_rapper(text) == with_oxigraph(text)

    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_hostile_text_arrives_unchanged(self, hostile: str) -> None:
        text = turtle.write([("<x:s>", "<x:p>", turtle.literal(hostile))], base="", prefixes={})
        ((_, _, (read, _, _)),) = with_oxigraph(text)
        unspeakable = str.maketrans(dict.fromkeys("\x00\ufffe\uffff", "\ufffd"))
        assert read == hostile.translate(unspeakable)
        assert len(read) == len(hostile)
        assert with_rdflib(text) == with_oxigraph(text)

    @given(texts())
    def test_a_literal_is_one_visible_line(self, text: str) -> None:
        term = turtle.literal(text)
        assert len(term.splitlines()) == 1
        assert not set(term) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")

    @pytest.mark.parametrize(
        "base",
        ["https://example.org/", "https://example.org/kg#", "urn:kg:", "https://example.org/a?b=/", BASE],
    )
    def test_every_base_gives_whole_names(self, base: str) -> None:
        term = f"<{base}company/meta>"
        text = turtle.write([(f"<{base}>", turtle.RDF_TYPE, term)], base=base, prefixes={})
        assert with_oxigraph(text) == {(base, turtle.RDF_TYPE[1:-1], (term, "", ""))} == with_rdflib(text)

    @pytest.mark.parametrize(
        "name", ["gpt-4.1", "4o", "grüße", "a.", "-a", "_a", "a:b", "a%20b", "ａ", "日本", ""]
    )
    def test_names_are_shortened_only_where_every_reader_agrees(self, name: str) -> None:
        text = turtle.write([("<x:s>", "<x:p>", f"<x:n#{name}>")], base="", prefixes={"n": "x:n#"})
        assert with_oxigraph(text) == with_rdflib(text) == {("x:s", "x:p", (f"<x:n#{name}>", "", ""))}
        if shutil.which("rapper"):
            assert with_rapper(text) == with_oxigraph(text)


class TestSameBytes:
    @few
    @given(st.lists(facts(), max_size=4), st.randoms(use_true_random=False))
    def test_order_of_documents_does_not_matter(self, said_by: list[object], shuffle: random.Random) -> None:
        before = text_of(union(*said_by))
        shuffle.shuffle(said_by)
        assert text_of(union(*said_by)) == before

    @given(graphs(), st.randoms(use_true_random=False))
    @few
    def test_order_of_triples_does_not_matter(self, graph: Graph, shuffle: random.Random) -> None:
        rows = sorted(triples(graph, ontology=ontology()))
        shuffle.shuffle(rows)
        assert turtle.write(rows, base=BASE, prefixes=PREFIXES) == text_of(graph)

    @pytest.mark.parametrize("form", rdf.FORMATS)
    def test_another_hash_seed_does_not_matter(self, form: str) -> None:
        program = f"import test_rdf as t; print(t.rdf.to_format(t.sample(), {form!r}, ontology=t.ontology()))"

        def run(seed: str) -> str:
            environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
            return subprocess.run(
                [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
            ).stdout

        assert run("1") == run("2") != ""

    def test_one_fact_more_is_its_lines_more(self) -> None:
        names = {**COMPANIES, "Monica": "Company"}
        small = text_of(union(said("x", names, ("Meta", "acquired", "Manus"))))
        large = text_of(
            union(said("x", names, ("Meta", "acquired", "Manus"), ("Meta", "acquired", "Monica")))
        )
        lost = set(small.splitlines()) - set(large.splitlines())
        assert [line.split()[0] for line in lost] == ["void:triples"]


def sample() -> Graph:
    """Two hostile documents that say a bit of everything."""
    names = {**COMPANIES, "Llama 4": "Model", '<img src="x">\n\u202e': "Person"}
    return union(
        said(
            'Er sagte: "Meta\\nkauft" <Manus>.\n',
            names,
            ("Meta", "acquired", "Manus"),
            ("Llama 4", "releaseDate", "2025-04-05"),
            ("Llama 4", "contextWindow", 10_000_000),
            ("Llama 4", "price", "0.50 USD"),
            ("Llama 4", "license", "open-weights"),
        ),
        said(
            "Meta prüft Manus\x07.", names, ("Meta", "acquired", "Manus"), modality="rumoured", start="2025"
        ),
        said("Meta dementiert.", names, ("Meta", "partnerOf", "Manus"), negated=True),
    )


class TestForm:
    def test_it_is_sorted_and_ends_in_one_line_end(self) -> None:
        text = text_of(sample())
        assert text.endswith(" .\n")
        assert "\r" not in text
        blocks = text.split("\n\n")[1:]
        assert blocks[0].startswith("<> a ")
        subjects = [block.split(" ", 1)[0] for block in blocks]
        assert all(a < b for a, b in pairwise(s.replace("<>", "<") for s in subjects))
        assert all(block.split(" ", 2)[1] == "a" for block in blocks)

    def test_only_used_prefixes_are_declared(self) -> None:
        text = text_of(union())
        declared = [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")]
        assert declared == ["dcat:", "dcterms:", "void:"] == sorted(declared)

    def test_there_are_no_blank_nodes(self) -> None:
        for _, _, o, *_ in ox.parse(text_of(sample()), format=ox.RdfFormat.TURTLE):
            assert not isinstance(o, ox.BlankNode)

    def test_the_header_counts_the_triples(self) -> None:
        read = with_oxigraph(text_of(sample()))
        counted = {o[0] for s, p, o in read if s == BASE and p.endswith("void#triples")}
        assert counted == {str(len(read))}

    def test_literals_have_the_types_of_the_ontology(self) -> None:
        read = with_oxigraph(text_of(sample()))
        llama = ids.entity_iri("Model", "Llama 4", base=BASE)
        found = {
            p.removeprefix(KG): (o[0], o[2].removeprefix(XSD)) for s, p, o in read if s == llama and KG in p
        }
        assert found == {
            "contextWindow": ("10000000", "integer"),
            "license": ("open-weights", "string"),
            "price": ("0.50 USD", "string"),
            "releaseDate": ("2025-04-05", "date"),
        }
        assert {o[0] for _, p, o in read if p == f"{KG}amount"} == {"0.5"}
        assert {o[0] for _, p, o in read if p == f"{KG}currency"} == {"USD"}

    @pytest.mark.parametrize(
        ("text", "datatype"),
        [
            ("2025", "gYear"),
            ("2025-04", "gYearMonth"),
            ("2024-02-29", "date"),
            ("2025-02-29", "string"),
            ("2025-13", "string"),
            ("0000", "string"),
            ("bald", "string"),
        ],
    )
    def test_dates_are_as_exact_as_the_text(self, text: str, datatype: str) -> None:
        graph = union(said("x", {"Llama 4": "Model"}, ("Llama 4", "releaseDate", text)))
        read = with_oxigraph(text_of(graph))
        assert {o for _, p, o in read if p == f"{KG}releaseDate"} == {(text, "", f"{XSD}{datatype}")}

    def test_quotes_are_tagged_with_the_language_of_their_document(self) -> None:
        read = with_oxigraph(text_of(sample()))
        assert {o[1] for _, p, o in read if p.endswith("oa#exact")} == {"de"}


class TestStatements:
    @few
    @given(graphs())
    def test_a_direct_triple_stands_exactly_for_an_asserted_claim(self, graph: Graph) -> None:
        read = with_oxigraph(text_of(graph))
        properties: dict[str, dict[str, tuple[str, str, str]]] = {}
        for s, p, o in read:
            if p.startswith(KG):
                properties.setdefault(s, {})[p.removeprefix(KG)] = o
        asserted = set()
        for said_of in properties.values():
            if "subject" not in said_of or said_of["negated"][0] == "true":
                continue
            if said_of["modality"][0] == f"<{KG}Asserted>":
                end = said_of.get("object") or said_of["literalValue"]
                asserted.add((said_of["subject"][0][1:-1], said_of["predicate"][0][1:-1], end))
        known = {KG + p for p in (*ontology().relations, *ontology().attributes)}
        assert {t for t in read if t[1] in known} == asserted

    @few
    @given(graphs())
    def test_every_statement_has_evidence_in_a_document(self, graph: Graph) -> None:
        read = with_oxigraph(text_of(graph))
        kinds: dict[str, set[str]] = {}
        for s, p, o in read:
            if p == turtle.RDF_TYPE[1:-1]:
                kinds.setdefault(o[0][1:-1].removeprefix(KG), set()).add(s)
        supported = {s: o[0][1:-1] for s, p, o in read if p == f"{KG}supportedBy"}
        sources = {s: o[0][1:-1] for s, p, o in read if p.endswith("oa#hasSource")}
        assert set(supported) == kinds.get("Statement", set())
        assert set(sources) == kinds.get("Evidence", set()) >= set(supported.values())
        assert set(sources.values()) <= kinds.get("Document", set())
        assert len(kinds.get("Statement", ())) == len(graph.claims)


class TestAddresses:
    @given(urls())
    def test_encoding_twice_changes_nothing(self, url: str) -> None:
        term = turtle.web_address(url)
        again = turtle.web_address(term[1:-1]) if term.startswith("<") else term
        assert again == term

    @given(urls())
    @example("https://example.org/" + "".join(HOSTILE))
    def test_iris_are_legal_and_of_the_web(self, url: str) -> None:
        term = turtle.web_address(url)
        if term.startswith("<"):
            assert term.startswith(("<http://", "<https://"))
            assert ox.NamedNode(term[1:-1]).value == term[1:-1]

    @pytest.mark.parametrize(
        ("url", "term"),
        [
            ("https://example.org/a b", "<https://example.org/a%20b>"),
            ("https://example.org/ü?q=ö#ä", "<https://example.org/%C3%BC?q=%C3%B6#%C3%A4>"),
            ("https://example.org/%C3%BC", "<https://example.org/%C3%BC>"),
            ("https://example.org/100%", "<https://example.org/100%25>"),
            ("https://example.org:8080/?a=b&c=d", "<https://example.org:8080/?a=b&c=d>"),
            ("javascript:alert(1)", '"javascript:alert(1)"'),
            ('data:text/html,"x"', '"data:text/html,\\"x\\""'),
            ("../article.html", '"../article.html"'),
        ],
    )
    def test_examples(self, url: str, term: str) -> None:
        assert turtle.web_address(url) == term


class TestLoad:
    @few
    @given(graphs())
    def test_round_trip(self, graph: Graph) -> None:
        text = text_of(graph)
        assert text_of(rdf.load(text)) == text

    @few
    @given(graphs())
    def test_claims_come_back_with_their_keys_and_confidence(self, graph: Graph) -> None:
        loaded = rdf.load(text_of(graph))
        assert list(loaded.claims) == list(graph.claims)
        assert list(loaded.entities) == list(graph.entities)
        assert [e.kinds for e in loaded.entities.values()] == [e.kinds for e in graph.entities.values()]
        for key, claim in loaded.claims.items():
            assert claim.key == key
            assert claim.confidence == graph.claims[key].confidence

    def test_a_file_is_read_the_same_with_rdflib(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "graph.ttl"
        file.write_text(text_of(sample()), encoding="utf-8")
        with_pyoxigraph = rdf.load(file)
        monkeypatch.setitem(sys.modules, "pyoxigraph", None)
        assert rdf.load(file) == with_pyoxigraph
        assert text_of(rdf.load(file)) == file.read_text(encoding="utf-8")

    def test_documents_keep_their_digest(self) -> None:
        graph = sample()
        loaded = rdf.load(text_of(graph))
        assert {d.text for d in loaded.documents.values()} == {""}
        assert [d.digest for d in loaded.documents.values()] == [d.digest for d in graph.documents.values()]

    def test_what_somebody_adds_is_passed_over(self) -> None:
        text = text_of(sample())
        more = text + "\n<company/meta> <https://example.org/rating> 5 ; <https://example.org/x> [] .\n"
        assert text_of(rdf.load(more)) == text

    @pytest.mark.parametrize("engine", ["pyoxigraph", "rdflib"])
    def test_no_turtle_is_refused_with_line_and_column(
        self, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if engine == "rdflib":
            monkeypatch.setitem(sys.modules, "pyoxigraph", None)
        file = tmp_path / "article.txt"
        file.write_text("@prefix kg: <https://w3id.org/kgraph/ontology#> .\nkg:a kg:b\n  oops kg:c .\n")
        with pytest.raises(GraphError) as caught:
            rdf.load(file)
        assert caught.value.where.startswith(f"{file}:3:")
        assert caught.value.where.removeprefix(f"{file}:3:").isdigit()
        assert "not Turtle" in caught.value.what
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("engine", ["pyoxigraph", "rdflib"])
    @pytest.mark.parametrize("text", ['<x:a> <x:b> "c', "<x:a> <x:b", "hallo welt", "<x:a> <x:b> 1", "{"])
    def test_no_turtle_never_gives_another_error(
        self, engine: str, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if engine == "rdflib":
            monkeypatch.setitem(sys.modules, "pyoxigraph", None)
        with pytest.raises(GraphError, match="not Turtle"):
            rdf.load(text)

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"\xff\xfe", "0xff at 0"),
            (b"<http://example.org/a> <http://example.org/b> 1 .", "no data set"),
            (b"", "no data set"),
        ],
    )
    def test_other_files_are_refused(self, content: bytes, what: str, tmp_path: Path) -> None:
        file = tmp_path / "graph.ttl"
        file.write_bytes(content)
        with pytest.raises(GraphError, match=what) as caught:
            rdf.load(file)
        assert str(file) in str(caught.value)
        assert caught.value.hint

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(GraphError, match="No such file"):
            rdf.load(tmp_path / "none.ttl")

    @pytest.mark.parametrize(
        ("line", "what"),
        [
            ("    kg:subject ", "has no kg:subject"),
            ("    kg:modality ", "has no kg:modality"),
            ("    oa:start ", "has no oa:start"),
            ("    dcterms:language ", "has no dcterms:language"),
            ("    kg:textDigest ", "has no kg:textDigest"),
        ],
    )
    def test_a_part_that_is_missing_is_named(self, line: str, what: str) -> None:
        kept = [one for one in text_of(sample()).splitlines() if not one.startswith(line)]
        with pytest.raises(GraphError, match=what):
            rdf.load("\n".join(kept))


class TestOtherFormats:
    @few
    @given(graphs())
    def test_json_ld_says_the_same(self, graph: Graph) -> None:
        meant = with_oxigraph(text_of(graph))
        text = rdf.to_format(graph, "jsonld", ontology=ontology())
        assert with_oxigraph(text, "JSON_LD") == meant
        assert with_rdflib(text, "json-ld") == meant

    @few
    @given(graphs())
    def test_n_triples_say_the_same(self, graph: Graph) -> None:
        text = rdf.to_format(graph, "nt", ontology=ontology())
        assert with_oxigraph(text, "N_TRIPLES") == with_oxigraph(text_of(graph))
        assert text.splitlines() == sorted(text.splitlines())

    @few
    @given(graphs())
    def test_rdf_xml_says_the_same_but_for_control_characters(self, graph: Graph) -> None:
        text = rdf.to_format(graph, "xml", ontology=ontology())
        controls = str.maketrans({chr(n): "\ufffd" for n in range(32) if chr(n) not in "\t\n\r"})
        meant = {(s, p, (o[0].translate(controls), *o[1:])) for s, p, o in with_oxigraph(text_of(graph))}
        assert with_oxigraph(text, "RDF_XML") == meant
        assert with_rdflib(text, "xml") == meant

    def test_rdflib_gets_the_same_triples_and_prefixes(self) -> None:
        graph = rdf.to_rdflib(sample(), ontology=ontology())
        assert terms_of(graph) == with_oxigraph(text_of(sample()))
        assert dict(graph.namespaces())["kg"] == rdflib.URIRef(KG)

    def test_an_unknown_format_is_refused_by_name(self) -> None:
        with pytest.raises(SettingsError, match="known: turtle, nt, jsonld, xml"):
            rdf.to_format(sample(), "hdt", ontology=ontology())
