"""Names by lexicon, form and company; sentences; offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.annotate import visible
from kgraph.errors import KGraphError
from kgraph.model import Span
from stages import annotated, names


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("de", "Der KI-Konzern Nexora GmbH sitzt in Berlin.", {"Nexora GmbH": "Company"}),
        ("de", "Das Start-up Quantiva wächst.", {"Quantiva": "Company"}),
        ("de", "Nexora-Chefin Clara Vogt bleibt.", {"Nexora": "Company", "Clara Vogt": "Person"}),
        ("de", "Das Modell „Zirbel“ ist neu.", {"Zirbel": "Model"}),
        ("de", "Sie testeten Zephyr-7B gegen Yi-34B-Chat.", {"Zephyr-7B": "Model", "Yi-34B-Chat": "Model"}),
        ("en", "The startup Quantiva grows.", {"Quantiva": "Company"}),
        ("en", "They used the Brindle model.", {"Brindle": "Model"}),
        ("en", "Halcyon Robotics hired chief scientist Mirela Tanase.", {"Halcyon Robotics": "Company", "Mirela Tanase": "Person"}),
        ("en", "She studied at the University of Ghent.", {"University of Ghent": "Organization"}),
        ("en", "The Glimmer benchmark is hard.", {"Glimmer": "Benchmark"}),
        ("de", "Ein neues Modell ist da. Tide-1 ist klein, aber Tide-1 ist schnell.", {"Tide-1": "Model"}),
        ("en", "They scored it on PinchBench.", {"PinchBench": "Benchmark"}),
        ("en", "We compared Tulu-2-DPO-70B and R7-Distill-Qwen-7B.", {"Tulu-2-DPO-70B": "Model", "R7-Distill-Qwen-7B": "Model"}),
    ],
)  # fmt: skip
def test_names_that_no_lexicon_knows(lang: str, text: str, expected: dict[str, str]) -> None:
    found = names(text, lang)
    assert {n: k for n, k in found.items() if n in expected} == expected


@pytest.mark.parametrize(
    ("lang", "text", "absent"),
    [
        ("de", "Eine Meta-Analyse von 40 Studien.", "Meta"),
        ("de", "Das Bild malte Claude Monet.", "Claude"),
        ("en", "She ate an apple. Make sure you do, too.", "Make"),
        ("en", "My zodiac sign is Gemini.", "Gemini"),
        ("en", "The Metal prices rose.", "Meta"),
        ("de", "Die Metallpreise steigen.", "Meta"),
    ],
)
def test_words_that_only_look_like_names(lang: str, text: str, absent: str) -> None:
    assert absent not in names(text, lang)


def test_every_occurrence_and_both_borders() -> None:
    text = "Meta und Meta, Metas Llama. Zuckerberg leitet Meta."
    spans = [m.span for m in annotated(text, "de").mentions if m.name == "Meta"]
    assert [text[s.start : s.end] for s in spans] == ["Meta", "Meta", "Metas", "Meta"]


def test_ellipsis_names_each_thing() -> None:
    assert {"Llama 1", "Llama 2"} <= set(names("Meta zeigte Llama 1 und 2.", "de"))


def test_a_name_once_established_is_found_everywhere() -> None:
    text = "Das Start-up Quantiva wächst. Alle reden von Quantiva, und Quantivas Umsatz steigt."
    found = [m.name for m in annotated(text, "de").mentions if not m.nominal]
    assert found.count("Quantiva") == 3


def test_acronym_in_brackets() -> None:
    found = names("The Zagreb Institute for Language Research (ZILR) opened.", "en")
    assert "ZILR" in found


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("de", "Am 5. Mai kam Dr. Vogt z.B. nach Bonn. Dann ging sie.", 2),
        ("de", "Es kostet 3 Mio. Euro. Viel.", 2),
        ("en", "Nexora Inc. sued. Mr. Lee won. It was over!", 3),
        ("en", "# Title\n\nText one. Text two.\n- item\n- item", 5),
        ("en", "This line is wrapped in the middle of the sentence and it goes on\nbehind the newline until here.", 1),
    ],
)  # fmt: skip
def test_sentences(lang: str, text: str, count: int) -> None:
    assert len(annotated(text, lang).sentences) == count


def test_markup_is_not_read_but_offsets_stay() -> None:
    text = "The **Brindle** model ([docs](https://example.org/Nexora-9B)) is `new`."
    masked = visible(text, skip=[Span(0, 3)])
    assert len(masked) == len(text)
    assert "example" not in masked
    assert "*" not in masked
    assert masked[:3] == "   "
    found = {m.name for m in annotated(text, "en").mentions}
    assert found == {"Brindle"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["de", "en"]))
def test_offsets_hold_for_any_text(text: str, lang: str) -> None:
    if not text.strip():
        return
    try:
        result = annotated(text, lang)
    except KGraphError:  # the reader may refuse the text
        return
    length = len(result.document.text)
    mentions = result.mentions
    assert all(0 <= m.span.start < m.span.end <= length for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    for sentence in result.sentences:
        for token in sentence.tokens:
            assert sentence.span.start <= token.span.start < token.span.end <= sentence.span.end
