"""annotate: `Document` -> `Annotated`: sentences, the names in them, and dates, amounts and counts.

Names come from three readers that look at the same tokens: the lexicon (`nlp`), form and neighbours (`shapes`), and
what the document itself has established (`repeats`: a name once recognised is recognised everywhere). Where they
overlap, the policy of `_settle` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.annotate import nlp, repeats, shapes
from kgraph.annotate.quantities import quantities
from kgraph.annotate.senses import Senses
from kgraph.annotate.vocabulary import Vocabulary, vocabulary
from kgraph.model import Annotated, Document, Lang, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

    from kgraph.model import Sentence
    from kgraph.ontology import Ontology

__all__ = ["Pipeline", "annotate", "pipeline"]

# Characters of markup that become spaces before reading, so that offsets stay: emphasis, headings, code marks,
# the brackets and targets of links, HTML tags, bare addresses.
_MARKUP = re.compile(
    r"""(?P<target>\]\([^)\s]*\))|(?P<url>https?://[^\s<>"')\]]+)|(?P<tag></?[a-zA-Z][^<>\n]{0,200}>)"""
    r"""|(?P<mark>\*{1,3}|_{2,3}|`{1,3}|~~|(?m:^[ \t]*\#{1,6}(?=\s))|!?\[(?=[^\]\n]{1,300}\]\())"""
)


@dataclass(frozen=True)
class Pipeline:
    """What `annotate` needs, compiled once: the ontology, and per language the spaCy pipeline and word sets."""

    ontology: Ontology
    _languages: dict[Lang, tuple[Language, Vocabulary, Senses]] = field(default_factory=dict)

    def tools(self, lang: Lang) -> tuple[Language, Vocabulary, Senses]:
        """Return the tools for `lang`, made on first use."""
        if lang not in self._languages:
            words = vocabulary(lang, self.ontology)
            self._languages[lang] = (nlp.language(lang, self.ontology), words, Senses(self.ontology))
        return self._languages[lang]


def pipeline(ontology: Ontology) -> Pipeline:
    """Return the annotation pipeline for `ontology`."""
    return Pipeline(ontology)


def annotate(document: Document, pipeline: Pipeline) -> Annotated:
    """Find sentences, mentions and quantities; nothing is read in `document.skip` and in markup."""
    language, words, senses = pipeline.tools(document.lang)
    text = visible(document.text, skip=document.skip)
    parsed = nlp.parse(language, text)
    found = [*senses.mentions(document, text, parsed.matches)]
    found = [*_extended(document, parsed.sentences, found, words)]
    for sentence in parsed.sentences:
        found += shapes.find(document, sentence, words)
    names = _settle(found)
    taken = {m.span for m in names}
    again = repeats.find(document, parsed.sentences, names, words)
    names = _settle([*names, *(m for m in again if m.span not in taken)])
    spelled = quantities(text, document.lang, published=document.published, skip=document.skip)
    return Annotated(
        document=document,
        sentences=parsed.sentences,
        mentions=tuple(names),
        quantities=tuple(q for q in spelled if not _covered(q.span, names)),
    )


def visible(text: str, *, skip: Sequence[Span] = ()) -> str:
    """Return `text` with markup and the stretches of `skip` replaced by spaces, at unchanged length."""
    masked = _MARKUP.sub(lambda m: " " * len(m.group()), text)
    for span in skip:
        blank = "".join("\n" if c == "\n" else " " for c in masked[span.start : span.end])
        masked = masked[: span.start] + blank + masked[span.end :]
    return masked


def _extended(
    document: Document, sentences: Sequence[Sentence], found: Iterable[Mention], words: Vocabulary
) -> Iterator[Mention]:
    """Lengthen lexicon matches of models by the version and edition words behind them.

    "Llama" of the lexicon becomes "Llama 4 Turbo" where the text says so; a company becomes a model in
    "DeepSeek R1". The longer name is no longer the lexicon's concept.
    """
    starts = {t.span.start: (s, i) for s in sentences for i, t in enumerate(s.tokens)}
    ends = {t.span.end: i for s in sentences for i, t in enumerate(s.tokens)}
    for mention in found:
        place = starts.get(mention.span.start)
        last = ends.get(mention.span.end)
        if place is None or last is None or mention.genitive or mention.kinds[0] not in ("Model", "Company"):
            yield mention
            continue
        reader = shapes.Reader(document, place[0].tokens, words)
        end, points = reader.version_tail(last + 1)
        needed = 1 if "Model" in mention.kinds else 2
        counted = document.quote(mention.span) in words["counted"]
        if points >= needed and end > last + 1 and not counted:
            longer = reader.mention(place[1], end, "Model", "lexicon name with version", 0.9)
            yield longer
        else:
            yield mention


def _settle(found: Iterable[Mention]) -> list[Mention]:
    """Return mentions that do not overlap, in text order.

    Certain readers (lexicon, form, person) come before described names; then the longer, then the surer wins.
    """

    def rank(m: Mention) -> tuple[bool, int, float, int, str]:
        return (
            m.rule.startswith(("described", "after", "before")),
            m.span.start - m.span.end,
            -m.score,
            m.span.start,
            m.rule,
        )

    chosen: list[Mention] = []
    for mention in sorted(found, key=rank):
        if not _covered(mention.span, chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.span)


def _covered(span: Span, chosen: Sequence[Mention]) -> bool:
    return any(span.overlaps(m.span) for m in chosen)
