"""Dates, amounts and counts: what is read, where, and what is not."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.annotate.quantities import quantities
from kgraph.model import Quantity, Span

PUBLISHED = "2025-05-20"  # a Tuesday


def spelled(text: str, lang: str, **settings: str) -> list[tuple[str, str, object]]:
    """Return what is read in `text`: the words, the kind and the value, or (value, end) of a range."""
    return [
        (text[q.span.start : q.span.end], q.kind, q.value if q.end is None else (q.value, q.end))
        for q in quantities(text, lang, **settings)  # type: ignore[arg-type]
    ]


def kinds(text: str, lang: str, kind: str, **settings: str) -> list[tuple[str, object]]:
    return [(words, value) for words, found, value in spelled(text, lang, **settings) if found == kind]


MONEY_DE = [
    ("Rund 20 Millionen Dollar flossen.", "20 Millionen Dollar", "20000000 USD"),
    ("mit 3,25 Milliarden US-Dollar bewertet", "3,25 Milliarden US-Dollar", "3250000000 USD"),
    ("sammelte 300 Mio. Euro ein", "300 Mio. Euro", "300000000 EUR"),
    ("sammelte 300 Mio Euro ein", "300 Mio Euro", "300000000 EUR"),
    ("kostet €2 Mrd. im Jahr", "€2 Mrd", "2000000000 EUR"),
    ("kostet 2 Mrd. € im Jahr", "2 Mrd. €", "2000000000 EUR"),
    ("2 Milliarden Euro", "2 Milliarden Euro", "2000000000 EUR"),
    ("1,5 Billionen Dollar", "1,5 Billionen Dollar", "1500000000000 USD"),
    ("von mindestens einer Billion Dollar", "einer Billion Dollar", "1000000000000 USD"),
    ("eine Billion Dollar", "eine Billion Dollar", "1000000000000 USD"),
    ("die 20-Millionen-Dollar-Runde", "20-Millionen-Dollar", "20000000 USD"),
    ("die 1,2-Milliarden-Euro-Finanzierung", "1,2-Milliarden-Euro", "1200000000 EUR"),
    ("eine halbe Milliarde Euro", "eine halbe Milliarde Euro", "500000000 EUR"),
    ("anderthalb Milliarden Euro", "anderthalb Milliarden Euro", "1500000000 EUR"),
    ("zweieinhalb Millionen Euro", "zweieinhalb Millionen Euro", "2500000 EUR"),
    ("zwölf Millionen Euro", "zwölf Millionen Euro", "12000000 EUR"),
    ("500 Millionen Pfund", "500 Millionen Pfund", "500000000 GBP"),
    ("500 Millionen britische Pfund", "500 Millionen britische Pfund", "500000000 GBP"),
    ("100 Milliarden Yuan", "100 Milliarden Yuan", "100000000000 CNY"),
    ("10 Milliarden Yen", "10 Milliarden Yen", "10000000000 JPY"),
    ("80 Millionen Schweizer Franken", "80 Millionen Schweizer Franken", "80000000 CHF"),
    ("80 Millionen Franken", "80 Millionen Franken", "80000000 CHF"),
    ("30 Millionen kanadische Dollar", "30 Millionen kanadische Dollar", "30000000 CAD"),
    ("kostet 20 Dollar im Monat", "20 Dollar", "20 USD"),
    ("kostet 22,99 Euro im Monat", "22,99 Euro", "22.99 EUR"),
    ("kostet 1.200 Euro", "1.200 Euro", "1200 EUR"),
    ("kostet 1.234,50 Euro", "1.234,50 Euro", "1234.5 EUR"),
    ("0,15 Dollar je Million Token", "0,15 Dollar", "0.15 USD"),
    ("0.15 Dollar je Million Token", "0.15 Dollar", "0.15 USD"),
    ("bis zu $15 Milliarden", "$15 Milliarden", "15000000000 USD"),
    ("wert seien sie $6.6 billion, hieß es", "$6.6 billion", "6600000000 USD"),
    ("5 Mrd. US$ Umsatz", "5 Mrd. US$", "5000000000 USD"),
    ("5 Mrd. US-$ Umsatz", "5 Mrd. US-$", "5000000000 USD"),
    ("eine 300-Mio.-Euro-Runde", "300-Mio.-Euro", "300000000 EUR"),
    ("250 Tsd. Euro", "250 Tsd. Euro", "250000 EUR"),
    ("3\u00a0Millionen\u00a0Euro", "3\u00a0Millionen\u00a0Euro", "3000000 EUR"),
    ("10\u202f000 Euro", "10\u202f000 Euro", "10000 EUR"),
    ("10 000 Euro", "10 000 Euro", "10000 EUR"),
    ("1'500'000 Franken", "1'500'000 Franken", "1500000 CHF"),
    ("für EUR 300 Millionen", "EUR 300 Millionen", "300000000 EUR"),
    ("für 300 Millionen EUR.", "300 Millionen EUR", "300000000 EUR"),
    ("5 bis 10 Milliarden Dollar", "5 bis 10 Milliarden Dollar", ("5000000000 USD", "10000000000 USD")),
    ("zwischen 5 und 10 Mrd. Euro", "5 und 10 Mrd. Euro", ("5000000000 EUR", "10000000000 EUR")),
    ("5–10 Millionen Euro", "5–10 Millionen Euro", ("5000000 EUR", "10000000 EUR")),
    ("500 Millionen bis 1,5 Milliarden Euro", "500 Millionen bis 1,5 Milliarden Euro", ("500000000 EUR", "1500000000 EUR")),
]  # fmt: skip

MONEY_EN = [
    ("worth $380 billion.", "$380 billion", "380000000000 USD"),
    ("raised $6.6bn in cash", "$6.6bn", "6600000000 USD"),
    ("raised $6.6B in cash", "$6.6B", "6600000000 USD"),
    ("raised $500M in cash", "$500M", "500000000 USD"),
    ("raised $5m in cash", "$5m", "5000000 USD"),
    ("a $3T company", "$3T", "3000000000000 USD"),
    ("$1,234.50 a seat", "$1,234.50", "1234.5 USD"),
    ("$20 a month", "$20", "20 USD"),
    ("$0.15 per million tokens", "$0.15", "0.15 USD"),
    ("$0.150 per million tokens", "$0.150", "0.15 USD"),
    ("150 billion dollars", "150 billion dollars", "150000000000 USD"),
    ("half a billion dollars", "half a billion dollars", "500000000 USD"),
    ("a billion dollars", "a billion dollars", "1000000000 USD"),
    ("a billion-dollar deal", "a billion-dollar", "1000000000 USD"),
    ("two trillion dollars", "two trillion dollars", "2000000000000 USD"),
    ("one and a half billion dollars", "one and a half billion dollars", "1500000000 USD"),
    ("twenty-five million euros", "twenty-five million euros", "25000000 EUR"),
    ("two hundred million euros", "two hundred million euros", "200000000 EUR"),
    ("up to $15 billion", "$15 billion", "15000000000 USD"),
    ("a $20-million round", "$20-million", "20000000 USD"),
    ("a 20-million-dollar round", "20-million-dollar", "20000000 USD"),
    ("£1.2 billion", "£1.2 billion", "1200000000 GBP"),
    ("500 million pounds", "500 million pounds", "500000000 GBP"),
    ("¥10 billion", "¥10 billion", "10000000000 JPY"),
    ("100 billion yuan", "100 billion yuan", "100000000000 CNY"),
    ("RMB 100 million", "RMB 100 million", "100000000 CNY"),
    ("80 million Swiss francs", "80 million Swiss francs", "80000000 CHF"),
    ("CHF 80 million", "CHF 80 million", "80000000 CHF"),
    ("5 trillion South Korean won", "5 trillion South Korean won", "5000000000000 KRW"),
    ("US$5 million", "US$5 million", "5000000 USD"),
    ("C$5 million", "C$5 million", "5000000 CAD"),
    ("5 million U.S. dollars", "5 million U.S. dollars", "5000000 USD"),
    ("5 million Canadian dollars", "5 million Canadian dollars", "5000000 CAD"),
    ("$5-10 billion", "$5-10 billion", ("5000000000 USD", "10000000000 USD")),
    ("$5 billion to $10 billion", "$5 billion to $10 billion", ("5000000000 USD", "10000000000 USD")),
    ("$5M-$10M", "$5M-$10M", ("5000000 USD", "10000000 USD")),
    ("€5 to €10 million", "€5 to €10 million", ("5000000 EUR", "10000000 EUR")),
    ("between $5 and $10 billion", "$5 and $10 billion", ("5000000000 USD", "10000000000 USD")),
    ("between 5 and 10 billion dollars", "5 and 10 billion dollars", ("5000000000 USD", "10000000000 USD")),
]  # fmt: skip

COUNTS_DE = [
    ("von 10 Millionen Tokens in", "10 Millionen Tokens", "Tokens", 10_000_000),
    ("mit seiner Million-Token-Kontextlänge", "Million-Token", "Tokens", 1_000_000),
    ("1 Mio. Token", "1 Mio. Token", "Tokens", 1_000_000),
    ("128K Kontext", "128K Kontext", "Tokens", 128_000),
    ("ein 7B-Parameter-Modell", "7B-Parameter", "Parameters", 7 * 10**9),
    ("200.000 Token", "200.000 Token", "Tokens", 200_000),
    ("eine Million Token", "eine Million Token", "Tokens", 1_000_000),
    ("ein 128K-Kontextfenster", "128K-Kontextfenster", "Tokens", 128_000),
    ("ein 1M-Token-Kontext", "1M-Token", "Tokens", 1_000_000),
    ("Kontextfenster von 128K", "128K", "Tokens", 128_000),
    ("Kontextfenster: 200.000", "200.000", "Tokens", 200_000),
    ("Kontextfenster von bis zu einer Million", "einer Million", "Tokens", 1_000_000),
    ("Kontextlänge beträgt 32.768 Token", "32.768 Token", "Tokens", 32_768),
    ("32,768 Tokens", "32,768 Tokens", "Tokens", 32_768),
    ("17 Billionen Trainingstokens", "17 Billionen Trainingstokens", "Tokens", 17 * 10**12),
    ("8 Billionen synthetische Tokens", "8 Billionen synthetische Tokens", "Tokens", 8 * 10**12),
    ("mit 400 Milliarden Parametern", "400 Milliarden Parametern", "Parameters", 400 * 10**9),
    ("400 Mrd. Parameter", "400 Mrd. Parameter", "Parameters", 400 * 10**9),
    ("mit 675 Milliarden Gesamtparametern", "675 Milliarden Gesamtparametern", "Parameters", 675 * 10**9),
    ("41 Milliarden aktive Parameter", "41 Milliarden aktive Parameter", "Parameters", 41 * 10**9),
    ("ein 400-Milliarden-Parameter-Modell", "400-Milliarden-Parameter", "Parameters", 400 * 10**9),
    ("zwei Billionen Parameter", "zwei Billionen Parameter", "Parameters", 2 * 10**12),
    ("das 3B-Modell", "3B", "Parameters", 3 * 10**9),
    ("ein 7b Modell", "7b", "Parameters", 7 * 10**9),
    ("1,5B Parameter", "1,5B Parameter", "Parameters", 1_500_000_000),
    ("Parameterzahl von 70 Milliarden", "70 Milliarden", "Parameters", 70 * 10**9),
    ("50 Forscher", "50 Forscher", "People", 50),
    ("rund 1.400 Mitarbeiter", "1.400 Mitarbeiter", "People", 1400),
    ("etwa 3000 Beschäftigte", "3000 Beschäftigte", "People", 3000),
    ("mit 2000 Mitarbeitern", "2000 Mitarbeitern", "People", 2000),
    ("zwölf Mitarbeitende", "zwölf Mitarbeitende", "People", 12),
    ("ein Team von 40 Leuten", "40 Leuten", "People", 40),
    ("ein Team von 40.", "40", "People", 40),
    ("etwa 50 Top-Forschern", "50 Top-Forschern", "People", 50),
    ("50 KI-Forscherinnen", "50 KI-Forscherinnen", "People", 50),
    ("50 Forscher:innen und", "50 Forscher:innen", "People", 50),
    ("30 ehemalige Google-Ingenieure", "30 ehemalige Google-Ingenieure", "People", 30),
    ("das 40-köpfige Team", "40-köpfige", "People", 40),
    ("hundert Entwickler", "hundert Entwickler", "People", 100),
    ("zweitausend Angestellte", "zweitausend Angestellte", "People", 2000),
    ("zwei Dutzend Forscher", "zwei Dutzend Forscher", "People", 24),
    ("einundzwanzig Forscher", "einundzwanzig Forscher", "People", 21),
    ("20 bis 30 Forscher", "20 bis 30 Forscher", "People", (20, 30)),
]

COUNTS_EN = [
    ("a 10-million-token context", "10-million-token", "Tokens", 10_000_000),
    ("a context window (128K)", "128K", "Tokens", 128_000),
    ("128K tokens", "128K tokens", "Tokens", 128_000),
    ("a 1M token window", "1M token", "Tokens", 1_000_000),
    ("a 1M-token context window", "1M-token", "Tokens", 1_000_000),
    ("a million-token context window", "a million-token", "Tokens", 1_000_000),
    ("its million-token context window", "million-token", "Tokens", 1_000_000),
    ("a 128k context window", "128k context", "Tokens", 128_000),
    ("context window of 128K", "128K", "Tokens", 128_000),
    ("a context length of up to 1 million", "1 million", "Tokens", 1_000_000),
    ("context length: 4096", "4096", "Tokens", 4096),
    ("32,768 tokens", "32,768 tokens", "Tokens", 32_768),
    ("200.000 tokens", "200.000 tokens", "Tokens", 200_000),
    ("9T tokens", "9T tokens", "Tokens", 9 * 10**12),
    ("1.5 trillion training tokens", "1.5 trillion training tokens", "Tokens", 1_500_000_000_000),
    ("70B parameters", "70B parameters", "Parameters", 70 * 10**9),
    ("671B total parameters", "671B total parameters", "Parameters", 671 * 10**9),
    ("288 billion active parameters", "288 billion active parameters", "Parameters", 288 * 10**9),
    ("two trillion parameters", "two trillion parameters", "Parameters", 2 * 10**12),
    ("a trillion-parameter model", "a trillion-parameter", "Parameters", 10**12),
    ("350M parameters", "350M parameters", "Parameters", 350_000_000),
    ("a 7B model", "7B", "Parameters", 7 * 10**9),
    ("1.5B", "1.5B", "Parameters", 1_500_000_000),
    ("a parameter count of 70 billion", "70 billion", "Parameters", 70 * 10**9),
    ("sizes: 7B-70B", "7B-70B", "Parameters", (7 * 10**9, 70 * 10**9)),
    ("2,000 employees", "2,000 employees", "People", 2000),
    ("a team of 40 engineers", "40 engineers", "People", 40),
    ("a workforce of 300,", "300", "People", 300),
    ("200 OpenAI employees", "200 OpenAI employees", "People", 200),
    ("50 AI researchers", "50 AI researchers", "People", 50),
    ("a 50-person start-up", "50-person", "People", 50),
    ("seven former employees", "seven former employees", "People", 7),
    ("a dozen researchers", "a dozen researchers", "People", 12),
    ("twenty-five engineers", "twenty-five engineers", "People", 25),
    ("20 to 30 people", "20 to 30 people", "People", (20, 30)),
]


@pytest.mark.parametrize(("text", "words", "value"), MONEY_DE)
def test_money_in_german(text: str, words: str, value: object) -> None:
    assert spelled(text, "de") == [(words, "Money", value)]


@pytest.mark.parametrize(("text", "words", "value"), MONEY_EN)
def test_money_in_english(text: str, words: str, value: object) -> None:
    assert spelled(text, "en") == [(words, "Money", value)]


@pytest.mark.parametrize(("text", "words", "kind", "value"), COUNTS_DE)
def test_counts_in_german(text: str, words: str, kind: str, value: object) -> None:
    assert spelled(text, "de") == [(words, kind, value)]


@pytest.mark.parametrize(("text", "words", "kind", "value"), COUNTS_EN)
def test_counts_in_english(text: str, words: str, kind: str, value: object) -> None:
    assert spelled(text, "en") == [(words, kind, value)]


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("7B, 13B und 70B", "de", [7, 13, 70]),
        ("die Modelle (3B, 8B, 14B)", "de", [3, 8, 14]),
        ("3B/8B/14B", "en", [3, 8, 14]),
        ("with 3B and 7B parameters", "en", [3, 7]),
        ("mit 3, 8 und 14 Milliarden Parametern", "de", [3, 8, 14]),
        ("7 billion and 70 billion parameters", "en", [7, 70]),
        ("Scout with 109 billion and Maverick with 400 billion parameters", "en", [109, 400]),
    ],
)
def test_lists_give_each_size(text: str, lang: str, values: list[int]) -> None:
    assert [v for _, v in kinds(text, lang, "Parameters")] == [v * 10**9 for v in values]


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("wuchs von 128K auf 200K Tokens", "de", [128_000, 200_000]),
        ("was expanded from 128K to 200K tokens", "en", [128_000, 200_000]),
    ],
)
def test_a_change_is_no_range(text: str, lang: str, values: list[int]) -> None:
    assert [v for _, v in kinds(text, lang, "Tokens")] == values


def test_a_column_for_the_context_length_makes_its_cells_tokens() -> None:
    table = "Model | Size | Context Length\nR1 | 671B | 128K | x"
    assert spelled(table, "en") == [("671B", "Parameters", 671 * 10**9), ("128K", "Tokens", 128_000)]
    assert spelled(table.replace("Context Length", "Samples"), "en") == [("671B", "Parameters", 671 * 10**9)]


DATES_DE = [
    ("am 5. April 2025", "5. April 2025", "2025-04-05"),
    ("am 5.\u00a0April\u00a02025", "5.\u00a0April\u00a02025", "2025-04-05"),
    ("am 05.04.2025.", "05.04.2025", "2025-04-05"),
    ("am 5.4.2025", "5.4.2025", "2025-04-05"),
    ("2025-04-05", "2025-04-05", "2025-04-05"),
    ("(2025/04/05)", "2025/04/05", "2025-04-05"),
    ("am 24. Nov. 2025 und", "24. Nov. 2025", "2025-11-24"),
    ("am 1. März 2024", "1. März 2024", "2024-03-01"),
    ("im April 2025", "April 2025", "2025-04"),
    ("im April des Jahres 2025", "April des Jahres 2025", "2025-04"),
    ("Stand 04/2025", "04/2025", "2025-04"),
    ("Mitte 2025", "Mitte 2025", "2025"),
    ("Anfang Januar 2026", "Anfang Januar 2026", "2026-01"),
    ("Ende 2023", "Ende 2023", "2023"),
    ("Ende des Jahres 2023", "Ende des Jahres 2023", "2023"),
    ("Q1 2025", "Q1 2025", "2025"),
    ("Q1/2025", "Q1/2025", "2025"),
    ("im ersten Quartal 2026", "ersten Quartal 2026", "2026"),
    ("im 1. Quartal 2026", "1. Quartal 2026", "2026"),
    ("im zweiten Halbjahr 2024", "zweiten Halbjahr 2024", "2024"),
    ("Frühjahr 2024", "Frühjahr 2024", "2024"),
    ("im Herbst des Jahres 2024", "Herbst des Jahres 2024", "2024"),
    ("im Jahr 2023 platzte", "2023", "2023"),
    ("2023", "2023", "2023"),
    ("dass OpenAI 2025 verlor", "2025", "2025"),
    ("5.–7. April 2025", "5.–7. April 2025", ("2025-04-05", "2025-04-07")),
    ("5. bis 7. April 2025", "5. bis 7. April 2025", ("2025-04-05", "2025-04-07")),
    ("März bis Juni 2024", "März bis Juni 2024", ("2024-03", "2024-06")),
    ("vom 5. April bis 7. Mai 2025", "5. April bis 7. Mai 2025", ("2025-04-05", "2025-05-07")),
    ("2023–2025", "2023–2025", ("2023", "2025")),
    ("2023 bis 2025", "2023 bis 2025", ("2023", "2025")),
    ("am 6. Januar 1926", "6. Januar 1926", "1926-01-06"),
    ("Jahresende 2025", "Jahresende 2025", "2025"),
]

DATES_EN = [
    ("on April 5, 2025", "April 5, 2025", "2025-04-05"),
    ("on April 5th, 2025", "April 5th, 2025", "2025-04-05"),
    ("on April 5 2025", "April 5 2025", "2025-04-05"),
    ("on 5 April 2025", "5 April 2025", "2025-04-05"),
    ("the 5th of April, 2025", "5th of April, 2025", "2025-04-05"),
    ("5 Apr 2025", "5 Apr 2025", "2025-04-05"),
    ("Sept. 25, 2024", "Sept. 25, 2024", "2024-09-25"),
    ("2025-04-05T10:00", "2025-04-05", "2025-04-05"),
    ("12/31/2024", "12/31/2024", "2024-12-31"),
    ("April 2025", "April 2025", "2025-04"),
    ("January of 2023", "January of 2023", "2023-01"),
    ("mid-2025", "mid-2025", "2025"),
    ("mid 2025", "mid 2025", "2025"),
    ("late 2024", "late 2024", "2024"),
    ("the end of 2024", "end of 2024", "2024"),
    ("early January 2026", "early January 2026", "2026-01"),
    ("Q1 2025", "Q1 2025", "2025"),
    ("the first quarter of 2025", "first quarter of 2025", "2025"),
    ("the second half of 2024", "second half of 2024", "2024"),
    ("the summer of 2022", "summer of 2022", "2022"),
    ("summer 2022", "summer 2022", "2022"),
    ("in 2023", "2023", "2023"),
    ("2023's best", "2023", "2023"),
    ("April 5-7, 2025", "April 5-7, 2025", ("2025-04-05", "2025-04-07")),
    ("between March and June 2024", "June 2024", "2024-06"),
    ("from 2018 to 2021", "2018 to 2021", ("2018", "2021")),
]

RELATIVE_DE = [
    ("am 30. Mai", "30. Mai", "2024-05-30"),
    ("am 18. Mai", "18. Mai", "2025-05-18"),
    ("wird am 30. Mai erscheinen", "30. Mai", "2025-05-30"),
    ("am kommenden 30. Mai", "kommenden 30. Mai", "2025-05-30"),
    ("im April", "April", "2025-04"),
    ("im Dezember", "Dezember", "2024-12"),
    ("im vergangenen April", "vergangenen April", "2025-04"),
    ("im letzten Mai", "letzten Mai", "2024-05"),
    ("im nächsten April", "nächsten April", "2026-04"),
    ("im kommenden Juni", "kommenden Juni", "2025-06"),
    ("im April letzten Jahres", "April letzten Jahres", "2024-04"),
    ("im April des vergangenen Jahres", "April des vergangenen Jahres", "2024-04"),
    ("Anfang April", "Anfang April", "2025-04"),
    ("gestern", "gestern", "2025-05-19"),
    ("heute vorgestellt", "heute", "2025-05-20"),
    ("vorgestern", "vorgestern", "2025-05-18"),
    ("letzte Woche", "letzte Woche", "2025-05"),
    ("im vergangenen Monat", "vergangenen Monat", "2025-04"),
    ("nächsten Monat", "nächsten Monat", "2025-06"),
    ("letztes Jahr", "letztes Jahr", "2024"),
    ("im vergangenen Jahr", "vergangenen Jahr", "2024"),
    ("in diesem Jahr", "diesem Jahr", "2025"),
    ("nächstes Jahr", "nächstes Jahr", "2026"),
    ("Ende des Jahres", "Ende des Jahres", "2025"),
    ("Anfang nächsten Jahres", "Anfang nächsten Jahres", "2026"),
    ("bis Jahresende", "Jahresende", "2025"),
    ("am Dienstag", "Dienstag", "2025-05-20"),
    ("am Freitag", "Freitag", "2025-05-16"),
    ("am Freitagabend", "Freitagabend", "2025-05-16"),
    ("am vergangenen Dienstag", "vergangenen Dienstag", "2025-05-13"),
    ("am kommenden Freitag", "kommenden Freitag", "2025-05-23"),
    ("vor zwei Jahren", "vor zwei Jahren", "2023"),
    ("vor einem Monat", "vor einem Monat", "2025-04"),
    ("vor drei Tagen", "vor drei Tagen", "2025-05-17"),
    ("im vergangenen Sommer", "vergangenen Sommer", "2024"),
    ("im ersten Quartal dieses Jahres", "ersten Quartal dieses Jahres", "2025"),
]

RELATIVE_EN = [
    ("on September 25", "September 25", "2024-09-25"),
    ("on May 18", "May 18", "2025-05-18"),
    ("will be shown on June 3", "June 3", "2025-06-03"),
    ("in April", "April", "2025-04"),
    ("last April", "last April", "2025-04"),
    ("next June", "next June", "2025-06"),
    ("in April last year", "April last year", "2024-04"),
    ("yesterday", "yesterday", "2025-05-19"),
    ("last week", "last week", "2025-05"),
    ("last month", "last month", "2025-04"),
    ("next month", "next month", "2025-06"),
    ("this year", "this year", "2025"),
    ("last year", "last year", "2024"),
    ("early next year", "early next year", "2026"),
    ("the end of the year", "end of the year", "2025"),
    ("said on Monday", "Monday", "2025-05-19"),
    ("next Friday", "next Friday", "2025-05-23"),
    ("two years ago", "two years ago", "2023"),
    ("a year ago", "a year ago", "2024"),
    ("three months ago", "three months ago", "2025-02"),
    ("Tuesday, September 24", "September 24", "2024-09-24"),
]


@pytest.mark.parametrize(("text", "words", "value"), DATES_DE)
def test_dates_in_german(text: str, words: str, value: object) -> None:
    assert spelled(text, "de") == [(words, "Date", value)]


@pytest.mark.parametrize(("text", "words", "value"), DATES_EN)
def test_dates_in_english(text: str, words: str, value: object) -> None:
    assert (words, "Date", value) in spelled(text, "en")
    assert len(spelled(text, "en")) == (2 if text.startswith("between") else 1)


@pytest.mark.parametrize(("text", "words", "value"), RELATIVE_DE)
def test_dates_from_publication_in_german(text: str, words: str, value: str) -> None:
    assert spelled(text, "de", published=PUBLISHED) == [(words, "Date", value)]


@pytest.mark.parametrize(("text", "words", "value"), RELATIVE_EN)
def test_dates_from_publication_in_english(text: str, words: str, value: str) -> None:
    assert spelled(text, "en", published=PUBLISHED) == [(words, "Date", value)]


@pytest.mark.parametrize(("text", "words", "value"), RELATIVE_DE)
def test_without_publication_they_are_left_out(text: str, words: str, value: str) -> None:
    assert spelled(text, "de") == []


@pytest.mark.parametrize(
    ("published", "text", "values"),
    [
        ("2025-05", "im April, gestern, letztes Jahr", ["2025-04", "2024"]),
        ("2025", "im April, letzten Monat, letztes Jahr", ["2025-04", "2024"]),
        ("2025-01-02T08:00:00Z", "gestern und letzten Monat", ["2025-01-01", "2024-12"]),
        ("2024-03-05", "am 29. Februar", ["2024-02-29"]),
        ("2025-03-05", "am 29. Februar", ["2024-02-29"]),
        ("2025-05-06", "vorige Woche", ["2025"]),  # 28 April to 4 May: no month holds it
        ("2025-02-31", "gestern", []),
        ("unknown", "gestern", []),
        ("0001-01-01", "gestern", []),
    ],
)
def test_precision_follows_publication(published: str, text: str, values: list[str]) -> None:
    assert [v for _, v in kinds(text, "de", "Date", published=published)] == values


def test_a_dateline_stands_in_for_publication() -> None:
    text = "Arena news\n\nDec 7, 2023\n\nThe arena was launched in May. In November we added nine models."
    assert [v for _, v in kinds(text, "en", "Date")] == ["2023-12-07", "2023-05", "2023-11"]
    assert [v for _, v in kinds(text, "en", "Date", published="2022-12-07")][1:] == ["2022-05", "2022-11"]


def test_the_first_paragraph_stands_in_for_publication_unless_it_tells_an_origin() -> None:
    lead = "She {} on September 25, 2024.\n\nHe left in May and went there the same month."
    assert [v for _, v in kinds(lead.format("resigned"), "en", "Date")] == [
        "2024-09-25",
        "2024-05",
        "2024-05",
    ]
    assert [v for _, v in kinds(lead.format("was born"), "en", "Date")][:1] == ["2024-09-25"]
    assert "2024-05" not in [v for _, v in kinds(lead.format("was born"), "en", "Date")]


def test_a_story_goes_on_in_its_year_within_a_paragraph() -> None:
    story = "Es sollte im April 2025 kommen, dann im Juni.{}Im Juli hieß es anders. Im März nicht."
    assert [v for _, v in kinds(story.format(" "), "de", "Date")] == ["2025-04", "2025-06", "2025-07"]
    assert [v for _, v in kinds(story.format("\n\n"), "de", "Date")] == ["2025-04", "2025-06"]


def test_the_same_month_is_that_of_the_date_before() -> None:
    assert kinds("In December 2025 it bought Bun. The same month it grew.", "en", "Date") == [
        ("December 2025", "2025-12"),
        ("same month", "2025-12"),
    ]
    assert kinds("Im selben Monat wuchs es.", "de", "Date") == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("80 Prozent", "de"),
        ("über 80 % des Teams", "de"),
        ("Llama 3.1 und GPT-4", "de"),
        ("GPT-4o, o3, R1, H100, B300", "de"),
        ("88 Punkte auf dem Test", "de"),
        ("um 14:30 Uhr", "de"),
        ("24 Stunden und 33 Tage", "de"),
        ("Telefon 030 2024 5555 und +49 30 2024", "de"),
        ("2.048 GPUs, 2048 GPUs, RTX 2080", "de"),
        ("ein Elo von 91,9", "de"),
        ("in den 1990ern, das 2024er-Modell", "de"),
        ("in den letzten Jahren, im Laufe der Jahre", "de"),
        ("mehrere Millionen Euro, einige Milliarden", "de"),
        ("ein Forscher sagte, ein Token sei teuer", "de"),
        ("400 Millionen Nutzer", "de"),
        ("zwei seiner Forscher", "de"),
        ("Llama-3-70B-Instruct, Qwen2.5-72B, Mixtral-8x7B", "de"),
        ("gpt-4-turbo-2024-04-09 und claude-3-opus-20240229", "de"),
        ("je 1 Million Token, pro 1M Tokens", "de"),
        ("50 Token pro Sekunde", "de"),
        ("mai, im august", "de"),
        ("Mark Mai und August Müller", "de"),
        ("31.02.2025, 99.99.2025, 2025-13-01", "de"),
        ("zwei Pfund Äpfel", "de"),
        ("Version 1.2.3, 10.0.0.1", "de"),
        ("You may march in an august way", "en"),
        ("They won 5 won games", "en"),
        ("per million tokens, per 1M tokens, 50 tokens per second", "en"),
        ("over 50,000 battles, 350k traces, 10k problems", "en"),
        ("several hundred employees, many million dollars", "en"),
        ("2B users and 3B downloads", "en"),
        ("a billion users, half a day", "en"),
        ("it was 20-50X cheaper, 10x, 64%, v0.1.2", "en"),
        ("over the last year, over the past few months", "en"),
        ("arXiv 2305.12345, 1234567890123", "en"),
        ("04/05/2025", "en"),  # April or May: nothing tells
        ("The SWE-bench score was 1950 Elo, Elo 1950", "en"),
        ("Black Friday", "en"),
        ("on January 6, 1789, in 1789, FIG. 3B", "en"),
        ("IC 2083 fuhr ein", "de"),
        ("12.000 angestellte Lehrer", "de"),
        ("today's models, even today", "en"),
    ],
)
def test_other_numbers_are_left_alone(text: str, lang: str) -> None:
    assert spelled(text, lang, published=PUBLISHED) == []


def test_a_change_between_two_amounts_gives_both() -> None:
    assert [v for _, v in kinds("from $5 billion to $10 billion", "en", "Money")] == [
        "5000000000 USD",
        "10000000000 USD",
    ]
    assert [v for _, v in kinds("von 5 auf 10 Milliarden Euro", "de", "Money")] == [
        "5000000000 EUR",
        "10000000000 EUR",
    ]


def test_a_year_before_people_is_a_year() -> None:
    assert spelled("In 2024 researchers found it.", "en") == [("2024", "Date", "2024")]
    assert spelled("from 1987 to 1991 staff", "en") == [("1987 to 1991", "Date", ("1987", "1991"))]
    assert spelled("Sie stellte 2024 500 Mitarbeiter ein.", "de") == [
        ("2024", "Date", "2024"),
        ("500 Mitarbeiter", "People", 500),
    ]


def test_markup_that_became_spaces_does_not_part_a_quantity() -> None:
    assert spelled("  10 Millionen   Tokens", "de") == [("10 Millionen   Tokens", "Tokens", 10_000_000)]
    assert spelled("10 Millionen\n\nTokens", "de") == []


def test_nothing_is_read_in_skipped_stretches() -> None:
    text = "2023 und 2024 und 2025"
    assert quantities(text, "de", skip=[Span(9, 13)]) == (
        Quantity(Span(0, 4), "Date", "2023"),
        Quantity(Span(18, 22), "Date", "2025"),
    )


_VOCABULARY = (
    "5 . April 2025 , bis – - 10 Millionen Milliarden Dollar $ € 128 K B 7B Token Parameter "
    "Forscher am im in May to and last next year ago vor zwei Jahren the same month Q1 Ende des "
    "Jahres 2024 ( ) | / : 1.000 3,5 Mio. a half context "
)
_PIECES = st.sampled_from([*_VOCABULARY.split(), " ", "\n", "\n\n", "\u00a0"])
_TEXTS = st.one_of(
    st.lists(_PIECES, max_size=40).map("".join), st.lists(_PIECES, max_size=40).map(" ".join), st.text()
)
_LANGS = st.sampled_from(["de", "en"])


@settings(max_examples=400, deadline=None)
@given(text=_TEXTS, lang=_LANGS, published=st.one_of(st.just(PUBLISHED), st.just(""), st.text(max_size=12)))
def test_laws_of_offsets_and_values(text: str, lang: str, published: str) -> None:
    found = quantities(text, lang, published=published)  # type: ignore[arg-type]
    assert found == quantities(text, lang, published=published)  # type: ignore[arg-type]
    end = 0
    for q in found:
        assert end <= q.span.start < q.span.end <= len(text)
        assert text[q.span.start : q.span.end].strip() == text[q.span.start : q.span.end]
        end = q.span.end
        counted = q.kind in ("Tokens", "Parameters", "People")
        assert isinstance(q.value, int) == counted
        assert q.kind in ("Date", "Money") or counted


@settings(max_examples=200, deadline=None)
@given(a=_TEXTS, b=_TEXTS, lang=_LANGS)
def test_paragraphs_are_read_apart(a: str, b: str, lang: str) -> None:
    a, b = a.strip(), b.strip()
    together = quantities(f"{a}\n\n{b}", lang, published=PUBLISHED)  # type: ignore[arg-type]
    first = quantities(a, lang, published=PUBLISHED)  # type: ignore[arg-type]
    assert together[: len(first)] == first


@settings(max_examples=200, deadline=None)
@given(text=_TEXTS, lang=_LANGS, data=st.data())
def test_skipped_stretches_stay_empty(text: str, lang: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    skip = Span(start, data.draw(st.integers(start, len(text))))
    for q in quantities(text, lang, skip=[skip]):  # type: ignore[arg-type]
        assert not q.span.overlaps(skip)


@settings(max_examples=200)
@given(amount=st.integers(1, 10**12), lang=_LANGS)
def test_whole_amounts_round_trip(amount: int, lang: str) -> None:
    grouped = f"{amount:,}".replace(",", "." if lang == "de" else ",")
    assert spelled(f"{grouped} Euro", lang) == [(f"{grouped} Euro", "Money", f"{amount} EUR")]


@settings(max_examples=200)
@given(day=st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_dates_round_trip(day: date) -> None:
    for text, lang in ((f"{day:%d.%m.%Y}", "de"), (f"{day:%Y-%m-%d}", "en"), (f"{day:%B %d, %Y}", "en")):
        assert spelled(text, lang) == [(text, "Date", f"{day:%Y-%m-%d}")]


@pytest.mark.parametrize(
    "piece",
    [
        "7",
        "7 ",
        " ",
        "1.",
        "5 bis ",
        "7B, ",
        "1,1 ",
        "\n",
        "\n ",
        "-1",
        "5 April ",
        "$",
        "in May and ",
        "a half ",
        "| 1K ",
        "3 und ",
    ],
)
def test_time_is_linear_on_hostile_text(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begin = time.process_time()
    quantities(text, "en", published=PUBLISHED)
    quantities(text, "de")
    assert time.process_time() - begin < 15  # 1 to 2 s on a slow core; a quadratic reader needs minutes
