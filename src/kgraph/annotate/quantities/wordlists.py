"""How the vocabulary of the readers is written down: words between spaces."""

from __future__ import annotations


def word_list(words: str) -> list[str]:
    """Return the words of `words` in order."""
    return words.split()


def word_set(words: str) -> frozenset[str]:
    """Return the words of `words` without order."""
    return frozenset(words.split())
