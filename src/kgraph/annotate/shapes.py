"""Names by their form and their company: what the lexicon does not know.

Every recogniser looks at one sentence's tokens and yields `Mention`s; `annotate` keeps the best where they overlap.
A capital says little in German, so a name needs a witness: a version ("Zephyr-7B"), a legal form or typical last word
("Nexora GmbH", "Orbital Labs"), a given name or a role ("CEO Jane Doe"), or a noun that says what it is
("das Start-up Nexora", "the Parakeet model").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgraph.model import Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kgraph.annotate.vocabulary import Vocabulary
    from kgraph.model import Document, Sentence, Token

_HYPHEN = frozenset("-‐‑–/")
_OPENING = frozenset("\"'„“‚‘«»›‹”(")
_CONNECTORS = frozenset(["for", "of", "für", "and", "und"])
_QUOTES = frozenset("\"'„“‚‘«»›‹”’")
_SIZE = re.compile(r"\d+(?:[.,]\d+)?(?:x\d+)?[bBmM]$")
_VERSION = re.compile(r"[vV]?\d+(?:\.\d+)*[a-z]{0,2}$")
_LETTER_VERSION = re.compile(r"[A-Zo]\d+(?:\.\d+)?$")
_DATE_PIECE = re.compile(r"(?:\d{4}|\d{6}|\d{8}|\d{2})$")
_ODD_WORDS = {
    re.compile(r"[A-Z][\w+]*[a-z\d](?:Bench|Eval|Arena|QA)$"): "Benchmark",
    re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)?AI$"): "Company",
    re.compile(r"[A-Z][a-z]+\.(?:ai|io)$"): "Company",
}
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*$")
_GERMAN_NOUN = re.compile(
    r"(?:ung|ungen|heit|keit|keiten|schaft|ismus|tät|modell|modelle|modells|chef|team|teams|forscher|labor|gründer"
    r"|konzern|konferenz|basiert|bereich|strategie|plattform|entwicklung|unternehmen|assistent)$",
    re.IGNORECASE,
)


def is_name_part(text: str) -> bool:
    """Whether a token can stand in a name: it starts with a capital, or has one inside ("iFlytek", "xAI")."""
    return text[:1].isupper() or (text[:1].isalpha() and any(c.isupper() for c in text[1:3])) or text == "n8n"


def find(document: Document, sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield every name that its form or its neighbours give away, in no order, possibly overlapping."""
    reader = Reader(document, sentence.tokens, vocabulary)
    for i in range(len(reader.words)):
        yield from reader.model_at(i)
        yield from reader.person_at(i)
        yield from reader.suffixed_at(i)
        yield from reader.beside_noun_at(i)
        yield from reader.before_role_at(i)
        yield from reader.single_word_at(i)


