"""The words, numerals and marks of a stretch of text, with their places, and what is found at them.

The readers of quantities look at neighbours only, a bounded number of tokens to either side, so reading is linear
in the length of the text whatever it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.model import Value

# A numeral with its inner separators; a group behind a space or an apostrophe has exactly three digits and does not
# follow four, so that "2024 500" with a no-break space stays two numerals. Every other mark is a token of its own.
_TOKEN = re.compile(
    r"[0-9]+(?:[.,][0-9]+|(?<![0-9]{4})['’\u00a0\u202f\u2009][0-9]{3}(?![0-9]))*|[^\W\d_]+|\S"
)
_WIDEST_GAP = 8  # masked markup is spaces ("**10 Millionen** Tokens"); more than this parts two things
_DIGITS = frozenset("0123456789")


class Tokens:
    """The tokens of `text[start:end]`; `raw` as spelled, `low` in lower case, places in code points of `text`."""

    __slots__ = ("_mentioned", "ends", "low", "raw", "starts", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.raw: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _TOKEN.finditer(text, start, end):
            self.raw.append(match.group())
            self.starts.append(match.start())
            self.ends.append(match.end())
        self._mentioned: dict[str, bool] = {}
        self.low = [word.lower() for word in self.raw]

    def __len__(self) -> int:
        return len(self.raw)

    def at(self, i: int) -> str:
        """Return token `i` in lower case, or "" where there is none."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def spelled(self, i: int) -> str:
        """Return token `i` as spelled, or "" where there is none."""
        return self.raw[i] if 0 <= i < len(self.raw) else ""

    def numeral(self, i: int) -> bool:
        """Say whether token `i` is made of digits."""
        return self.at(i)[:1] in _DIGITS

    def letters(self, i: int) -> bool:
        """Say whether token `i` is a word."""
        return self.at(i)[:1].isalpha()

    def capital(self, i: int) -> bool:
        """Say whether token `i` begins with a capital letter."""
        return self.spelled(i)[:1].isupper()

    def glued(self, i: int) -> bool:
        """Say whether token `i` follows the one before it without white space."""
        return 0 < i < len(self.raw) and self.ends[i - 1] == self.starts[i]

    def near(self, i: int) -> bool:
        """Say whether token `i` exists and follows the one before it in the same paragraph, without a gap."""
        if not 0 < i < len(self.raw):
            return False
        start, end = self.ends[i - 1], self.starts[i]
        return end - start <= _WIDEST_GAP and self.text.count("\n", start, end) < 2

    def linked(self, i: int) -> int:
        """Return where the word at `i` goes on: `i` itself after a space, `i + 1` after a hyphen, or -1."""
        if self.at(i) in ("-", "‑", "‐"):
            return i + 1 if self.glued(i) and self.glued(i + 1) else -1
        return i if self.near(i) else -1

    def follows(self, i: int, *words: str) -> bool:
        """Say whether `words` stand at `i`, one after another."""
        return all(self.at(i + k) == word and self.near(i + k) for k, word in enumerate(words))

    def mentions(self, part: str) -> bool:
        """Say whether `part` occurs anywhere in the stretch; looked up once."""
        if part not in self._mentioned:
            self._mentioned[part] = (
                bool(self.raw) and self.text.find(part, self.starts[0], self.ends[-1]) >= 0
            )
        return self._mentioned[part]

    def ends_sentence(self, i: int) -> bool:
        """Say whether token `i` ends a sentence; the full stop of an ordinal or an abbreviation does not."""
        mark = self.at(i)
        if mark in ("!", "?", ";"):
            return True
        return mark == "." and not self.glued(i + 1) and not self.numeral(i - 1) and len(self.at(i - 1)) > 3


@dataclass(frozen=True, slots=True)
class Found:
    """A count or an amount at the tokens `start:stop`, as `model.Quantity` words it."""

    start: int
    stop: int
    kind: str
    value: Value
    end: Value | None = None
