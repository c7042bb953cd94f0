"""The training corpus keeps its notation, and the reader refuses what breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph import ontology
from kgraph.errors import InputError
from kgraph.train import corpus

FILES = sorted((Path(__file__).resolve().parents[1] / "training").glob("*/*.txt"))
GOOD = """@ de/agency/001
{Nexora GmbH|C1} hat {Zirbel-2|M1} gezeigt.
> M1 developedBy C1
{Das Unternehmen|=C1} will {Orbits|C2:Orbit} Sparte kaufen.
> C1 acquired C2 ; planned date=2025-04
"""


def read(tmp_path: Path, text: str) -> list[corpus.TrainingDocument]:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    return list(corpus.read(path, ontology.load()))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_file_is_well_formed(path: Path) -> None:
    documents = list(corpus.read(path, ontology.load()))
    assert documents
    assert {d.lang for d in documents} == {path.parent.name}


def test_documents_have_names_of_their_own() -> None:
    ids = [d.id for path in FILES for d in corpus.read(path, ontology.load())]
    assert len(ids) == len(set(ids))


def test_marks_are_taken_out_and_spans_count_without_them(tmp_path: Path) -> None:
    (document,) = read(tmp_path, GOOD)
    second = document.sentences[1]
    assert second.text == "Das Unternehmen will Orbits Sparte kaufen."
    found = [(second.text[n.span.start : n.span.end], n.base, n.nominal) for n in second.namings]
    assert found == [("Das Unternehmen", "Das Unternehmen", True), ("Orbits", "Orbit", False)]
    (fact,) = second.facts
    assert (fact.subject, fact.predicate, fact.object, fact.modality) == ("C1", "acquired", "C2", "planned")
    assert fact.times == (("date", "2025-04"),)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("> C9 developedBy C1", "C9 is not named"),
        ("> M1 acquired C1", "takes no Model"),
        ("> M1 madeBy C1", "unknown predicate"),
        ("> M1 releaseDate soon", "is no date"),
        ("> M1 status done", "is no word"),
        ("> M1 developedBy C1 ; maybe", "unknown qualifier"),
        ("{sie|=P3} ging.", "before it is named"),
        ("{Nexora|Q1} ging.", "broken mark"),
    ],
)
def test_what_breaks_the_notation_is_named(tmp_path: Path, line: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as raised:
        read(tmp_path, "@ de/agency/001\n{Nexora GmbH|C1} hat {Zirbel-2|M1} gezeigt.\n" + line + "\n")
    assert raised.value.where == "a.txt:3"
