"""The Python API, end to end: inputs to a graph, and the graph to everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.build import FORMATS
from kgraph.errors import GraphError, InputError, OutputError, SettingsError

ARTICLES = {
    "founders.txt": "Mistral AI wurde von Guillaume Lample und Arthur Mensch gegründet. Der Sitz ist in Paris.\n",
    "release.md": "---\nlang: en\ndate: 2025-04-06\n---\nMeta released Llama 4 in April 2025.\n",
    "more/again.txt": "Das Start-up Mistral AI wurde von Guillaume Lample gegründet, der Meta verlassen hatte.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (top / name).parent.mkdir(exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")
    return top


@pytest.fixture(scope="module")
def built(folder: Path) -> kgraph.KnowledgeGraph:
    return kgraph.build([folder])


def test_documents_are_in_the_order_of_their_ids(built: kgraph.KnowledgeGraph) -> None:
    ids = [facts.linked.annotated.document.id for facts in built.facts]
    assert ids == ["founders.txt", "more/again.txt", "release.md"]


def test_order_and_number_of_inputs_change_nothing(folder: Path, built: kgraph.KnowledgeGraph) -> None:
    one = kgraph.build(str(folder))
    assert one.graph == built.graph
    files = [folder / "release.md", folder / "founders.txt"]
    forth, back = kgraph.build(files), kgraph.build(reversed(files))
    assert forth.graph == back.graph
    assert [forth.render(form) for form in FORMATS] == [back.render(form) for form in FORMATS]
    assert forth.facts_lines() == back.facts_lines()


def test_every_quote_is_the_text_at_its_place(built: kgraph.KnowledgeGraph) -> None:
    texts = {facts.linked.annotated.document.iri: facts.linked.annotated.document for facts in built.facts}
    evidence = [e for claim in built.graph.claims.values() for e in claim.evidence]
    assert evidence
    for e in evidence:
        assert texts[e.document].quote(e.span) == e.quote


def test_the_graph_answers_queries_and_becomes_other_graphs(built: kgraph.KnowledgeGraph) -> None:
    result = built.query("SELECT ?name { ?c kg:foundedBy/rdfs:label ?name } ORDER BY ?name")
    assert "Guillaume Lample" in {row[0].value for row in result.rows if row[0]}
    assert set(built.to_networkx()) == set(built.graph.entities)
    rdf = built.to_rdflib()
    assert {str(s) for s in rdf.subjects()} >= set(built.graph.entities)


def test_written_and_loaded_it_is_the_same_graph(built: kgraph.KnowledgeGraph, tmp_path: Path) -> None:
    paths = built.write(tmp_path / "output")
    assert [p.name for p in paths] == ["graph.ttl", "graph.html", "facts.jsonl"]
    loaded = kgraph.load(tmp_path / "output")
    assert loaded.render("turtle") == paths[0].read_text(encoding="utf-8") == built.render("turtle")
    assert loaded.render("html") == paths[1].read_text(encoding="utf-8")
    assert loaded.statistics() == built.statistics()
    with pytest.raises(OutputError, match="build it from the documents again"):
        loaded.to_jsonl(tmp_path / "facts.jsonl")
    assert not (tmp_path / "facts.jsonl").exists()


def test_each_file_can_be_written_alone(built: kgraph.KnowledgeGraph, tmp_path: Path) -> None:
    built.to_turtle(tmp_path / "a.ttl")
    built.to_html(tmp_path / "a.html", lang="de", title="Meine Artikel")
    built.to_jsonl(tmp_path / "a.jsonl")
    assert (tmp_path / "a.ttl").read_text(encoding="utf-8") == built.render("turtle")
    assert "Meine Artikel" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert len((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()) == len(ARTICLES)


def test_the_base_is_what_all_iris_start_with(folder: Path) -> None:
    built = kgraph.build(folder / "founders.txt", base="urn:example:")
    assert built.graph.entities
    assert all(iri.startswith("urn:example:") for iri in [*built.graph.entities, *built.graph.documents])


def test_the_progress_sees_every_document_once(folder: Path) -> None:
    seen: list[str] = []

    def watch(documents):  # type: ignore[no-untyped-def]
        for document in documents:
            seen.append(document.id)
            yield document

    kgraph.build(folder, progress=watch)
    assert seen == ["founders.txt", "more/again.txt", "release.md"]


def test_what_cannot_be_read_is_raised_or_kept(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InputError, match=r"empty\.txt"):
        kgraph.build([folder, tmp_path])
    built = kgraph.build([folder, tmp_path], keep_going=True)
    assert [Path(failure.source).name for failure in built.failures] == ["empty.txt"]
    assert len(built.facts) == len(ARTICLES)
    with pytest.raises(InputError, match=r"empty\.txt"):
        kgraph.build(tmp_path, keep_going=True)


def test_mistakes_of_the_caller_are_named(folder: Path, built: kgraph.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no absolute IRI"):
        kgraph.build(folder, base="graph/")
    with pytest.raises(SettingsError, match="did you mean turtle"):
        built.render("turtel")
    with pytest.raises(GraphError, match=r"graph\.ttl"):
        kgraph.load(tmp_path)
    with pytest.raises(InputError):
        kgraph.build([])


def test_the_public_names_are_all_there() -> None:
    for name in kgraph.__all__:
        assert getattr(kgraph, name)
    with pytest.raises(AttributeError):
        kgraph.nothing  # noqa: B018
