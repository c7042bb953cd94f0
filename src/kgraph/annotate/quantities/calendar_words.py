"""The words of German and English dates, in lower case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.annotate.quantities.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgraph.annotate.quantities.when import Turn, Unit
    from kgraph.model import Lang


def _numbered(*spellings: str) -> dict[str, int]:
    return {word: n for n, words in enumerate(spellings, start=1) for word in words.split()}


def _inflected(stems: str, endings: str = "e en em er es") -> Iterable[str]:
    return (stem + ending for stem in stems.split() for ending in endings.split())


_ENGLISH_MONTHS = _numbered(
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_GERMAN_MONTHS = _numbered(
    "januar jänner januars", "februar feber februars", "märz", "april aprils", "mai", "juni", "juli", "august",
    "september", "oktober oktobers", "november", "dezember dezembers",
)  # fmt: skip
_SHORT = {
    "de": _numbered("jan", "feb", "mär mrz", "apr", "", "jun", "jul", "aug", "sep sept", "okt", "nov", "dez"),
    "en": _numbered("jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep sept", "oct", "nov", "dec"),
}
# German articles quote English dates; those names do not stand for anything else in German.
MONTHS: dict[Lang, dict[str, int]] = {
    "de": {**_ENGLISH_MONTHS, **_GERMAN_MONTHS, **_SHORT["de"]},
    "en": {**_ENGLISH_MONTHS, **_SHORT["en"]},
}
SHORT_MONTHS = frozenset(_SHORT["de"]) | frozenset(_SHORT["en"])

WEEKDAYS: dict[Lang, dict[str, int]] = {
    "de": _numbered(
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"
    ),
    "en": _numbered("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
PARTS_OF_DAY = word_set("abend morgen mittag nachmittag vormittag nacht früh") | {""}
NAMED_DAYS = word_set("black cyber good fat super")  # "Black Friday"

SEASONS: dict[Lang, dict[str, int]] = {
    "de": {f"{part}{word}": month for part in ("", "früh", "spät") for word, month in (
        ("frühling", 3), ("frühlings", 3), ("frühjahr", 3), ("frühjahrs", 3), ("sommer", 6), ("sommers", 6),
        ("herbst", 9), ("herbstes", 9), ("winter", 12), ("winters", 12))},
    "en": {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
}  # fmt: skip

PERIOD_PARTS: dict[Lang, frozenset[str]] = {
    "de": frozenset(("anfang", "mitte", "ende")),
    "en": word_set("early mid late beginning end middle start"),
}
NEEDS_OF = word_set("beginning end middle start")
YEAR_PARTS = word_set("jahresende jahresanfang jahresbeginn jahresmitte jahresschluss")

ORDINALS: dict[Lang, frozenset[str]] = {
    "de": frozenset(_inflected("erst zweit dritt viert letzt")),
    "en": word_set("first second third fourth final last"),
}
PARTS_OF_YEAR: dict[Lang, frozenset[str]] = {
    "de": word_set("quartal quartals halbjahr halbjahres halbjahrs jahreshälfte jahresviertel"),
    "en": frozenset(("quarter", "half")),
}

TURNS: dict[Lang, dict[str, Turn]] = {
    "de": {
        **dict.fromkeys(_inflected("letzt vergangen vorig verflossen"), "last"),
        **dict.fromkeys(_inflected("nächst kommend"), "next"),
        **dict.fromkeys(_inflected("dies laufend"), "this"),
    },
    "en": {"last": "last", "next": "next", "this": "this", "upcoming": "next"},
}
SAME: dict[Lang, frozenset[str]] = {
    "de": frozenset(_inflected("selb gleich")) | frozenset(("demselben", "desselben", "derselben")),
    "en": frozenset(("same",)),
}
UNITS: dict[Lang, dict[str, Unit]] = {
    "de": {
        **dict.fromkeys(["tag", "tage", "tagen", "tages"], "day"),
        **dict.fromkeys(["woche", "wochen"], "week"),
        **dict.fromkeys(["monat", "monats", "monate", "monaten", "monates"], "month"),
        **dict.fromkeys(["jahr", "jahres", "jahre", "jahren", "jahrs"], "year"),
    },
    "en": {
        **dict.fromkeys(("day", "days"), "day"),
        **dict.fromkeys(("week", "weeks"), "week"),
        **dict.fromkeys(("month", "months"), "month"),
        **dict.fromkeys(("year", "years"), "year"),
    },
}
PLURALS = word_set("tage tagen wochen monate monaten jahre jahren days weeks months years")
DAYS: dict[Lang, dict[str, int]] = {
    "de": {"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2},
    "en": {"today": 0, "yesterday": -1, "tomorrow": 1},
}

# What stands before a month that means a date ("in May", not "may"), and before a German weekday.
MONTH_PREPOSITIONS: dict[Lang, frozenset[str]] = {
    "de": word_set("im seit bis ab vom zum ende anfang mitte zwischen von noch"),
    "en": word_set("in since by until late early mid of during from through before after between till"),
}
DAY_PREPOSITIONS = word_set("am bis seit ab vom den zum")

# Words that make a date of the near future likelier than one of last year.
AHEAD: dict[Lang, frozenset[str]] = {
    "de": word_set(
        "wird werden will wollen soll sollen plant planen geplant ab bis spätestens startet beginnt "
        "erscheint kommt ansteht bevorstehenden bevorstehende"
    ),
    "en": word_set("will plans planned expected expects scheduled set slated upcoming by until due starting"),
}
YEAR_PREPOSITIONS = word_set(
    "in im jahr jahre jahres jahren year since by until before after during of seit bis ab von from vor "
    "nach to anfang mitte ende early mid late and und"
)
# A bare number from 1950 to 2099 before or after one of these is no year.
COUNTED = word_set(
    "gpu gpus tpus cpus chips server servers punkte punkten points elo stunden hours tokens token "
    "nutzer nutzern users kunden customers modelle modellen models seiten pages tb gb mb watt mw gw "
    "kilometer km meter zeilen lines aufgaben problems fragen questions samples beispiele examples "
    "wörter wörtern words zeichen characters prompts mal times prozent percent tonnen stellen jobs "
    "unternehmen companies votes downloads gigawatt megawatt tests sprachen languages stimmen artikel "
    "articles schritte steps"
)
NO_YEAR_BEFORE = word_set(
    "elo score rund etwa knapp fast circa ca nearly almost approximately roughly rtx gtx nr no tel "
    "telefon über"
)
