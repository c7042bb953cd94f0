"""Who is meant: surnames, short names, acronyms, versions, descriptions; identity from content."""

from __future__ import annotations

from stages import linked


def entities(text: str, lang: str) -> dict[str, set[str]]:
    result = linked(text, lang)
    return {s[0]: set(s) for s in result.surfaces}


def meant(text: str, lang: str, surface: str) -> str:
    """The fullest name of what the last mention spelled `surface` names."""
    result = linked(text, lang)
    found = [
        r
        for m, r in zip(result.annotated.mentions, result.referents, strict=True)
        if text[m.span.start : m.span.end].lower() == surface.lower()
    ]
    assert found, f"no mention {surface}"
    return "" if found[-1] is None else result.surfaces[found[-1]][0]


def test_surname_and_full_name_are_one() -> None:
    text = "CEO Mirela Tanase spoke. Tanase said no more."
    assert entities(text, "en")["Mirela Tanase"] == {"Mirela Tanase", "Tanase"}


def test_versions_of_a_model_stay_apart() -> None:
    found = entities("Meta compared Llama 3 with Llama 4 and Llama 4 Scout.", "en")
    assert {"Llama 3", "Llama 4", "Llama 4 Scout"} <= set(found)


def test_spelling_does_not_split_a_model() -> None:
    found = entities("LLaMA 4 and Llama-4 are one, the Llama 4 model.", "en")
    assert len([n for n in found if n.lower().startswith("llama")]) == 1


def test_genitive_is_no_alias() -> None:
    assert entities("Metas Llama gehört Meta. Zuckerberg freut es.", "de")["Meta"] == {"Meta"}


def test_description_goes_to_the_company_before() -> None:
    text = "Das Start-up Quantiva aus Bonn wächst. Das Unternehmen plant viel."
    assert meant(text, "de", "das unternehmen") == "Quantiva"


def test_pronoun_goes_to_the_person_before() -> None:
    assert meant("CEO Mirela Tanase left. She founded a firm.", "en", "she") == "Mirela Tanase"


def test_description_before_its_name_is_no_reference() -> None:
    assert "the chipmaker" not in {
        m.name for m in linked("Acme AI praised the chipmaker Nvidix.", "en").annotated.mentions
    }


def test_same_name_gives_same_iri_in_every_document() -> None:
    a = linked("The startup Quantiva grows.", "en").entities[0]
    b = linked("Das Start-up Quantiva wächst.", "de").entities[0]
    assert a.iri == b.iri


def test_two_parts_of_one_clause_are_two_things() -> None:
    text = "Das Start-up Quantiva wächst. Nun will die Nexora GmbH das Unternehmen kaufen."
    assert meant(text, "de", "das Unternehmen") == "Quantiva"


def test_start_up_is_only_what_the_text_calls_so() -> None:
    text = "Die Nexora AG stieg bei den Franzosen ein. Das Start-up, 2023 gegründet, wächst."
    assert meant(text, "de", "das Start-up") == ""
