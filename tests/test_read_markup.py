"""Dates, URLs, headings and lists of references as people write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import InputError
from kgraph.model import Reference
from kgraph.read.markup import is_reference_title, split_front_matter, structure
from kgraph.read.metadata import iri, iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025", "2025"),
        ("2025-04", "2025-04"),
        ("2025-04-05", "2025-04-05"),
        ("2025-4-5", "2025-04-05"),
        ("2025-04-05T23:30:00-08:00", "2025-04-05"),
        ("2025-04-05 10:00", "2025-04-05"),
        ("2025/04/05", "2025-04-05"),
        ("20250405", "2025-04-05"),
        ("05.04.2025", "2025-04-05"),
        ("5. April 2025", "2025-04-05"),
        ("Samstag, 5. April 2025, um 10:00 Uhr", "2025-04-05"),
        ("5. Mär. 2025", "2025-03-05"),
        ("5 April 2025", "2025-04-05"),
        ("5th April 2025", "2025-04-05"),
        ("April 5, 2025", "2025-04-05"),
        ("Apr. 5, 2025 at 10:00 PM EST", "2025-04-05"),
        ("Sat, 05 Apr 2025 10:00:00 +0200", "2025-04-05"),
        ("05-Apr-2025", "2025-04-05"),
        ("Mai 2025", "2025-05"),
        ("Dezember 2025", "2025-12"),
        ("", ""),
        ("null", ""),
    ],
)
def test_iso_date(written: str, iso: str) -> None:
    assert iso_date(written, where="x") == iso


@pytest.mark.parametrize(
    "written",
    [
        "04/05/2025",
        "2025-13",
        "2025-02-30",
        "30. Februar 2025",
        "bald",
        "5 Brumaire 2025",
        "0000",
        "1714000000",
    ],
)
def test_no_date(written: str) -> None:
    with pytest.raises(InputError, match="is no date"):
        iso_date(written, where="x")


@given(st.dates())
def test_iso_dates_stay(day) -> None:  # type: ignore[no-untyped-def]
    for exact in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert iso_date(exact, where="x") == exact


@given(st.one_of(st.text(max_size=60), st.text(max_size=40).map(lambda t: f"https://example.org/{t}")))
def test_an_iri_is_refused_or_may_stand_in_rdf(text: str) -> None:
    pyoxigraph = pytest.importorskip("pyoxigraph")
    try:
        text.encode()
        found = iri(text, where="x")
    except (InputError, UnicodeEncodeError):
        return
    if found:
        pyoxigraph.NamedNode(found)
        assert not re.search(r'[\x00-\x20<>"{}|^`\\]', found)
        assert iri(found, where="x") == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/straße/100%", "https://example.org/straße/100%25"),
        ("https://example.org/a b|c[d]", "https://example.org/a%20b%7Cc%5Bd%5D"),
        ("doi:10.1000/182", "doi:10.1000/182"),
    ],
)
def test_iri(written: str, found: str) -> None:
    assert iri(written, where="x") == found


@pytest.mark.parametrize(
    "written", ["example.org", "/a/b", "https://", "https:///x", "http://[::1", "C:\\x", "x"]
)
def test_no_iri(written: str) -> None:
    with pytest.raises(InputError, match="no absolute URL"):
        iri(written, where="x")


@pytest.mark.parametrize(
    "title",
    ["Referenzen", "Quellen:", "**Quellen**", "5. Literatur", "Quellen und weiterführende Links", "Further reading",
     "🔗 Links", "Sources & References", "Quellen / Sources", "REFERENCES"],
)  # fmt: skip
def test_titles_of_references(title: str) -> None:
    assert is_reference_title(title)


@pytest.mark.parametrize(
    "title", ["Quellenschutz", "Die Quellen der KI", "Open Source", "", "und", "Links liegen gelassen"]
)
def test_other_titles(title: str) -> None:
    assert not is_reference_title(title)


def references(text: str) -> list[tuple[str, str]]:
    return [(r.url, r.title) for r in structure(text).references]


def test_references_in_every_notation() -> None:
    text = """# Titel

