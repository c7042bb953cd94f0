"""Whether a matched clause is denied, rumoured or planned: the cues of `ontology/cues.*.ttl`, in the match's clause.

A cue counts where it stands in the clause of the match (or, for a cue such as "Berichten zufolge", anywhere in the
sentence: its template starts with `^`). Denial, plan and rumour are looked for separately; a plan beats a rumour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.relate.patterns import elements, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgraph.model import Lang, Modality
    from kgraph.ontology import Ontology

# Where a clause ends in a masked sentence: strong punctuation, and conjunctions that start a new statement.
_BOUNDARY = re.compile(
    r" (?:; |: |\| |– |— |, (?:aber|doch|während|obwohl|sondern|denn|but|while|although|whereas|yet) "
    r"|(?:aber|doch|während|but|while|whereas|although) )"
)


@dataclass(frozen=True, slots=True)
class Stance:
    """How a text stands to what it says."""

    negated: bool = False
    modality: Modality = "asserted"


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cues by kind, each for the clause and for the whole sentence; None where there are none."""

    clause: Mapping[str, re.Pattern[str]]
    sentence: Mapping[str, re.Pattern[str]]

    def stance(self, text: str, start: int, end: int, *, presupposed: bool = False) -> Stance:
        """Return the stance of the clause around `text[start:end]`, a masked sentence.

        What is `presupposed` is only touched by cues inside the match.
        """
        clause = f" {text[start:end]} " if presupposed else _clause(text, start, end)
        whole = clause if presupposed else text
        marked = {
            kind
            for kind in ("negated", "planned", "rumoured")
            if _found(self.clause.get(kind), clause) or _found(self.sentence.get(kind), whole)
        }
        modality: Modality = (
            "planned" if "planned" in marked else "rumoured" if "rumoured" in marked else "asserted"
        )
        return Stance("negated" in marked, modality)


def compile_cues(ontology: Ontology, lang: Lang) -> Cues:
    """Return the cues of `ontology` for `lang`."""
    clause: dict[str, list[str]] = {}
    sentence: dict[str, list[str]] = {}
    for cue in ontology.cues:
        if cue.lang == lang:
            scope = sentence if cue.template.startswith("^") else clause
            scope.setdefault(cue.kind, []).append(_translate(cue.template.removeprefix("^")))
    return Cues(_union(clause), _union(sentence))


def _union(sources: Mapping[str, Iterable[str]]) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(r"(?<= )(?:" + "|".join(sorted(found)) + ")") for kind, found in sources.items()}


def _translate(template: str) -> str:
    marks = {
        "(": "(?:",
        ")": ")",
        ")?": ")?",
        "|": "|",
        "..": r"(?:[^ ;]+ ){0,3}?",
        "...": r"(?:[^ ;]+ ){0,8}?",
    }
    return "".join(marks[e] if e in marks else word(e) for e in elements(template))


def _found(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None


def _clause(text: str, start: int, end: int) -> str:
    """The stretch between the boundaries around the match."""
    left = 0
    right = len(text)
    for boundary in _BOUNDARY.finditer(text):
        if boundary.end() <= start:
            left = boundary.end() - 1
        elif boundary.start() >= end - 1:
            right = boundary.start() + 1
            break
    return text[left:right]
