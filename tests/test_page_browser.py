"""The network page in a real headless Chromium: what a reader does, and that nothing else happens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import page_graphs
from kgraph import ontology
from kgraph.export.html import to_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kgraph.model import Graph

pytestmark = pytest.mark.browser
READY = "html[data-ready]"
MISTRAL = "company/mistral-ai"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    # Debian's wrapper turns on GPU rasterisation, which without a GPU is slower than none.
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-accelerated-2d-canvas"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    graphs: dict[str, Callable[[], Graph]] = {
        "news": page_graphs.news, "large": page_graphs.large, "hostile": page_graphs.hostile,
        "huge": lambda: page_graphs.large(2000, 6000),
        "empty": lambda: page_graphs.graph_of([], [], []),
    }  # fmt: skip
    written = {}
    for name, make in graphs.items():
        written[name] = folder / f"{name}.html"
        text = to_html(make(), ontology=ontology.load(), lang="de")
        written[name].write_text(text, encoding="utf-8", newline="\n")
    return written


@pytest.fixture
def visit(browser: Any, files: dict[str, Path]) -> Iterator[Callable[..., Any]]:
    """Open a page; when the test ends, nothing may have been requested, logged or thrown."""
    opened: list[tuple[Any, list[str], list[str]]] = []

    def visiting(name: str, *, address: str = "", **options: Any) -> Any:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        page = browser.new_page(**options)
        requests: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append((page, requests, complaints))
        page.goto(files[name].as_uri() + address)
        page.wait_for_selector(READY, timeout=20_000)
        return page

    yield visiting
    for page, requests, complaints in opened:
        page.wait_for_timeout(50)
        own = [url for url in requests if url.startswith("file:") and url.split("#")[0].endswith(".html")]
        assert len(own) <= 1
        assert [url for url in requests if url not in own and not url.startswith("data:")] == []
        assert complaints == []
        page.close()


def drawn(page: Any) -> list[str]:
    return page.evaluate("kgraph.drawn().entities")


def edges(page: Any) -> list[str]:
    return page.evaluate("kgraph.drawn().edges")


def text(page: Any, selector: str) -> str:
    return " ".join(page.inner_text(selector).split())


def legend(page: Any, key: str) -> Any:
    return page.locator(f'.facet[data-key="{key}"]')


@pytest.mark.parametrize("name", ["news", "large", "hostile", "huge"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_opens_offline_without_requests_or_complaints(visit: Any, name: str, scheme: str) -> None:
    page = visit(name, color_scheme=scheme, offline=True)
    assert drawn(page)
    painted = page.evaluate(
        "(() => { const c = document.querySelector('#network canvas');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " return new Set(new Uint32Array(d.buffer)).size; })()"
    )
    assert painted > 20  # colours of nodes, lines and letters


def test_search_leads_to_the_sentence_that_names_the_founder(visit: Any) -> None:
    page = visit("news")
    page.keyboard.press("/")
    page.keyboard.type("mistr")
    page.keyboard.press("Enter")
    assert text(page, "#panel h2") == "Mistral AI"
    founders = page.locator('#panel section[data-predicate="foundedBy"]')
    assert "Mistral AI wurde von Guillaume Lample mitgegründet." in founders.inner_text()
    assert "Guillaume Lample" in founders.locator("mark").all_inner_texts()
    link = page.locator("#panel blockquote a").first
    assert link.get_attribute("href") == "https://example.org/llama"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert "20. Mai 2025" in founders.inner_text()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lacroix timothee", "Timothée Lacroix"),
        ("facebook", "Meta"),
        ("LLAMA-4", "Llama 4"),
        ("universitat montreal", "Universität Montréal"),
    ],
)
def test_search_folds_accents_and_knows_aliases(visit: Any, typed: str, found: str) -> None:
    page = visit("news")
    page.fill("#search", typed)
    assert page.locator("#found [role=option] bdi").first.inner_text() == found


def test_search_list_is_walked_by_keys(visit: Any) -> None:
    page = visit("news")
    page.fill("#search", "llama")
    names = page.locator("#found [role=option]").all_inner_texts()
    assert len(names) > 2
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#search", "aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    assert active == "found-1"
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()


def test_legend_counts_filters_and_resets(visit: Any) -> None:
    page = visit("news")
    people = [iri for iri in drawn(page) if iri.startswith("person/")]
    assert legend(page, "Person").locator(".count").inner_text() == str(len(people))
    legend(page, "Person").click()
    assert legend(page, "Person").get_attribute("aria-pressed") == "false"
    assert not [iri for iri in drawn(page) if iri.startswith("person/")]
    assert not [edge for edge in edges(page) if "person/" in edge]
    page.click("#reset")
    assert set(people) <= set(drawn(page))
    assert page.locator("#reset").is_hidden()


def test_alt_click_shows_only_one_relation_and_its_ends(visit: Any) -> None:
    page = visit("news")
    legend(page, "foundedBy").click(modifiers=["Alt"])
    assert {edge.split()[1] for edge in edges(page)} == {"foundedBy"}
    assert sorted(drawn(page)) == [
        MISTRAL, "person/arthur-mensch", "person/guillaume-lample", "person/timothee-lacroix",
    ]  # fmt: skip


def test_names_without_facts_are_drawn_on_demand_and_always_found(visit: Any) -> None:
    page = visit("huge")
    named = page.evaluate("JSON.parse(document.getElementById('graph-data').textContent).entities")
    assert text(page, "#bare-count") != "0"
    page.fill("#search", named["name"][-1])  # the one with the fewest facts
    page.keyboard.press("Enter")
    assert named["iri"][-1] in drawn(page)
    page = visit("hostile")
    odd = page.evaluate("JSON.parse(document.getElementById('graph-data').textContent).entities.iri.at(-1)")
    assert odd not in drawn(page)
    page.check("#bare")
    assert odd in drawn(page)


def test_page_of_an_empty_graph_opens(visit: Any) -> None:
    page = visit("empty")
    assert drawn(page) == []
    assert text(page, "#panel h2") == "Überblick"


@pytest.mark.parametrize("mode", ["asserted", "rumoured", "planned", "negated"])
def test_each_modality_can_be_hidden(visit: Any, mode: str) -> None:
    page = visit("news")
    assert [edge for edge in edges(page) if edge.endswith(mode)]
    legend(page, mode).click()
    assert not [edge for edge in edges(page) if edge.endswith(mode)]


def test_click_on_a_node_opens_its_facts_and_escape_closes_them(visit: Any) -> None:
    page = visit("news")
    place = page.evaluate(f"kgraph.place('{MISTRAL}')")
    page.locator("#network").click(position=place)
    assert text(page, "#panel h2") == "Mistral AI"
    assert page.url.endswith("#entity=company%2Fmistral-ai")
    page.keyboard.press("Escape")
    assert text(page, "#panel h2") == "Überblick"


def test_click_on_a_line_shows_that_one_fact(visit: Any) -> None:
    page = visit("news")
    ends = [page.evaluate(f"kgraph.place('{iri}')") for iri in ("company/google", "lab/google-deepmind")]
    middle = {axis: sum(end[axis] for end in ends) / 2 for axis in "xy"}
    page.locator("#network").click(position=middle)
    assert "Teil von" in text(page, "#panel h2")
    assert "Google DeepMind gehört zu Google." in text(page, "#panel")


def test_hovering_tells_the_facts(visit: Any) -> None:
    page = visit("news")
    place = page.evaluate(f"kgraph.place('{MISTRAL}')")
    page.locator("#network").hover(position=place)
    assert "Mistral AI" in text(page, "#tooltip")
    assert "gegründet von" in text(page, "#tooltip")


def test_denied_planned_and_rumoured_facts_say_so(visit: Any) -> None:
    page = visit("news", address="#entity=company%2Fmistral-ai")
    denied = page.locator(".fact.negated")
    assert "Meta hat nicht vor, Mistral AI zu kaufen." in denied.inner_text()
    assert "verneint" in denied.inner_text()
    assert "geplant" in page.locator('section[data-predicate="fundingAmount"]').inner_text()
    assert "2\xa0Mrd.\xa0€" in page.locator('section[data-predicate="fundingAmount"]').inner_text()
    assert "April 2023" in page.locator('section[data-predicate="foundingDate"]').inner_text()


def test_back_and_a_sent_address_lead_to_the_same_place(visit: Any) -> None:
    page = visit("news", address="#entity=company%2Fmeta")
    assert text(page, "#panel h2") == "Meta"
    page.locator('#panel .entity[data-entity="person/mark-zuckerberg"]').click()
    assert text(page, "#panel h2") == "Mark Zuckerberg"
    page.go_back()
    page.wait_for_function("document.querySelector('#panel h2').textContent === 'Meta'")
    for unknown in ("#entity=nobody", "#entity=%E0%A4%A", "#fact=x", "#other"):
        page.evaluate(f"location.hash = '{unknown}'")
        page.wait_for_function("document.querySelector('#panel h2').textContent === 'Überblick'")


def test_language_switches_everything_that_has_a_label(visit: Any) -> None:
    page = visit("news", address="#entity=company%2Fmistral-ai")
    assert page.get_attribute("html", "lang") == "de"
    assert "gegründet von" in text(page, "#panel")
    page.click('[data-lang="en"]')
    assert page.get_attribute("html", "lang") == "en"
    assert "founded by" in text(page, "#panel")
    assert "company" in text(page, "#kinds")
    assert page.get_attribute("#search", "placeholder") == "Search: name or alias"
    assert page.locator("#panel blockquote p").first.get_attribute("lang") == "de"


def test_table_holds_every_fact_follows_the_filters_and_sorts(visit: Any) -> None:
    page = visit("news")
    total = len(page_graphs.news().claims)
    page.keyboard.press("t")
    rows = page.locator("#facts-table tbody tr")
    assert rows.count() == total
    page.fill("#facts-table input", "pineau")
    assert rows.count() == 2
    page.fill("#facts-table input", "")
    page.click("#facts-table th[data-column=certainty] button")
    shares = [int(cell.split()[0]) for cell in page.locator("td.number").all_inner_texts()]
    assert shares == sorted(shares, reverse=True)
    legend(page, "asserted").click(modifiers=["Alt"])
    assert rows.count() < total
    page.locator("#facts-table h2").click()
    page.keyboard.press("Escape")
    assert page.locator("#facts-table").is_hidden()


def test_forces_are_off_until_asked_for(visit: Any) -> None:
    page = visit("news")
    before = page.evaluate("kgraph.network.getPositions()")
    page.wait_for_timeout(300)
    assert page.evaluate("kgraph.network.getPositions()") == before
    page.click("#motion")
    page.wait_for_function(
        f"JSON.stringify(kgraph.network.getPositions()) !== JSON.stringify({json.dumps(before)})"
    )
    page.click("#motion")
    assert page.get_attribute("#motion", "aria-pressed") == "false"


def test_what_is_not_drawn_is_said_and_found(visit: Any) -> None:
    page = visit("huge")
    assert len(drawn(page)) == 1500
    assert "1.500 von 2.000" in text(page, "#status")
    assert "Die wichtigsten zuerst" in text(page, "#status")
    last = page.evaluate("JSON.parse(document.getElementById('graph-data').textContent).entities")
    assert last["iri"][-1] not in drawn(page)
    page.fill("#search", last["name"][-1])
    page.keyboard.press("Enter")
    assert last["iri"][-1] in drawn(page)
    assert text(page, "#panel h2") == last["name"][-1]


def test_nothing_of_a_hostile_text_runs(visit: Any) -> None:
    page = visit("hostile")
    count = len(page_graphs.PAYLOADS)
    for i in range(count):
        page.evaluate(f"kgraph.show('person/p{i}')")
        page.wait_for_function(f"document.querySelector('#panel .iri').textContent.endsWith('p{i}')")
        assert page.locator("#panel h2 bdi").text_content() == page_graphs.PAYLOADS[i]
        page.locator("#network").hover(position=page.evaluate(f"kgraph.place('person/p{i}')"))
    page.fill("#search", "script")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.click("#table")
    assert page.locator("#facts-table tbody tr").count() == 2 * count
    page.click('[data-lang="en"]')
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, iframe, object").count() == 0
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(a => a.protocol)")
    assert set(hrefs) <= {"https:", "file:"}
    assert page.evaluate("({}).polluted") is None


def test_policy_stops_a_script_that_got_in_anyway(browser: Any, files: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(files["news"].as_uri())
    page.wait_for_selector(READY)
    page.evaluate(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 1';"
        " document.body.append(s);"
        " document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwned = 1\">'); })()"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.pwned") is None
    page.close()


def test_page_fits_a_phone(visit: Any) -> None:
    page = visit("news", viewport={"width": 375, "height": 720}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.tap("#search")
    page.fill("#search", "meta")
    page.locator("#found [role=option]").first.tap()
    assert text(page, "#panel h2") == "Meta"
    assert page.locator("#panel blockquote").first.is_visible()
