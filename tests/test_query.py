"""SPARQL over a graph file: the same rows from both engines, errors that say where, results in every format."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph import ids, query
from kgraph.errors import GraphError, OntologyError, QueryError, SettingsError
from kgraph.ontology import Node
from kgraph.query.engines import XSD

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "data" / "sample.ttl"
ENGINES = query.ENGINES
BASE = ids.DEFAULT_BASE
QUESTIONS = query.named_questions(ROOT / "ontology")

# What each named question, with its defaults, finds first in the sample.
FIRST_ROWS = {
    "about": ("Andreessen Horowitz", "investedIn", "Mistral AI", "asserted", "false", "0.9"),
    "competitors": ("Mistral AI", "1"),
    "confirmed": ("Joelle Pineau", "formerlyEmployedBy", "Meta", "2", "0.99"),
    "connection": ("2", "Joelle Pineau –formerlyEmployedBy→ Meta ←formerlyEmployedBy– Guillaume Lample"),
    "contradictions": (),
    "denied": ("Meta", "acquired", "Perplexity", "Meta will Perplexity nicht kaufen."),
    "documents": ("deepseek.txt", "DeepSeek R1 shakes the field", "en", "2025", "12"),
    "founded": ("Arthur Mensch", "Mistral AI", "2023"),
    "hubs": ("Llama 4", "Model", "10"),
    "investors": ("Nvidia", "2", "EUR", "600000000"),
    "left": ("Guillaume Lample", "", "founderOf", "Mistral AI"),
    "models": ("Behemoth", "Meta", "", "", "2000000000000"),
    "outperforms": ("DeepSeek R1", "Llama 4", "LMArena", "asserted"),
    "people": ("Arthur Mensch", "founderOf", "Mistral AI"),
    "planned": ("OpenAI", "acquired", "Windsurf"),
    "rumours": ("Behemoth", "status", "delayed", "false", "0.6"),
    "successors": ("Llama 4", "Llama 3", "2025-04-05"),
    "timeline": ("2025-04-05", "Llama 4", "releaseDate", "2025-04-05", "asserted"),
}


@pytest.fixture(scope="module", params=ENGINES)
def graph(request: pytest.FixtureRequest) -> query.GraphFile:
    """The sample, in each of the engines."""
    pytest.importorskip(request.param)
    return query.open_graph(SAMPLE, engine=request.param)


@pytest.fixture(scope="module")
def both() -> list[query.GraphFile]:
    pytest.importorskip("pyoxigraph")
    return [query.open_graph(SAMPLE, engine=engine) for engine in ENGINES]


def rows(result: query.Result) -> list[tuple[str, ...]]:
    return [tuple(node.value if node else "" for node in row) for row in result.rows]


# ---- named questions ----


def test_every_named_question_is_expected_here() -> None:
    assert sorted(QUESTIONS) == sorted(FIRST_ROWS)
    assert len(QUESTIONS) >= 12


@pytest.mark.parametrize("name", sorted(FIRST_ROWS))
def test_a_named_question_finds_what_the_sample_says(name: str, graph: query.GraphFile) -> None:
    found = rows(query.run(graph, QUESTIONS[name].query()))
    first = found[0][: len(FIRST_ROWS[name])] if found else ()
    assert first == FIRST_ROWS[name]


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_named_question_gives_the_same_bytes_from_both_engines(
    name: str, both: list[query.GraphFile]
) -> None:
    one, two = (query.to_json(query.run(g, QUESTIONS[name].query())) for g in both)
    assert one == two


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_named_question_runs_as_it_is_in_any_engine(name: str) -> None:
    ox = pytest.importorskip("pyoxigraph")
    list(ox.Store().query(QUESTIONS[name].text))


def test_parameters_change_what_is_asked(graph: query.GraphFile) -> None:
    people = QUESTIONS["people"]
    assert (dict(people.defaults), list(people.parameters)) == ({"org": "Mistral AI"}, ["org"])
    assert rows(query.run(graph, people.query(org="facebook-konzern"))) == [
        ("Joelle Pineau", "leads", "FAIR"),
        ("Mark Zuckerberg", "leads", "Meta"),
    ]


def test_a_connection_that_is_there_only_over_four_steps_is_found(graph: query.GraphFile) -> None:
    asked = QUESTIONS["connection"].query(**{"from": "Andreessen Horowitz", "to": "FAIR"})
    assert rows(query.run(graph, asked)) == [
        (
            "4",
            "Andreessen Horowitz –investedIn→ Mistral AI –foundedBy→ Guillaume Lample "
            "–formerlyEmployedBy→ Meta ←partOf– FAIR",
        )
    ]


@pytest.mark.parametrize("name", sorted(n for n, q in QUESTIONS.items() if q.parameters))
def test_a_question_about_what_is_not_there_finds_nothing(name: str, graph: query.GraphFile) -> None:
    for parameter in QUESTIONS[name].parameters:
        assert query.run(graph, QUESTIONS[name].query(**{parameter: "Nobody"})).rows == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_an_empty_graph_answers_every_question_with_nothing(engine: str) -> None:
    pytest.importorskip(engine)
    empty = query.parse_graph("", engine=engine)
    assert [n for n, q in QUESTIONS.items() if query.run(empty, q.query()).rows] == []


def test_a_thing_is_not_connected_with_itself_in_no_steps(graph: query.GraphFile) -> None:
    asked = QUESTIONS["connection"].query(**{"from": "Joelle Pineau", "to": "Joelle Pineau"})
    assert [r[0] for r in rows(query.run(graph, asked))] == ["2"]


@given(st.text())
def test_a_parameter_is_text_and_never_query(value: str) -> None:
    graph = query.parse_graph('<x:a> <http://www.w3.org/2000/01/rdf-schema#label> "A"@en .', engine="rdflib")
    text = 'SELECT ?got { VALUES ?org { "Meta" } BIND (?org AS ?got) }'
    question = query.Question("q", {}, {}, {"org": {}}, {"org": "Meta"}, text)
    if "\x00" in value or any(0xD800 <= ord(c) < 0xE000 for c in value):
        return
    assert rows(query.run(graph, question.query(org=value))) == [(value,)]


def test_unknown_names_are_answered_with_what_is_known() -> None:
    with pytest.raises(SettingsError, match="did you mean left"):
        query.question("lefft", ROOT / "ontology")
    with pytest.raises(SettingsError, match="its parameters: org"):
        QUESTIONS["left"].query(thing="Meta")


def test_a_later_folder_wins_and_a_question_without_words_is_named(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    own = tmp_path / "queries" / "left.rq"
    header = "".join(f"# {what}@{lang}: mine\n" for what in ("title", "description") for lang in ("de", "en"))
    own.write_text(f"{header}ASK {{}}\n", encoding="utf-8")
    found = query.named_questions(ROOT / "ontology", tmp_path)
    assert (found["left"].titles["de"], len(found)) == ("mine", len(QUESTIONS))
    own.write_text("# title@de: nur das\nASK {}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"left\.rq: no title"):
        query.named_questions(tmp_path)
    own.write_text(f"{header}# param x@de: X\n# param x@en: X\nASK {{}}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="the parameter x has no default"):
        query.named_questions(tmp_path)


# ---- queries ----


def test_prefixes_and_relative_iris_are_known(graph: query.GraphFile) -> None:
    found = query.run(
        graph,
        "SELECT DISTINCT (STR(?l) AS ?who) { <company/mistral-ai> kg:foundedBy/rdfs:label ?l } ORDER BY ?who",
    )
    assert [r[0] for r in rows(found)] == ["Arthur Mensch", "Guillaume Lample"]
    assert query.run(graph, "ASK { : a dcat:Dataset }").answer is True
    assert query.run(graph, "ASK { <company/meta> a kg:Person }").answer is False
    own = query.run(graph, "PREFIX rdfs: <x:> SELECT ?o { ?s rdfs:label ?o }")
    assert own.rows == ()


def test_rows_without_order_are_sorted_and_star_keeps_the_order_of_the_query(
    both: list[query.GraphFile],
) -> None:
    for text in (
        "SELECT * { ?s kg:developedBy ?o . OPTIONAL { ?s kg:releaseDate ?d } }",
        "SELECT DISTINCT * WHERE { ?z kg:modality ?a ; kg:confidence ?m }",
        "SELECT (AVG(?c) AS ?mean) (SUM(?n) AS ?sum) { ?s kg:confidence ?c ; oa:start ?n }",
    ):
        one, two = (query.run(g, text) for g in both)
        assert one == two
        assert list(one.rows) == sorted(one.rows, key=lambda r: [(n is not None, n or Node("")) for n in r])
    assert query.run(both[0], "SELECT * { ?z kg:modality ?a ; kg:confidence ?m }").variables == (
        "z",
        "a",
        "m",
    )


def test_describe_and_construct_give_the_same_triples(both: list[query.GraphFile]) -> None:
    for text in ("DESCRIBE <company/meta>", "CONSTRUCT { ?b kg:developerOf ?a } { ?a kg:developedBy ?b }"):
        one, two = (query.terms(query.run(g, text)) for g in both)
        assert one == two == tuple(sorted(one))
        assert len(one) > 3


def test_numbers_are_in_canonical_form(graph: query.GraphFile) -> None:
    text = 'SELECT ?x { VALUES ?x { 007 1.50 2.0 "1"^^xsd:boolean 1.5e3 0.0 "2025-04"^^xsd:gYearMonth "x"^^xsd:int } }'
    found = {node.value for row in query.run(graph, text).rows for node in row if node}
    assert found == {"7", "1.5", "2", "true", "1.5E3", "0", "2025-04", "x"}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("SELECT ?x {\n  ?x a kgg:Person }", "query:2:8", "unknown prefix kgg: (did you mean kg:?"),
        ("SELECT ?x {\n  ?x a }", "query:2:", "not SPARQL"),
        ("SELEKT ?x { ?x ?p ?o }", "query:1:1", "a query does not start with SELEKT"),
        ("", "query:1:1", "the query is empty"),
        ("# nothing here", "query:1:", "the query is empty"),
        ("\nINSERT DATA { <x:a> <x:b> <x:c> }", "query:2:1", "kgraph does not change graphs"),
        ("PREFIX a: <x:> DELETE WHERE { ?s ?p ?o }", "query:1:16", "kgraph does not change graphs"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "query:1:10", "FROM reads data from elsewhere"),
        (
            "ASK { SERVICE <http://localhost/> { ?s ?p ?o } }",
            "query:1:7",
            "SERVICE reads data from elsewhere",
        ),
    ],
)
def test_a_query_that_cannot_run_is_answered_with_its_place(
    graph: query.GraphFile, text: str, place: str, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        query.run(graph, text)
    assert str(caught.value).startswith(place)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_words_in_strings_comments_and_names_are_no_commands(graph: query.GraphFile) -> None:
    text = """# DELETE nope:x
    SELECT ?FROM { VALUES ?FROM { "INSERT foo:bar # {" 'SERVICE' \"\"\"FROM " x:y\"\"\" } }"""
    assert len(query.run(graph, text).rows) == 3


@given(st.text(alphabet="SELECT{}?<>\"'#:.x \n\\", max_size=40))
def test_no_text_breaks_the_reading_of_queries(text: str) -> None:
    graph = query.parse_graph("", engine="rdflib")
    with contextlib.suppress(QueryError):  # anything else is a bug
        query.run(graph, text)


# ---- graph files ----


def test_the_base_is_read_from_the_file() -> None:
    text = "@base <https://example.org/kg/> .\n<company/a> a <https://w3id.org/kgraph/ontology#Company> ."
    for engine in ENGINES:
        pytest.importorskip(engine)
        graph = query.parse_graph(text.encode(), engine=engine)
        assert graph.base == "https://example.org/kg/"
        assert query.run(graph, "ASK { <company/a> a kg:Company }").answer is True


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"<x:a> <x:b> <x:c> .\n<x:a> <x:b>\n  nope nope .", ":3:"),
        (b"# Not a graph\n\nJust words.", ":3:"),
        (b"<x:a> <x:b> '\xe4' .", ": not Turtle: byte 0xe4 at 13 is not UTF-8"),
    ],
)
def test_a_file_that_is_no_turtle_is_named(tmp_path: Path, engine: str, data: bytes, place: str) -> None:
    pytest.importorskip(engine)
    path = tmp_path / "graph.ttl"
    path.write_bytes(data)
    with pytest.raises(GraphError, match="not Turtle") as caught:
        query.open_graph(path, engine=engine)
    assert str(caught.value).startswith(f"{path}{place}")


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.ttl", tmp_path):
        with pytest.raises(GraphError) as caught:
            query.open_graph(path)
        assert str(path) in str(caught.value)


