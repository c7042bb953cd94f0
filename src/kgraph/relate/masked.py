"""A sentence as the patterns see it: words in lower case, names and quantities as typed slots.

    "Metas Llama-4-Team verlässt FAIR" -> " ‹C0g› ‹M1› -team verlässt ‹L2› "

`variants` also gives it with coordinations joined ("‹C0› ⊕ ‹C1› ⊕ ‹C2›") and bracketed insertions left out.
A slot is `‹`, the capital letters of its kinds, its number in the sentence, `g` where it is a genitive, `›`; a quantity
has one small letter. Every unit is followed by one space, so a pattern is a plain regular expression.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kgraph.model import Linked, Mention, Quantity, Sentence, Token

KIND_LETTERS = {
    "Person": "P", "Company": "C", "Lab": "L", "Organization": "O", "Model": "M",
    "Product": "R", "Benchmark": "B", "Dataset": "D", "Event": "E", "Place": "G",
}  # fmt: skip
QUANTITY_LETTERS = {"Date": "d", "Money": "m", "Tokens": "t", "Parameters": "p", "People": "h"}
_TAIL = r"(?: -(?:serie|reihe|familie|modelle?|modellen|models?|series|family))?"
_SLOT = re.compile(r"(‹[A-Z]+\d+g?›)")
_BRACKETED_NAME = re.compile(rf"›{_TAIL} \( (‹[A-Z]+\d+g?›){_TAIL} \)")
# What may stand between the members of a coordination: marks and conjunctions, "companies like", articles, roles.
_COORDINATION = re.compile(
    rf"{_TAIL} (?:(?:und|and|sowie|,) (?:[^ ‹›,.;()]+ ){{0,4}}(?:wie|like) "
    r"|, (?:und |and |sowie |oder |or |aber auch |und auch |along with )?|und |and |sowie |& |oder |or |/ |\+ |wie auch "
    r"|as well as |und auch )"
    r"(?:(?:der|die|das|dem|den|des|the|its|auch|von|of|bei|mit|with|in|auf|for|für|sogar|even|both|seine[mnrs]?|ihre[mnrs]?"
    r"|ex-|bald|später|later) ){0,2}"
    r"(?:[^ ‹›]*(?:ceo|cto|chef|chefin|gründer|gründerin|leiter|leiterin|forscher|forscherin|founder|officer|professor|professorin"
    r"|dr\.|scientist|researcher|president|präsident) )?"
)
_HYPHENS = frozenset("-‐‑–")
_QUOTES = frozenset('"„“”‚‘«»›‹*_')
_GENITIVES = frozenset(["'s", "’s", "‘s", "´s", "'", "’"])


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked sentence. `slots[n]` is the entity's index or the quantity behind slot `n`."""

    sentence: Sentence
    text: str
    slots: tuple[int | Quantity, ...]
    mentions: tuple[Mention | None, ...]

    def entity(self, slot: int) -> int | None:
        """Return the index of the entity in `slot`, or None for a quantity."""
        value = self.slots[slot]
        return value if isinstance(value, int) else None


def mask(linked: Linked) -> Iterator[Masked]:
    """Yield the sentences of the document that hold at least one entity."""
    starts = {m.span.start: i for i, m in enumerate(linked.annotated.mentions)}
    spelled = {q.span.start: q for q in linked.annotated.quantities}
    for sentence in linked.annotated.sentences:
        masked = _Masker(linked, sentence, starts, spelled).run()
        if any(isinstance(s, int) for s in masked.slots):
            yield masked


def variants(text: str) -> Iterator[str]:
    """Yield the forms in which a masked sentence is matched: as it stands, coordinations joined, brackets left out."""
    seen = {text}
    yield text
    for form in (joined(text), joined(_without_brackets(text))):
        if form not in seen:
            seen.add(form)
            yield form


def joined(text: str) -> str:
    """Return a masked sentence with every coordination of names as slots joined by `⊕`.

    A member has a kind in common with one before it; a name in brackets belongs to the name before the bracket, so
    "Google (Gemini), OpenAI (GPT-Serie)" is one coordination of four.
    """
    parts = _SLOT.split(_BRACKETED_NAME.sub(r"› ⊕ \1", text))
    out = parts[:1]
    chain: set[str] = set()
    for between, slot in zip(["", *parts[2::2]], parts[1::2], strict=False):
        kinds = {c for c in slot if c.isupper()}
        if between == " ⊕ " or (chain & kinds and _COORDINATION.fullmatch(between)):
            out.append(" ⊕ ")
            chain |= kinds
        else:
            out.append(between)
            chain = kinds
        out.append(slot)
    return "".join([*out, parts[-1] if len(parts) > 1 else ""])


