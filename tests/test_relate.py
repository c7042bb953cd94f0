"""What sentences say, in both languages, with invented names; denial, rumour, plan; checks; evidence."""

from __future__ import annotations

import pytest

from kgraph import ontology
from kgraph.errors import OntologyError
from kgraph.ontology import Pattern
from kgraph.relate.masked import mask
from kgraph.relate.patterns import compile_patterns
from stages import facts, linked, rows


def masked(text: str, lang: str) -> str:
    return next(mask(linked(text, lang))).text


def test_masked_sentence() -> None:
    text = "Das Start-up Quantiva gewann. Ex-Quantiva-Forscher lobten Quantivas Zephyr-7B-Team."
    assert [m.text for m in mask(linked(text, "de"))][1] == " ex- ‹C0› -forscher lobten ‹C1g› ‹M2› -team . "


CASES = [
    ("de", "Die Nexora GmbH wurde 2019 von CEO Clara Vogt gegründet.", ("Nexora GmbH", "foundedBy", "Clara Vogt", "asserted")),
    ("en", "Halcyon Robotics was founded by CEO Mirela Tanase in 2019.", ("Halcyon Robotics", "foundedBy", "Mirela Tanase", "asserted")),
    ("de", "Forscherin Clara Vogt wechselt zur Nexora GmbH.", ("Clara Vogt", "employedBy", "Nexora GmbH", "asserted")),
    ("en", "Researcher Jane Doe joined Halcyon Robotics.", ("Jane Doe", "employedBy", "Halcyon Robotics", "asserted")),
    ("de", "Forscherin Clara Vogt verlässt die Nexora GmbH.", ("Clara Vogt", "formerlyEmployedBy", "Nexora GmbH", "asserted")),
    ("en", "Researcher Jane Doe left Halcyon Robotics.", ("Jane Doe", "formerlyEmployedBy", "Halcyon Robotics", "asserted")),
    ("de", "Nexora-Chefin Clara Vogt bleibt.", ("Clara Vogt", "leads", "Nexora", "asserted")),
    ("en", "Halcyon Robotics CEO Mirela Tanase spoke.", ("Mirela Tanase", "leads", "Halcyon Robotics", "asserted")),
    ("de", "Die Nexora GmbH übernimmt die Quantiva AG.", ("Nexora GmbH", "acquired", "Quantiva AG", "asserted")),
    ("en", "Halcyon Robotics acquired Orbit Systems.", ("Halcyon Robotics", "acquired", "Orbit Systems", "asserted")),
    ("de", "Die Nexora GmbH investiert Geld in die Quantiva AG.", ("Nexora GmbH", "investedIn", "Quantiva AG", "asserted")),
    ("en", "Halcyon Robotics invested heavily in Orbit Systems.", ("Halcyon Robotics", "investedIn", "Orbit Systems", "asserted")),
    ("de", "Die Nexora GmbH hat Zephyr-7B veröffentlicht.", ("Zephyr-7B", "developedBy", "Nexora GmbH", "asserted")),
    ("en", "Halcyon Robotics released Zephyr-7B.", ("Zephyr-7B", "developedBy", "Halcyon Robotics", "asserted")),
    ("de", "Zephyr-7B übertrifft Yi-34B-Chat.", ("Zephyr-7B", "outperforms", "Yi-34B-Chat", "asserted")),
    ("en", "Zephyr-7B beats Yi-34B-Chat.", ("Zephyr-7B", "outperforms", "Yi-34B-Chat", "asserted")),
    ("de", "Zephyr-7B basiert auf Yi-34B-Chat.", ("Zephyr-7B", "basedOn", "Yi-34B-Chat", "asserted")),
    ("en", "Zephyr-7B is based on Yi-34B-Chat.", ("Zephyr-7B", "basedOn", "Yi-34B-Chat", "asserted")),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "row"), CASES)
def test_relations(lang: str, text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text, lang)


STANCES = [
    ("de", "Die Nexora GmbH will die Quantiva AG übernehmen.", "planned"),
    ("de", "Die Nexora GmbH soll angeblich Zephyr-7B entwickelt haben.", "rumoured"),
    ("de", "Berichten zufolge übernimmt die Nexora GmbH die Quantiva AG.", "rumoured"),
    ("de", "Die Nexora GmbH hat die Quantiva AG nicht übernommen.", "negated"),
    ("en", "Halcyon Robotics plans to acquire Orbit Systems.", "planned"),
    ("en", "Halcyon Robotics reportedly acquired Orbit Systems.", "rumoured"),
    ("en", "Halcyon Robotics has not acquired Orbit Systems.", "negated"),
]


@pytest.mark.parametrize(("lang", "text", "stance"), STANCES)
def test_stance(lang: str, text: str, stance: str) -> None:
    found = rows(text, lang)
    assert found
    assert {row[3] for row in found} == {stance}


def test_cue_in_another_clause_does_not_count() -> None:
    text = "Halcyon Robotics acquired Orbit Systems, while Nexora Inc. plans nothing."
    assert ("Halcyon Robotics", "acquired", "Orbit Systems", "asserted") in rows(text, "en")


def test_coordination_gives_each_its_claim() -> None:
    text = "Die Nexora GmbH wurde von CEO Clara Vogt und CEO Timo Brandt gegründet."
    found = {r[2] for r in rows(text, "de") if r[1] == "foundedBy"}
    assert "Clara Vogt" in found


def test_names_together_are_no_relation() -> None:
    text = "Die Nexora GmbH und die Quantiva AG standen in der Zeitung."
    assert rows(text, "de") == set()


def test_evidence_quotes_the_sentence() -> None:
    text = "Erst kommt das. Die Nexora GmbH übernimmt die Quantiva AG. Dann nichts."
    claim = next(c for c in facts(text, "de").claims if c.predicate == "acquired")
    (evidence,) = claim.evidence
    assert evidence.quote == text[evidence.span.start : evidence.span.end]
    assert evidence.quote == "Die Nexora GmbH übernimmt die Quantiva AG."


def test_symmetric_relation_is_written_once() -> None:
    one = facts("Nexora Inc. competes with Orbit Systems.", "en").claims
    two = facts("Orbit Systems competes with Nexora Inc.", "en").claims
    assert [(c.subject, c.object) for c in one] == [(c.subject, c.object) for c in two]
    assert len(one) == 1


def test_ill_typed_proposals_are_dropped_and_counted() -> None:
    result = facts("Zephyr-7B beats Halcyon Robotics.", "en")
    assert result.claims == ()
    assert sum(result.dropped.values()) > 0


@pytest.mark.parametrize(
    ("template", "what"),
    [("<X> made <O>", "unknown slot"), ("<S:Robot> <O>", "unknown kind"), ("%nothing <S>", "no word set"), ("<S> (a|b <O>", "cannot be read")],
)  # fmt: skip
def test_malformed_pattern_is_named(template: str, what: str) -> None:
    import dataclasses

    broken = dataclasses.replace(ontology.load(), patterns=(Pattern("foundedBy", "en", template, 0.8),))
    with pytest.raises(OntologyError, match=what) as raised:
        compile_patterns(broken, "en")
    assert template in str(raised.value)
