"""The training corpus in `training/`: reads and checks its files.

A file holds short documents in a notation that is quick to write and to review (see `training/README.md`):

    @ de/agency/017
    {Nexora GmbH|C1} aus {Bonn|G1} hat {Zirbel-2|M1} veröffentlicht.
    > M1 developedBy C1
    > M1 status released
    {Das Unternehmen|=C1} will {Orbits|C2:Orbit} Chatsparte kaufen.
    > C1 acquired C2 ; planned

`@` starts a document, `>` states a fact of the sentence above, `#` is a comment. In a sentence, `{text|C1}` names entity
C1, `{text|C1:base}` does so in an inflected form, `{text|=C1}` refers to it without a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.errors import InputError
from kgraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kgraph.ontology import Ontology

LETTERS = {
    "P": "Person", "C": "Company", "L": "Lab", "O": "Organization", "M": "Model",
    "R": "Product", "B": "Benchmark", "D": "Dataset", "E": "Event", "G": "Place",
}  # fmt: skip
QUALIFIERS = ("planned", "rumoured", "negated")
_WORDS = {
    "status": ("announced", "released", "delayed", "cancelled", "discontinued"),
}
_MENTION = re.compile(r"\{([^{}|]+)\|(=?)([PCLOMRBDEG]\d+)(?::([^{}|]+))?\}")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_AMOUNT = re.compile(r"\d+(?:\.\d+)? [A-Z]{3}")
_TIME = re.compile(r"(start|end|date)=(\d{4}(?:-\d\d(?:-\d\d)?)?)")


@dataclass(frozen=True, slots=True)
class Naming:
    """A marked stretch of a sentence: the entity's key ("C1"), its base form, and whether it is no name."""

    span: Span
    entity: str
    base: str
    nominal: bool

    @property
    def kind(self) -> str:
        """The entity's class."""
        return LETTERS[self.entity[0]]


@dataclass(frozen=True, slots=True)
class StatedFact:
    """What the sentence says: a relation to an entity's key, or an attribute with its value."""

    subject: str
    predicate: str
    object: str
    modality: str = "asserted"
    negated: bool = False
    times: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingSentence:
    """A sentence without its marks, with what was marked in it; spans count in `text`."""

    text: str
    namings: tuple[Naming, ...]
    facts: tuple[StatedFact, ...]


@dataclass(frozen=True, slots=True)
class TrainingDocument:
    """A short text; `id` is language, voice and number ("de/agency/017")."""

    id: str
    sentences: tuple[TrainingSentence, ...]

    @property
    def lang(self) -> str:
        """The language, "de" or "en"."""
        return self.id.split("/")[0]

    @property
    def voice(self) -> str:
        """In whose manner it is written ("agency", "newsletter")."""
        return self.id.split("/")[1]


@dataclass(slots=True)
class _Draft:
    """A document while its lines are being read."""

    id: str
    lines: list[tuple[str, tuple[Naming, ...], list[StatedFact]]] = field(default_factory=list)

    def done(self) -> TrainingDocument:
        return TrainingDocument(self.id, tuple(TrainingSentence(t, n, tuple(f)) for t, n, f in self.lines))


def read(path: Path, ontology: Ontology) -> Iterator[TrainingDocument]:
    """Yield the documents of a file in its order.

    Raises:
        InputError: a line breaks the notation or the ontology; `where` is `file:line`.
    """
    draft: _Draft | None = None
    known: dict[str, str] = {}
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line, where = raw.strip(), f"{path.name}:{number}"
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            if draft is not None:
                yield draft.done()
            draft, known = _Draft(_document_id(line, where)), {}
        elif draft is None:
            raise InputError(
                "text before the first document", where=where, hint="start it with '@ de/voice/001'"
            )
        elif line.startswith(">"):
            if not draft.lines:
                raise InputError("a fact without a sentence", where=where, hint="put it below its sentence")
            draft.lines[-1][2].append(_fact(line[1:].strip(), known, ontology, where))
        else:
            text, namings = _sentence(line, where)
            _remember(namings, known, where)
            draft.lines.append((text, namings, []))
    if draft is not None:
        yield draft.done()