def _without_brackets(text: str) -> str:
    units, depth = [], 0
    for unit in text.split():
        depth += unit == "("
        if not depth:
            units.append(unit)
        depth -= unit == ")" and depth > 0
    return f" {' '.join(units)} "


class _Masker:
    def __init__(
        self, linked: Linked, sentence: Sentence, starts: dict[int, int], spelled: dict[int, Quantity]
    ) -> None:
        self.linked = linked
        self.sentence = sentence
        self.starts = starts
        self.spelled = spelled
        self.units: list[str] = []
        self.slots: list[int | Quantity] = []
        self.mentions: list[Mention | None] = []

    def run(self) -> Masked:
        tokens = self.sentence.tokens
        i = 0
        while i < len(tokens):
            start = tokens[i].span.start
            mention = self.starts.get(start)
            quantity = self.spelled.get(start)
            if mention is not None:
                i = self._mention(tokens, i, mention)
            elif quantity is not None:
                self._slot(QUANTITY_LETTERS[quantity.kind], quantity, None)
                i = _after(tokens, i, quantity.span.end)
            elif tokens[i].text in _QUOTES:
                i += 1
            else:
                i = self._word(tokens, i)
        return Masked(self.sentence, f" {' '.join(self.units)} ", tuple(self.slots), tuple(self.mentions))

    def _slot(self, letters: str, value: int | Quantity, mention: Mention | None, flag: str = "") -> None:
        self.units.append(f"‹{letters}{len(self.slots)}{flag}›")
        self.slots.append(value)
        self.mentions.append(mention)

    def _mention(self, tokens: Sequence[Token], i: int, index: int) -> int:
        mention = self.linked.annotated.mentions[index]
        entity = self.linked.referents[index]
        after = _after(tokens, i, mention.span.end)
        if entity is None:
            self.units += [t.text.lower() for t in tokens[i:after]]
            return after
        genitive = mention.genitive
        if after < len(tokens) and tokens[after].text in _GENITIVES and _glued(tokens, after):
            genitive = True
            after += 1
        kinds = self.linked.entities[entity].kinds
        self._slot("".join(KIND_LETTERS[k] for k in kinds), entity, mention, "g" if genitive else "")
        hyphen = after + (after < len(tokens) and tokens[after].text in _QUOTES)  # „Behemoth“-Modell
        if hyphen < len(tokens) - 1 and tokens[hyphen].text in _HYPHENS and _glued(tokens, hyphen + 1):
            after = self._tail(tokens, hyphen)
        return after

    def _tail(self, tokens: Sequence[Token], hyphen: int) -> int:
        """The rest of a compound behind a name: "-Team" of "Llama-4-Team" becomes the unit "-team"."""
        nxt = hyphen + 1
        if not _glued(tokens, hyphen) or tokens[nxt].span.start in self.starts:
            self.units.append("-")
            return nxt
        end = nxt + 1
        while end < len(tokens) and _glued(tokens, end) and tokens[end].span.start not in self.starts:
            if tokens[end].text not in _HYPHENS and tokens[end - 1].text not in _HYPHENS:
                break
            end += 1
        self.units.append("-" + "".join(t.text for t in tokens[nxt:end]).lower())
        return end

    def _word(self, tokens: Sequence[Token], i: int) -> int:
        """One word, hyphenated words whole ("ki-start-up"), stopping before a name ("ex-" before Meta)."""
        end = i + 1
        while (
            end + 1 < len(tokens)
            and tokens[end].text in _HYPHENS
            and _glued(tokens, end)
            and _glued(tokens, end + 1)
            and tokens[i].text[:1].isalnum()
        ):
            if tokens[end + 1].span.start in self.starts:
                end += 1
                break
            end += 2
        self.units.append("".join(t.text for t in tokens[i:end]).lower().replace("‹", "<").replace("›", ">"))
        return end


def _glued(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i - 1].span.end == tokens[i].span.start


def _after(tokens: Sequence[Token], i: int, end: int) -> int:
    """Return the index of the first token at or behind offset `end`, at least `i + 1`."""
    return max(i + 1, bisect_left(tokens, end, key=lambda t: t.span.start))
