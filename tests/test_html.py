"""The network page without a browser: one file, nothing remote, nothing of a text that could run, same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import page_graphs
from kgraph import ontology
from kgraph.export import html, layout, pagedata
from kgraph.model import Graph

ONTOLOGY = ontology.load()


class Page(HTMLParser):
    """The page's elements, and the text of scripts and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:  # inside a script or style
            tag, attributes = self.tags[-1]
            if (
                self.inline and self.inline[-1][1] is attributes
            ):  # the parser may hand a long text over in parts
                data = self.inline.pop()[2] + data
            self.inline.append((tag, attributes, data))

    def island(self, name: str) -> dict:
        return json.loads(next(text for _, attrs, text in self.inline if attrs.get("id") == name))

    def attributes(self) -> set[str]:
        return {name for _, attrs in self.tags for name in attrs}


def page(graph: Graph, **options: str) -> str:
    return html.to_html(graph, ontology=ONTOLOGY, **options)


@pytest.fixture(scope="module")
def news() -> str:
    return page(page_graphs.news(), lang="de", title="Meta & Mistral")


@pytest.fixture(scope="module")
def hostile() -> str:
    return page(page_graphs.hostile(), title=page_graphs.PAYLOADS[1])


@pytest.mark.parametrize("which", ["news", "hostile"])
def test_page_refers_to_nothing_outside_itself(which: str, request: pytest.FixtureRequest) -> None:
    parsed = Page(request.getfixturevalue(which))
    assert not parsed.attributes() & {"src", "srcset", "action", "style", "background", "data"}
    assert {a["href"] for tag, a in parsed.tags if "href" in a} == {"#facts-table"}
    assert not {tag for tag, _ in parsed.tags} & {"link", "img", "iframe", "object", "embed", "base", "svg"}
    style = next(text for tag, _, text in parsed.inline if tag == "style")
    assert "url(" not in style
    assert "@import" not in style


def test_policy_names_exactly_the_scripts_and_the_style_of_the_page(news: str) -> None:
    parsed = Page(news)
    policy = next(a["content"] for _, a in parsed.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*", policy)
    running = [text for _, a, text in parsed.inline if a.get("type") != "application/json"]
    digests = {base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in running}
    assert set(re.findall(r"sha256-([^']+)", policy)) == digests
    assert len(running) == 3


def test_hostile_texts_add_no_element_and_no_attribute(news: str, hostile: str) -> None:
    plain, attacked = Page(news), Page(hostile)
    assert [tag for tag, _ in attacked.tags] == [tag for tag, _ in plain.tags]
    assert attacked.attributes() == plain.attributes()
    assert not {name for name in attacked.attributes() if name.startswith("on")}


def test_hostile_texts_arrive_unchanged_as_data(hostile: str) -> None:
    data = Page(hostile).island("graph-data")
    assert set(page_graphs.PAYLOADS) <= set(data["entities"]["name"])
    assert {f"{p} says {p}" for p in page_graphs.PAYLOADS} <= set(data["quotes"]["text"])
    for _, attrs, text in Page(hostile).inline:
        if attrs.get("type") == "application/json":
            assert not re.search("[<>&\u2028\u2029]", text)


def test_only_web_addresses_of_documents_become_links(hostile: str) -> None:
    urls = {d["url"] for d in Page(hostile).island("graph-data")["documents"]}
    assert urls == {"", "https://example.org/\"onmouseover='window.pwned=1'"}


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("https:", ""),
        ("http://[broken", ""),
        ("article.md", ""),
    ],
)
def test_web_address(given_url: str, expected: str) -> None:
    assert pagedata.web_address(given_url) == expected


@given(st.text())
def test_json_in_script_reads_back_and_cannot_end_its_element(text: str) -> None:
    written = html.json_in_script({text: text})
    assert json.loads(written) == {text: text}
    assert not set("<>&\u2028\u2029") & set(written)
    written.encode("utf-8")


def test_every_fact_is_in_the_page_with_all_its_sentences() -> None:
    graph = page_graphs.news()
    data = Page(page(graph)).island("graph-data")
    claims, entities = data["claims"], data["entities"]
    for row, claim in enumerate(graph.claims.values()):
        assert data["base"] + entities["iri"][claims["subject"][row]] == claim.subject
        assert data["predicates"][claims["predicate"][row]]["name"] == claim.predicate
        if claim.object:
            assert data["base"] + entities["iri"][claims["object"][row]] == claim.object
        else:
            assert claims["value"][str(row)] == claim.value
        assert pagedata.MODALITIES[claims["modality"][row]] == claim.modality
        assert bool(claims["negated"][row]) is claim.negated
        quoted = {data["quotes"]["text"][quote] for quote, _ in claims["evidence"][row]}
        assert quoted == {e.quote for e in claim.evidence}


def test_kinds_carry_the_ontologys_colours_shapes_and_both_languages(news: str) -> None:
    for kind in Page(news).island("graph-data")["kinds"]:
        known = ONTOLOGY.kinds[kind["name"]]
        assert (kind["colour"], kind["shape"]) == (known.colour, known.shape)
        assert set(kind["labels"]) >= {"de", "en"}


def test_a_kind_or_predicate_the_ontology_lacks_is_shown_plainly(hostile: str) -> None:
    data = Page(hostile).island("graph-data")
    odd = next(k for k in data["kinds"] if k["name"] == page_graphs.PAYLOADS[0])
    assert (odd["labels"], odd["colour"]) == ({}, pagedata.FALLBACK_COLOUR)