def _document_id(line: str, where: str) -> str:
    found = line[1:].strip()
    if not re.fullmatch(r"(?:de|en)/[a-z-]+/\d{3,4}", found):
        raise InputError(f"no document's name: {found!r}", where=where, hint="write '@ de/agency/017'")
    return found


def _sentence(line: str, where: str) -> tuple[str, tuple[Naming, ...]]:
    text = ""
    namings = []
    last = 0
    for m in _MENTION.finditer(line):
        text += line[last : m.start()]
        span = Span(len(text), len(text) + len(m[1]))
        namings.append(Naming(span, m[3], (m[4] or m[1]).strip(), bool(m[2])))
        text += m[1]
        last = m.end()
    text += line[last:]
    if "{" in text or "}" in text:
        raise InputError(
            "a broken mark", where=where, hint="marks look like {Nexora|C1}, {Nexoras|C1:Nexora}, {sie|=P1}"
        )
    return text, tuple(namings)


def _remember(namings: tuple[Naming, ...], known: dict[str, str], where: str) -> None:
    for naming in namings:
        if naming.nominal and naming.entity not in known:
            raise InputError(
                f"{naming.entity} is referred to before it is named", where=where, hint="name it first"
            )
        known.setdefault(naming.entity, naming.base)


def _fact(line: str, known: Mapping[str, str], ontology: Ontology, where: str) -> StatedFact:
    body, _, tail = line.partition(";")
    subject, predicate, target = [*body.split(None, 2), "", "", ""][:3]
    target = target.strip()
    if subject not in known:
        raise InputError(
            f"{subject} is not named above", where=where, hint=f"named are {', '.join(known) or 'none'}"
        )
    if predicate in ontology.relations:
        _check_relation(subject, predicate, target, known, ontology, where)
    elif predicate in ontology.attributes:
        _check_value(predicate, target, ontology, where)
    else:
        raise InputError(f"unknown predicate {predicate!r}", where=where, hint="see annotation guidelines")
    modality, negated, times = _qualifiers(tail, where)
    return StatedFact(subject, predicate, target, modality, negated, times)


def _check_relation(
    subject: str, predicate: str, target: str, known: Mapping[str, str], ontology: Ontology, where: str
) -> None:
    if target not in known:
        raise InputError(f"{target} is not named above", where=where, hint=f"named are {', '.join(known)}")
    relation = ontology.relations[predicate]
    for end, allowed in ((subject, relation.domain), (target, relation.range)):
        if LETTERS[end[0]] not in allowed:
            what = f"{predicate} takes no {LETTERS[end[0]]} ({end}) there"
            raise InputError(what, where=where, hint=f"it takes {', '.join(sorted(allowed))}")


def _check_value(predicate: str, value: str, ontology: Ontology, where: str) -> None:
    form = ontology.attributes[predicate].datatype
    fits = {
        "date": _DATE.fullmatch(value) is not None,
        "amount": _AMOUNT.fullmatch(value) is not None,
        "integer": value.isdigit(),
        "word": bool(value) and value in _WORDS.get(predicate, (value,)),
    }[form]
    if not fits:
        raise InputError(
            f"{value!r} is no {form} for {predicate}",
            where=where,
            hint="2025-04, 2000000 EUR, 128000, released",
        )


def _qualifiers(tail: str, where: str) -> tuple[str, bool, tuple[tuple[str, str], ...]]:
    modality, negated, times = "asserted", False, []
    for word in tail.replace(",", " ").split():
        if word == "negated":
            negated = True
        elif word in QUALIFIERS:
            modality = word
        elif m := _TIME.fullmatch(word):
            times.append((m[1], m[2]))
        else:
            raise InputError(
                f"unknown qualifier {word!r}", where=where, hint=", ".join(QUALIFIERS) + ", date=2025-04"
            )
    return modality, negated, tuple(times)