def test_a_query_needs_no_rdflib_where_pyoxigraph_is() -> None:
    pytest.importorskip("pyoxigraph")
    code = (
        "import sys; from pathlib import Path; from kgraph import query;"
        f"query.run(query.open_graph(Path({str(SAMPLE)!r})), 'ASK {{}}'); sys.exit('rdflib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# ---- formats ----

HOSTILE = query.Result(
    "SELECT",
    ("a", "b"),
    (
        (Node('x,"y"\r\n\t\\', "de", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"), None),
        (Node("x:i"), Node("<&>\x07", "", f"{XSD}string")),
        (Node("_:b0"), Node("5", "", f"{XSD}integer")),
    ),
)


def test_csv_reads_back() -> None:
    text = query.to_csv(HOSTILE)
    assert text.startswith("a,b\r\n")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["a", "b"], ['x,"y"\r\n\t\\', ""], ["x:i", "<&>\x07"], ["_:b0", "5"]]


def test_tsv_spells_terms() -> None:
    assert query.to_tsv(HOSTILE).split("\n") == [
        "?a\t?b",
        '"x,\\"y\\"\\r\\n\\t\\\\"@de\t',
        '<x:i>\t"<&>\\u0007"',
        f'_:b0\t"5"^^<{XSD}integer>',
        "",
    ]


def test_json_is_the_w3c_format() -> None:
    read = json.loads(query.to_json(HOSTILE))
    assert read["head"] == {"vars": ["a", "b"]}
    assert read["results"]["bindings"] == [
        {"a": {"type": "literal", "value": 'x,"y"\r\n\t\\', "xml:lang": "de"}},
        {"a": {"type": "uri", "value": "x:i"}, "b": {"type": "literal", "value": "<&>\x07"}},
        {
            "a": {"type": "bnode", "value": "b0"},
            "b": {"type": "literal", "value": "5", "datatype": f"{XSD}integer"},
        },
    ]


def test_xml_is_well_formed_and_says_the_same() -> None:
    root = ET.fromstring(query.to_xml(HOSTILE))
    name = "{http://www.w3.org/2005/sparql-results#}"
    assert [e.get("name") for e in root.iter(f"{name}variable")] == ["a", "b"]
    assert [e.text for e in root.iter(f"{name}literal")] == ['x,"y"\r\n\t\\', "<&>\ufffd", "5"]
    assert [e.text for e in root.iter(f"{name}uri")] == ["x:i"]


def test_both_engines_agree_with_oxigraphs_own_json() -> None:
    ox = pytest.importorskip("pyoxigraph")
    graph = query.open_graph(SAMPLE, engine="pyoxigraph")
    text = "SELECT ?s ?l ?d { ?s rdfs:label ?l OPTIONAL { ?s kg:releaseDate ?d } } ORDER BY ?s ?l"
    theirs = graph.store.query(
        text, prefixes={k: v for k, v in query.PREFIXES.items() if k in ("rdfs", "kg")}
    )
    assert json.loads(query.to_json(query.run(graph, text))) == json.loads(
        theirs.serialize(format=ox.QueryResultsFormat.JSON)
    )


def test_ask_and_graphs_have_their_own_forms(graph: query.GraphFile) -> None:
    yes = query.run(graph, "ASK {}")
    assert (query.to_csv(yes), query.to_tsv(yes)) == ("true\r\n", "true\n")
    assert json.loads(query.to_json(yes)) == {"head": {}, "boolean": True}
    assert "<boolean>true</boolean>" in query.to_xml(yes)
    assert query.cells(yes, graph=graph) == (("answer",), [("true",)])
    described = query.run(graph, "DESCRIBE <place/paris>")
    for render in (query.to_csv, query.to_tsv, query.to_json, query.to_xml):
        with pytest.raises(SettingsError, match="DESCRIBE has no answer in"):
            render(described)
    with pytest.raises(SettingsError, match="ASK has no answer in Turtle"):
        query.terms(yes)


def test_cells_are_labels_short_names_and_harmless(graph: query.GraphFile) -> None:
    found = query.run(
        graph, 'SELECT * { <company/meta> a ?k . BIND (<company/meta> AS ?m) BIND ("a\\u001b[2Jb" AS ?x) }'
    )
    assert query.cells(found, graph=graph) == (("k", "m", "x"), [("kg:Company", "Meta", "a [2Jb")])
    other = query.run(graph, "SELECT ?d { ?d a kg:Document } LIMIT 1")
    assert query.cells(other, graph=graph)[1][0][0].startswith("document/")


# ---- shapes ----

STATEMENT = f"{BASE}statement/"
MAKES = """<company/meta> kg:acquired <company/perplexity> ."""


@pytest.fixture(scope="module")
def sample() -> str:
    return SAMPLE.read_text(encoding="utf-8")


def report(text: str, tmp_path: Path) -> query.Report:
    path = tmp_path / "graph.ttl"
    path.write_text(text, encoding="utf-8")
    return query.validate(path)


def test_the_sample_conforms() -> None:
    assert query.validate(SAMPLE) == query.Report(True, ())


FOUNDED_BY_LAMPLE = "    kg:foundedBy <person/guillaume-lample> ;\n"
BROKEN = {
    "a denied fact as a direct triple": (None, MAKES, "only denied, a rumour or a plan"),
    "a fact that no statement backs": (
        None,
        "<company/meta> kg:partnerOf <company/nvidia> .",
        "No statement belongs to the direct triple",
    ),
    "a value that no statement backs": (
        None,
        "<company/meta> kg:headcount 5 .",
        "No statement belongs to the direct triple",
    ),
    "an asserted statement without its triple": (
        (FOUNDED_BY_LAMPLE, ""),
        "",
        "asserted, yet its direct triple is missing",
    ),
    "a confidence above one": (("kg:confidence 0.99 ;", "kg:confidence 1.01 ;"), "", "from 0 to 1"),
    "a confidence that is missing": (("kg:confidence 0.99 ;", ""), "", "from 0 to 1"),
    "an empty quote": (('oa:exact "Arthur Mensch leitet Mistral AI."@de', 'oa:exact ""@de'), "", "not empty"),
    "a quote of another length": (
        ("Arthur Mensch leitet Mistral AI.", "Arthur Mensch leitet."),
        "",
        "not as long as its place",
    ),
    "an end before the start": (("oa:start 0 ;", "oa:start 9000 ;"), "", "ends after it starts"),
    "a label in one language": (('    rdfs:label "Paris"@de ;\n', ""), "", "one label in German"),
    "two labels in one language": (None, '<place/paris> rdfs:label "Lutetia"@de .', "one label in German"),
    "two classes": (None, "<place/paris> a kg:Event .", "exactly one class"),
    "an unknown modality": (
        ("kg:modality kg:Planned", "kg:modality kg:Denied"),
        "",
        "exactly one of kg:Asserted",
    ),
    "a negation that is no boolean": (("kg:negated true", 'kg:negated "yes"'), "", "negated or not"),
    "a date that is none": (
        ('kg:end "2025-05-30"^^xsd:date', 'kg:end "May 2025"'),
        "",
        "The end is a day, a month or a year",
    ),
    "a language that is neither": (
        ('dcterms:language "en"', 'dcterms:language "fr"'),
        "",
        "German or English",
    ),
    "a digest that is none": (('kg:textDigest "', 'kg:textDigest "x'), "", "SHA-256"),
    "a subject of the wrong kind": (
        ("<company/meta> a kg:Company", "<company/meta> a kg:Place"),
        "",
        "of no class that",
    ),
    "an object of the wrong kind": (
        ("<place/paris> a kg:Place", "<place/paris> a kg:Person"),
        "",
        "takes as object",
    ),
    "an unknown predicate": (
        ("kg:predicate kg:presentedAt", "kg:predicate kg:presentedBy"),
        "",
        "neither a relation nor an attribute",
    ),
    "a date as a plain word": (
        ('kg:literalValue "2025-04-05"^^xsd:date', 'kg:literalValue "April"'),
        "",
        "does not fit the kind of the attribute",
    ),
    "evidence for nothing": (
        None,
        "<evidence/x> a kg:Evidence .",
        "supports at least one statement",
    ),
    "a statement without anything": (
        None,
        "<statement/x> a kg:Statement .",
        "either an object or a literal value",
    ),
    "a stay that ends before it begins": (
        ('kg:end "2025-05-30"^^xsd:date', 'kg:start "2026"^^xsd:gYear ; kg:end "2025-05-30"^^xsd:date'),
        "",
        "ends before it starts",
    ),
}


@pytest.mark.parametrize("case", sorted(BROKEN))
def test_a_broken_graph_is_found_out(case: str, sample: str, tmp_path: Path) -> None:
    change, more, message = BROKEN[case]
    if change:
        assert change[0] in sample
        sample = sample.replace(*change)
    found = report(f"{sample}\n{more}\n", tmp_path)
    assert not found.conforms
    assert any(message in f.message("en") for f in found.findings), [f.message("en") for f in found.findings]
    for finding in found.findings:
        assert {lang for lang, _ in finding.messages} == {"de", "en"}
        assert finding.node
        assert "{" not in finding.message("de")


def test_a_symmetric_relation_is_written_once_from_the_smaller_iri(sample: str, tmp_path: Path) -> None:
    swapped = sample.replace("    kg:competitorOf <company/openai> ;\n", "").replace(
        "kg:object <company/openai> ;\n    kg:predicate kg:competitorOf ;\n    kg:subject <company/mistral-ai>",
        "kg:object <company/mistral-ai> ;\n    kg:predicate kg:competitorOf ;\n    kg:subject <company/openai>",
    )
    found = report(swapped + "<company/openai> kg:competitorOf <company/mistral-ai> .", tmp_path)
    pairs = [(f.node.startswith(STATEMENT), f.message("en")) for f in found.findings]
    assert pairs == [(True, "A symmetric relation is written once, with the smaller IRI as its subject.")]


def test_a_second_kind_may_fit_where_the_first_does_not(sample: str, tmp_path: Path) -> None:
    wrong = sample.replace("<company/nvidia> a kg:Company", "<company/nvidia> a kg:Lab")
    assert not report(wrong, tmp_path).conforms
    assert report(wrong + "<company/nvidia> kg:secondKind kg:Company .", tmp_path).conforms
