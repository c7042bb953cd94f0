"""Which concept a spelling of the lexicon means here, and whether it means one at all ("Apple", "Make", "Claude")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgraph.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kgraph.annotate.nlp import LexiconMatch
    from kgraph.model import Document
    from kgraph.ontology import Concept, Ontology


class Senses:
    """Decides, for an ambiguous name, by the words that stand in the same document."""

    def __init__(self, ontology: Ontology) -> None:
        self.concepts = ontology.concepts
        self._patterns: dict[str, re.Pattern[str]] = {}

    def mentions(self, document: Document, text: str, matches: Sequence[LexiconMatch]) -> Iterator[Mention]:
        """Yield a mention for every match that means a concept of the lexicon, in text order."""
        sure = {iri for m in matches for iri in m.concepts if not self.concepts[iri].ambiguous}
        for match in matches:
            concept = self._choose(text, match, sure)
            if concept is not None:
                name = match.name if match.genitive else " ".join(document.quote(match.span).split())
                yield Mention(match.span, concept.kinds, name, "lexicon", 0.95, concept.iri, match.genitive)

    def _choose(self, text: str, match: LexiconMatch, sure: set[str]) -> Concept | None:
        """Return the concept with most context words in the document, or None where none of them fits."""
        ranked = []
        for iri in match.concepts:
            concept = self.concepts[iri]
            if self._avoided(text, match, concept.avoid):
                continue
            hits = self._hits(text, concept.contexts)
            related = len({concept.maker, concept.parent, concept.family} & sure)
            known = match.name != concept.label and concept.iri in sure
            if concept.ambiguous and concept.contexts and not (hits or related or known):
                continue
            ranked.append((-(hits + related), iri))
        return self.concepts[min(ranked)[1]] if ranked else None

    def _hits(self, text: str, contexts: Iterable[str]) -> int:
        return sum(1 for word in contexts if self._word(word).search(text))

    def _avoided(self, text: str, match: LexiconMatch, phrases: Iterable[str]) -> bool:
        """Whether the match stands inside one of `phrases` ("Claude Monet")."""
        for phrase in phrases:
            lo = max(0, match.span.start - len(phrase))
            for found in self._word(phrase).finditer(text, lo, match.span.end + len(phrase)):
                if found.start() <= match.span.start and found.end() >= match.span.end:
                    return True
        return False

    def _word(self, word: str) -> re.Pattern[str]:
        """A pattern for `word` from its start on ("Llama" also in "Llamas", "Meta-Analyse" in "Meta-Analysen")."""
        if word not in self._patterns:
            self._patterns[word] = re.compile(rf"(?<!\w){re.escape(word)}")
        return self._patterns[word]