class Reader:
    """The tokens of one sentence, with the questions that the recognisers ask about them."""

    def __init__(self, document: Document, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        self.document = document
        self.tokens = tokens
        self.words = [t.text for t in tokens]
        self.v = vocabulary

    # ---- questions about places ---------------------------------------------------------------------------------

    def word(self, i: int) -> str:
        """Return the token at `i`, "" outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def glued(self, i: int) -> bool:
        """Whether token `i` stands right behind the one before, without white space."""
        return 0 < i < len(self.tokens) and self.tokens[i - 1].span.end == self.tokens[i].span.start

    def mention(self, i: int, j: int, kind: str, rule: str, score: float) -> Mention:
        """The mention of tokens `i` (inclusive) to `j` (exclusive); a genitive -s of a person is cut off."""
        span = Span(self.tokens[i].span.start, self.tokens[j - 1].span.end)
        last = self.tokens[j - 1].text
        if last.endswith(".") and last[:-1] in self.v.suffixes and last not in self.v.suffixes:
            span = Span(span.start, span.end - 1)  # the tokeniser took the full stop of "Nexora GmbH."
        name = " ".join(self.document.quote(span).split())
        return Mention(span, self._kinds(kind, i, last), name, rule, score)

    def _kinds(self, kind: str, start: int, last: str) -> tuple[str, ...]:
        """ "Black Forest Labs" is a company, "Meta Superintelligence Labs" the lab of one."""
        if kind == "Lab" and last == "Labs" and self.words[start] not in self.v.companies:
            return ("Company", "Lab")
        return (kind,)

    def name_run(self, i: int, *, limit: int = 4) -> int:
        """Return where the run of name parts that starts at token `i` ends (exclusive), at most `limit` words."""
        j, words = i, 0
        while j < len(self.words) and words < limit:
            word = self.word(j)
            hyphenated = word in _HYPHEN and self.glued(j) and self.glued(j + 1) and j > i
            if hyphenated and (is_name_part(self.word(j + 1)) or self.word(j + 1)[:1].isdigit()):
                if self._is_noun(self.word(j + 1)):
                    break
                j += 2
                continue
            numeral = j > i and word[:1].isdigit() and _VERSION.match(word) and not _YEAR.match(word)
            if not (is_name_part(word) or numeral) or (j > i and self._is_noun(word)):
                break
            if j > i and self.v.lang == "de" and _GERMAN_NOUN.search(word):
                break
            j += 1
            words += 1
        return j

    def _is_noun(self, word: str) -> bool:
        return bool(self.v.noun_kind(word)) or self.v.is_role(word)

    # ---- recognisers -----------------------------------------------------------------------------------------

    def model_at(self, i: int) -> Iterator[Mention]:
        """Models by form: "Yi-34B-Chat", "Zephyr 2 Pro", "Trinity-Large-Thinking"."""
        if not self.word(i)[:1].isalpha() or (self.glued(i) and self.word(i - 1) in _HYPHEN):
            return
        j, points = self.version_tail(i + 1)
        first = self.word(i)
        if (
            first in self.v["not-first"]
            or first in self.v["common"]
            or first in self.v["counted"]
            or self._is_noun(first)
        ):
            return
        if j == i + 1:
            if re.match(r"[A-Z][A-Za-z]+\d+(?:\.\d+)+$", first):  # "Qwen2.5"
                yield self.mention(i, j, "Model", "form: name with version", 0.6)
            return
        if first.islower() and not (points >= 4 and self.word(i + 1) in _HYPHEN):
            return
        if points == 1 and self._repeated_model(i, j):
            yield self.mention(i, j, "Model", "form: name with number, named again", 0.5)
        if points >= 3 or (points == 2 and self._model_context(i, j)):
            yield self.mention(
                i, j, "Model", "form: name with version or edition", min(0.4 + 0.1 * points, 0.9)
            )

    def version_tail(self, j: int) -> tuple[int, int]:
        """Return the end (exclusive) of the version, size and edition words from token `j` on, and their weight."""
        points = 0
        end = j
        while j < len(self.words):
            joined = self.word(j) in _HYPHEN and self.glued(j) and self.glued(j + 1)
            at = j + 1 if joined else j
            weight = self._piece_weight(at, hyphenated=joined)
            if not weight and not (joined and points and self._belongs_to_chunk(at)):
                break
            points += weight
            j = end = at + 1
        return end, points

    def _belongs_to_chunk(self, i: int) -> bool:
        """Whether a piece that says nothing by itself goes with the name: "Qwen" in "R1-Distill-Qwen-7B"."""
        word = self.word(i)
        if self._is_noun(word) or not word[:1].isalnum():
            return False
        j = i
        while self.word(j + 1) in _HYPHEN and self.glued(j + 1) and self.glued(j + 2):
            j += 2
            if _SIZE.match(self.word(j)) or _VERSION.match(self.word(j)):
                return True
        odd = word.isupper() or any(c.isdigit() for c in word)
        return odd or (self.v.lang == "en" and word[:1].isupper())

    def _piece_weight(self, i: int, *, hyphenated: bool) -> int:
        word = self.word(i)
        if _SIZE.match(word):
            return 3 if hyphenated or word[-1] in "bB" else 0
        if word.lower() in self.v.model_suffixes and (hyphenated or word[:1].isupper()):
            return 2
        if _LETTER_VERSION.match(word):
            return 2
        if _VERSION.match(word) and not (_YEAR.match(word) and not hyphenated):
            return 2 if "." in word or word[0] in "vV" or word[-1:].isalpha() else 1
        return 1 if hyphenated and _DATE_PIECE.match(word) else 0

    def _repeated_model(self, i: int, j: int) -> bool:
        """Whether "Tide-1" stands in the text more than once, and a model is spoken of."""
        text = self.document.text
        name = text[self.tokens[i].span.start : self.tokens[j - 1].span.end]
        speaks = any(noun in text for noun in self.v["noun-Model"] if len(noun) > 4)
        return len(self.word(i)) > 2 and self.word(i + 1) in _HYPHEN and text.count(name) > 1 and speaks

    def _model_context(self, i: int, j: int) -> bool:
        near = {*self.words[max(0, i - 4) : i], *self.words[j : j + 4]}
        return any(self.v.nouns.get(w) == "Model" for w in near)

    def person_at(self, i: int) -> Iterator[Mention]:
        """People: a known given name, or a role before, and one to three name words."""
        word = self.word(i)
        given = self.v.given_names.get(word)
        role_before = self._role_before(i)
        if not word[:1].isupper() or (given is None and not role_before) or self._is_noun(word):
            return
        if word in self.v.companies or word in self.v["not-first"] or word in self.v["common"]:
            return
        if self.glued(i) and self.word(i - 1) in _HYPHEN:
            return
        j = self._person_end(i)
        if j - i < 2:
            return
        sure = given or role_before or self.word(j) in self.v["said"]
        if given is False and not sure:
            return
        rule = "role before name" if role_before else "given name"
        yield self.mention(i, j, "Person", f"person: {rule}", 0.8 if given else 0.6)

    def _person_end(self, i: int) -> int:
        j, words = i, 0
        while j < len(self.words) and words < 4:
            word = self.word(j)
            if (
                word in _HYPHEN
                and self.glued(j)
                and self.glued(j + 1)
                and self.word(j + 1)[:1].isupper()
                and words
            ):
                if self._is_noun(self.word(j + 1)) or _GERMAN_NOUN.search(self.word(j + 1)):
                    return i
                j += 2
                continue
            goes_on = self.word(j + 1)[:1].isupper() and self.word(j + 1) not in self.v.companies
            if word in self.v["surname-particle"] and words == 1 and goes_on:
                j += 1
                continue
            initial = re.fullmatch(r"[A-Z]\.", word) is not None and words > 0
            plain = word[:1].isupper() and (
                word[1:].islower() or re.fullmatch(r"(?:Mc|Mac|O[’'])?[A-Z][a-zà-ÿ]+", word)
            )
            if not (initial or plain) or self._is_noun(word) or word in self.v.suffixes:
                break
            if words and self.v.lang == "de" and _GERMAN_NOUN.search(word):
                break
            j += 1
            words += 1
        return j

    def _role_before(self, i: int) -> bool:
        k = i - 1
        while k >= 0 and self.word(k) in _QUOTES:
            k -= 1
        if self.v.lang == "en" and self.word(k) == ",":  # "the company's founder, Jane Doe"
            k -= 1
        return self.v.is_role(self.word(k))

    def suffixed_at(self, i: int) -> Iterator[Mention]:
        """Organisations by their last word: "Nexora GmbH", "Orbital Labs", "Universität Tübingen"."""
        word = self.word(i)
        kind = self.v.suffixes.get(word) or self.v.suffixes.get(word.removesuffix("."))
        if kind is None:
            return
        goes_on = (
            self.v.lang == "en" and is_name_part(self.word(i + 1)) and self.word(i + 1) not in self.v.suffixes
        )
        if (goes_on and not self.glued(i + 1) and not self._is_noun(self.word(i + 1))) or (
            self.word(i + 1) in _HYPHEN and self.glued(i + 2)
        ):
            return  # "Llama Foundation Models", "Leaderboard-Topping"
        start = self._run_start(i)
        distinctive = any(w not in self.v["common"] and w not in _HYPHEN for w in self.words[start:i])
        if distinctive and not (i - start == 1 and self.word(start) in self.v.nouns):
            yield self.mention(start, i + 1, kind, f"form: ends in {word}", 0.7)
        if kind == "Organization" and word in ("Universität", "Hochschule", "University", "Ministry"):
            j = i + 2 if self.word(i + 1) in ("of", "für", "der") else i + 1
            if self.word(j)[:1].isupper() and self.word(j) not in self.v.suffixes:
                yield self.mention(i, j + 1, kind, f"form: begins with {word}", 0.75)

    def _run_start(self, i: int) -> int:
        start = i
        while start > 0 and i - start < 4:
            before = self.word(start - 1)
            if self.v.lang == "de" and before[-1:] == "s" and before[:-1] in self.v.companies:
                break  # "Metas Fundamental AI Research"
            if before in _HYPHEN | {"&"} and start > 1 and is_name_part(self.word(start - 2)):
                start -= 2
            elif before in _CONNECTORS and self.v.suffixes.get(self.word(start - 2)) in (
                "Lab",
                "Organization",
            ):
                start -= 2  # "Institute for Language Research"
            elif is_name_part(before) and not self._is_noun(before) and before not in self.v["not-first"]:
                start -= 1
            else:
                break
        while start < i and self.word(start) in self.v["not-first"] | _HYPHEN:
            start += 1
        return start

    def beside_noun_at(self, i: int) -> Iterator[Mention]:
        """Names that a noun describes: "das Start-up Nexora", "the Parakeet model", "Nexora, ein Start-up"."""
        kind, width = self._noun_at(i)
        if kind is None:
            return
        yield from self._name_after_noun(i + width, kind)
        yield from self._name_before_noun(i, kind)

    def _noun_at(self, i: int) -> tuple[str | None, int]:
        """Return the kind that the noun at token `i` tells, and its width in tokens ("Start-up" has three)."""
        for width in (5, 3, 1):
            text = "".join(self.words[i : i + width])
            if (
                i + width <= len(self.words)
                and text in self.v.nouns
                and all(self.glued(k) for k in range(i + 1, i + width))
            ):
                return self.v.nouns[text], width
        return self.v.noun_kind(self.word(i)) or None, 1

    def _name_after_noun(self, j: int, kind: str) -> Iterator[Mention]:
        quoted = self.word(j) in _QUOTES
        start = j + 1 if quoted else j
        if self.word(start) in ("namens", "called", "named", "dubbed", "codenamed"):
            start += 1
            quoted = True
        if self.word(start) in _QUOTES:
            start += 1
        if self.v.lang == "en" and not quoted and kind in ("Person", "Event"):
            return
        end = self.name_run(start)
        if end > start and not self._is_common(start, end):
            yield self.mention(start, end, kind, f"described as {kind}", 0.75 if quoted else 0.6)

    def _name_before_noun(self, i: int, kind: str) -> Iterator[Mention]:
        compound = self.word(i - 1) in _HYPHEN and self.glued(i) and self.glued(i - 1)
        quoted = self.word(i - 1) in _QUOTES or (compound and self.word(i - 2) in _QUOTES)
        end = i - 1 if compound or quoted else i
        if compound and quoted:
            end = i - 2
        if not (compound or quoted or self.v.lang == "en") or end <= 0:
            return
        start = end
        while (
            start > 0
            and end - start < 4
            and is_name_part(self.word(start - 1))
            and not self._is_noun(self.word(start - 1))
        ):
            start -= 1
            if compound and self.v.lang == "de" and not quoted:
                break
        while start < end and self.word(start) in self.v["not-first"]:
            start += 1
        if compound and not quoted and not self._stands_alone(start):
            return
        if start < end and not self._is_common(start, end) and (start > 0 or compound):
            yield self.mention(start, end, kind, f"described as {kind}", 0.55 if compound else 0.5)

    def _stands_alone(self, i: int) -> bool:
        """Whether the first word of a German compound is a name: odd capitals, a digit, or used alone elsewhere."""
        word = self.word(i)
        odd = any(c.isupper() or c.isdigit() for c in word[1:]) and not word.isupper()
        return odd or re.search(rf"(?<![\w-]){re.escape(word)}s?(?![\w-])", self.document.text) is not None

    def _is_common(self, start: int, end: int) -> bool:
        """A lone word that is an adjective of place or a common acronym names nothing."""
        word = self.word(start)
        lone = end - start == 1
        return lone and (
            len(word) < 2 or word in self.v["common"] or word in self.v["role"] or word in self.v.suffixes
        )

    def single_word_at(self, i: int) -> Iterator[Mention]:
        """Names of one odd word: "PinchBench", "CarperAI", "Suno.ai"."""
        for pattern, kind in _ODD_WORDS.items():
            if pattern.match(self.word(i)) and not self.glued(i):
                yield self.mention(i, i + 1, kind, "form: odd word", 0.65)

    def before_role_at(self, i: int) -> Iterator[Mention]:
        """Organisations that a role belongs to: "Nexora-Chef Paul Weber", "Nexora CEO Jane Doe", "CEO of Nexora"."""
        if not self.v.is_role(self.word(i)):
            return
        compound = self.word(i - 1) in _HYPHEN and self.glued(i) and self.glued(i - 1)
        if (
            compound
            and is_name_part(self.word(i - 2))
            and self.word(i - 2) not in self.v["common"] | self.v["not-first"]
        ):
            yield self.mention(i - 2, i - 1, "Company", "before a role", 0.5)
        elif self.word(i + 1) in ("of", "bei", "von", "at"):
            start = i + 2
            end = self.name_run(start)
            if end > start and not self._is_common(start, end):
                yield self.mention(start, end, "Company", "after a role", 0.5)
