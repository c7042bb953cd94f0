"""The word sets of `ontology/words.ttl` for one language, as the recognisers look them up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgraph.model import Lang
    from kgraph.ontology import Ontology

NOUN_KINDS = ("Company", "Lab", "Model", "Product", "Benchmark", "Dataset", "Event", "Organization")
NOMINAL_KINDS = ("Company", "Lab", "Model", "Person")


@dataclass(frozen=True)
class Vocabulary:
    """Word sets by name; a word without a language tag belongs to both languages."""

    lang: Lang
    sets: Mapping[str, frozenset[str]]
    given_names: Mapping[str, bool]
    """A given name -> whether it is a name beyond doubt ("Timothée"), or also a common word ("Will")."""
    companies: frozenset[str]
    """The names of one word of the companies that the lexicon knows."""

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the words of the set, empty for a set that the ontology lacks."""
        return self.sets.get(name, frozenset())

    @cached_property
    def nouns(self) -> Mapping[str, str]:
        """A noun ("Start-up", "model") -> the kind of the name beside it."""
        return {word: kind for kind in NOUN_KINDS for word in sorted(self[f"noun-{kind}"])}

    def noun_kind(self, word: str) -> str:
        """Return the kind of the name that `word` describes, or "".

        German puts words together: "Sprachdatensatz" tells what "Datensatz" tells.
        """
        if word in self.nouns:
            return self.nouns[word]
        if self.lang != "de" or not word[:1].isupper() or len(word) < 7:
            return ""
        lower = word.lower()
        return next((kind for end, kind in self._noun_endings if lower.endswith(end)), "")

    @cached_property
    def _noun_endings(self) -> tuple[tuple[str, str], ...]:
        """Lower-case nouns that may end a compound, longest first."""
        ends = {
            noun.lower(): kind
            for noun, kind in self.nouns.items()
            if len(noun) > 3 and noun not in ("Reihe", "Test")
        }
        return tuple(sorted(ends.items(), key=lambda e: (-len(e[0]), e[0])))

    def is_role(self, word: str) -> bool:
        """Whether `word` says what somebody is ("CEO", "Vertriebschefin")."""
        if word in self["role"] or (self.lang == "en" and word.lower() in self["role"]):
            return True
        return self.lang == "de" and word[:1].isupper() and word.lower().endswith(self._role_endings)

    @cached_property
    def _role_endings(self) -> tuple[str, ...]:
        return tuple(
            sorted(w.lower() for w in self["role"] if len(w) > 3 and w[:1].isupper() and "." not in w)
        )

    @cached_property
    def suffixes(self) -> Mapping[str, str]:
        """The last word of a name ("GmbH", "Labs", "University") -> the kind it makes it."""
        kinds = {"legal-form": "Company", "company-suffix": "Company", "lab-suffix": "Lab"}
        kinds |= {"organization-suffix": "Organization", "benchmark-suffix": "Benchmark"}
        kinds |= {"event-suffix": "Event", "dataset-suffix": "Dataset"}
        return {word: kind for name, kind in kinds.items() for word in sorted(self[name])}

    @cached_property
    def model_suffixes(self) -> frozenset[str]:
        """Words that may continue a model's name, in lower case."""
        return frozenset(w.lower() for w in self["model-suffix"])

    @cached_property
    def nominals(self) -> Mapping[tuple[str, ...], str]:
        """The words of a definite description or pronoun, in lower case -> the kind that it stands for."""
        return {
            tuple(phrase.lower().replace("-", " - ").split()): kind
            for kind in NOMINAL_KINDS
            for phrase in sorted(self[f"nominal-{kind}"])
        }


def vocabulary(lang: Lang, ontology: Ontology) -> Vocabulary:
    """Return the word sets of `ontology` that hold for `lang`."""
    sets = {
        name: frozenset(word for tag, word in words if tag in ("", lang))
        for name, words in ontology.words.items()
    }
    companies = (c for c in ontology.concepts.values() if c.kinds[0] == "Company")
    one_word = frozenset(n for c in companies for n in c.names if " " not in n)
    return Vocabulary(lang, sets, ontology.given_names, one_word)
