"""Which language a text is in; the only place that knows py3langid."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, cast

from kgraph.errors import InputError

if TYPE_CHECKING:
    from kgraph.model import Lang

_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovene", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""The languages that are told apart. Close relatives that write no AI news (Luxembourgish, Nigerian Pidgin,
Latin) are left out: short German and English texts full of names are taken for them."""

_SAME: dict[str, Lang] = {
    "de": "de", "deu": "de", "ger": "de", "german": "de", "deutsch": "de",
    "en": "en", "eng": "en", "english": "en", "englisch": "en",
}  # fmt: skip

_SAMPLE = 4000
"""Characters looked at: more changes no decision and costs time (0.2 ms for each 1000)."""

_MARGIN = 1.5
"""By how much, in nats over the square root of the bytes, another language must beat German and English.

The classifier's scores are sums over byte n-grams, whose noise grows with the square root of their number.
Ten short sentences each of German and English about AI companies lay below 1.2, short sentences of eleven
other languages above 2.3 (mostly above 8).
"""

_NO_PROSE = re.compile(r"https?://\S+|[#*_`|>\[\]()]+")


class ForeignLanguageError(InputError):
    """A text that is neither German nor English: kgraph skips it."""


def declared(value: str, *, where: str) -> Lang | None:
    """Return the language that a name or tag (`de-DE`, `deu`, `German`) means; None for none and `und`.

    Raises:
        ForeignLanguageError: it is the tag or the English name of another language.
        InputError: it names no language.
    """
    name = re.split(r"[-_.@]", value.strip().casefold())[0]
    if name in ("", "und", "mul"):
        return None
    if name in _SAME:
        return _SAME[name]
    if re.fullmatch(r"[a-z]{2,3}", name) or name in (n.casefold() for n in _NAMES.values()):
        raise _foreign(f"its language is given as {value.strip()!r}", where=where)
    raise InputError(f"lang {value!r} is no language", where=where, hint="write de or en, or leave it out")


def detect(text: str, *, where: str) -> Lang:
    """Return the language of `text`, which is read to its first 4000 characters of prose.

    A text without any letters counts as English.

    Raises:
        ForeignLanguageError: another language fits clearly better than German and English.
    """
    import py3langid  # loads numpy and a model: about half a second, and not at all where lang is given

    sample = _NO_PROSE.sub(" ", text[: 2 * _SAMPLE])[:_SAMPLE]
    if not any(c.isalpha() for c in sample):
        return "en"
    scores = {lang: score for lang, score in py3langid.rank(sample) if lang in _NAMES}
    ours = max(("en", "de"), key=lambda lang: scores[lang])
    best = max(sorted(scores), key=lambda lang: scores[lang])
    lead = (scores[best] - scores[ours]) / math.sqrt(len(sample.encode("utf-8")))
    if lead > _MARGIN:
        raise _foreign(f"it reads like {_NAMES[best]}", where=where)
    return cast("Lang", ours)


def _foreign(reason: str, *, where: str) -> ForeignLanguageError:
    return ForeignLanguageError(
        f"neither German nor English: {reason}",
        where=where,
        hint="say `lang: de` or `lang: en` if that is wrong",
    )