Ein Satz mit [Link](https://example.org/prosa).

## Quellen

- [Ein [guter] Titel](https://example.org/a_(b) "Tipp")
* Bericht der Zeitung: https://example.org/c.
3. <https://example.org/d>
[4] Name, Jahr, https://example.org/e?x=1,2
[x]: https://example.org/f
Absatz ohne Liste, siehe https://example.org/g und https://example.org/h
- [**Fett** und `Code`](https://example.org/i)
- [Doppelt](https://example.org/d)
- [Kein Netz](mailto:a@example.org)

### Weitere
- https://example.org/j

## Danach

Prosa https://example.org/prosa2
"""
    assert references(text) == [
        ("https://example.org/a_(b)", "Ein [guter] Titel"),
        ("https://example.org/c", "Bericht der Zeitung"),
        ("https://example.org/d", "Doppelt"),
        ("https://example.org/e?x=1,2", "Name, Jahr"),
        ("https://example.org/f", ""),
        ("https://example.org/g", "Absatz ohne Liste, siehe"),
        ("https://example.org/h", ""),
        ("https://example.org/i", "Fett und Code"),
        ("https://example.org/j", ""),
    ]


def skipped(text: str) -> list[str]:
    return [text[s.start : s.end] for s in structure(text).skip]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("Satz.\n\nQuellen:\n- https://a.org\n- B, 2025\n\nNoch ein Satz.\n", ["Quellen:\n- https://a.org\n- B, 2025\n"]),
        ("Satz.\n\n**Sources**\n\n1. [A](https://a.org)\n", ["**Sources**\n\n1. [A](https://a.org)\n"]),
        ("Satz.\nQuelle: [A](https://a.org)\nSatz.", ["Quelle: [A](https://a.org)"]),
        ("Satz.\n\nQuellen\n-------\nA. Autor (2025). Titel.\n\nTeil\n----\nSatz.", ["Quellen\n-------\nA. Autor (2025). Titel.\n"]),
        ("### Referenzen\nA\n#### Unter\nB\n### Nächstes\nC", ["### Referenzen\nA\n#### Unter\nB"]),
        ("a\n~~~~\n~~~\n# x\n~~~~\nb", ["~~~~\n~~~\n# x\n~~~~"]),
        ("a\n```\nx", ["```\nx"]),
        ("a `x` b ``` c", []),
        ("a\n<!-- x\ny -->\nb", ["<!-- x\ny -->"]),
        ("a\n[1]: https://a.org\nb", ["[1]: https://a.org"]),
        ("```\n# Quellen\n```\nSatz.", ["```\n# Quellen\n```"]),
    ],
)  # fmt: skip
def test_stretches_that_are_no_prose(text: str, stretches: list[str]) -> None:
    assert skipped(text) == stretches


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## Zweite\n# Erste", "Zweite"),
        ("Titel\n=====\n\nText.", "Titel"),
        ("```\n# Kommentar\n```\n\n# Titel", "Titel"),
        ("Kurze Zeile\n\nText.", "Kurze Zeile"),
        ("Ein Satz.\n\nText.", ""),
        ("x" * 121, ""),
        ("# Quellen\n- https://a.org", ""),
        ("# *Neu*: `gpt` und __mehr__ #", "Neu: gpt und mehr"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert structure(text).title == title


def test_front_matter_is_read_as_written() -> None:
    values, lines, text = split_front_matter(
        "---\n# c\nTitle: 007\nlang: no\nnested:\n  x: 1\n...\n\n\nText\n", where="x"
    )
    assert values == {"title": "007", "lang": "no", "nested": {"x": "1"}}
    assert lines["title"] == 3
    assert text == "Text\n"


@pytest.mark.parametrize(
    "text", ["---\n\nSatz.\n---\nSatz.", "---", "Satz.\n---\na: b\n---\n", "---\n- a: b\n---\n", "--- \nSatz"]
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert split_front_matter(text, where="x") == ({}, {}, text)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,9}", fullmatch=True), st.from_regex(r"[A-Za-z0-9 ]{0,20}", fullmatch=True)
    )
)
def test_front_matter_round_trip(values: dict[str, str]) -> None:
    block = "".join(f"{key}: '{value}'\n" for key, value in values.items())
    assert split_front_matter(f"---\n{block}---\nText", where="x")[::2] == (values, "Text")


def test_the_same_reference_keeps_its_first_title() -> None:
    text = "# Quellen\n- https://a.org\n- [A](https://a.org)\n- [B](https://a.org)"
    assert structure(text).references == (Reference("https://a.org", "A"),)