def test_integers_beyond_javascripts_keep_their_digits() -> None:
    huge = page_graphs.claim("Model:A", "parameterCount", value=2**60 + 1, document="d")
    graph = page_graphs.graph_of([page_graphs.entity("Model:A")], [huge], [])
    assert Page(page(graph)).island("graph-data")["claims"]["value"] == {"0": str(2**60 + 1)}


def test_beyond_the_limit_the_most_important_are_drawn_and_all_are_carried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html, "DRAWN", 40)
    parsed = Page(page(page_graphs.large(120, 300)))
    drawn, data = parsed.island("drawing-data")["nodes"], parsed.island("graph-data")
    assert (len(drawn), data["drawn"], len(data["entities"]["iri"])) == (40, 40, 120)
    facts = [0] * 120
    for subject, target in zip(data["claims"]["subject"], data["claims"]["object"], strict=True):
        facts[subject] += 1
        facts[target] += 1
    assert min(facts[:40]) >= max(facts[40:])


def test_edges_hold_each_relation_once_and_say_how_it_is_stated(news: str) -> None:
    parsed = Page(news)
    edges, claims = parsed.island("drawing-data")["edges"], parsed.island("graph-data")["claims"]
    relations = [row for row, target in enumerate(claims["object"]) if target >= 0]
    assert sorted(row for edge in edges for row in edge["claims"]) == relations
    assert {edge["mode"] for edge in edges} == {"asserted", "rumoured", "planned", "negated"}


def test_nothing_moves_by_itself(news: str) -> None:
    drawing = Page(news).island("drawing-data")
    assert drawing["options"]["physics"]["enabled"] is False
    assert len({(n["x"], n["y"]) for n in drawing["nodes"]}) == len(drawing["nodes"])


def test_empty_graph_gives_a_page() -> None:
    data = Page(page(Graph(page_graphs.BASE, {}, {}, {}))).island("graph-data")
    assert data["entities"]["iri"] == []


def test_heading_is_escaped_and_defaults_by_language() -> None:
    graph = Graph(page_graphs.BASE, {}, {}, {})
    assert "<title>A &lt;b&gt; &amp; C</title>" in page(graph, title="A <b> & C")
    assert "<title>Wissensgraph</title>" in page(graph, lang="de")
    assert '<html lang="de">' in page(graph, lang="de")


def test_both_languages_have_the_same_words() -> None:
    words = json.loads((Path(html.__file__).parent / "page" / "messages.json").read_text("utf-8"))
    assert words["de"].keys() == words["en"].keys()
    for key, german in words["de"].items():
        holes = {frozenset(re.findall(r"\{\w+\}", str(text))) for text in (german, words["en"][key])}
        assert len(holes) == 1, key


def test_scripts_never_write_markup() -> None:
    for script in sorted((Path(html.__file__).parent / "page" / "js").glob("*.js")):
        source = script.read_text("utf-8")
        assert script.name in html.SCRIPTS
        for sink in (
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "eval(",
            "Function(",
            "fetch(",
        ):
            assert sink not in source, (script.name, sink)


def test_same_bytes_in_another_process_with_another_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys, page_graphs; from kgraph import ontology; from kgraph.export.html import to_html\n"
        "for g in (page_graphs.news(), page_graphs.large(450, 900)):\n"
        "    sys.stdout.buffer.write(to_html(g, ontology=ontology.load()).encode())"
    )
    outputs = set()
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, check=True
        )
        outputs.add(hashlib.sha256(done.stdout).hexdigest())
    assert len(outputs) == 1


def test_order_of_the_graphs_records_does_not_matter(news: str) -> None:
    graph = page_graphs.news()
    turned = replace(
        graph,
        entities=dict(reversed(graph.entities.items())),
        documents=dict(reversed(graph.documents.items())),
    )
    assert page(turned, lang="de", title="Meta & Mistral") == news


@settings(max_examples=25, deadline=None)
@given(
    st.integers(2, 40).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=2 * n),
            st.lists(st.tuples(st.floats(20, 160), st.floats(20, 60)), min_size=n, max_size=n),
        )
    )
)
def test_boxes_of_a_layout_do_not_overlap(case: tuple[int, list, list]) -> None:
    n, edges, boxes = case
    places = layout.arrange(edges, boxes=boxes)
    assert len(places) == n
    for i, j in combinations(range(n), 2):
        across = (boxes[i][0] + boxes[j][0]) / 2 - abs(places[i][0] - places[j][0])
        along = (boxes[i][1] + boxes[j][1]) / 2 - abs(places[i][1] - places[j][1])
        assert min(across, along) < 4, (i, j)


@pytest.mark.parametrize("n", [60, 450], ids=["exact", "grid"])
def test_layout_keeps_communities_together(n: int) -> None:
    links = [(a, b) for a in range(n) for b in (*range(a // 15 * 15, a), (a + 15) % n)]
    places = layout.arrange(links, boxes=[(30.0, 30.0)] * n)

    def distance(a: int, b: int) -> float:
        return ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5

    near = [distance(a, b) for a, b in combinations(range(n), 2) if a // 15 == b // 15]
    far = [distance(a, b) for a, b in combinations(range(n), 2) if a // 15 != b // 15]
    assert sum(near) / len(near) < 0.5 * sum(far) / len(far)
