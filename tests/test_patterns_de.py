"""What German sentences say: every relation, attribute and qualifier, with invented names; and what they do not say.

Each sentence stands for a construction of German: main clauses with the verb second and the subject behind it, verb-final
clauses, participles before a noun, nouns of action, separable verbs, compounds, appositions, relative clauses, passives.
"""

from __future__ import annotations

import pytest

from stages import rows

A, N, R, P = "asserted", "negated", "rumoured", "planned"
NEXORA, QUANTIVA, CLARA, TIMO = "Nexora GmbH", "Quantiva AG", "Clara Vogt", "Timo Brandt"
ZEPHYR, YI, BORA = "Zephyr-7B", "Yi-34B-Chat", "Bora-13B"

SAYS: list[tuple[str, str, str, object, str]] = [
    # foundedBy
    ("Die Nexora GmbH wurde 2019 von CEO Clara Vogt gegründet.", NEXORA, "foundedBy", CLARA, A),
    ("2019 gründete Clara Vogt in Jena die Nexora GmbH.", NEXORA, "foundedBy", CLARA, A),
    ("Die Nexora GmbH, die Forscherin Clara Vogt vor drei Jahren gegründet hat, wächst.", NEXORA, "foundedBy", CLARA, A),
    ("Das von Forscherin Clara Vogt gegründete Start-up Quantiva wächst.", "Quantiva", "foundedBy", CLARA, A),
    ("Nexora-Mitgründerin Clara Vogt sprach auf der Tagung.", "Nexora", "foundedBy", CLARA, A),
    ("Clara Vogt, Mitgründerin der Nexora GmbH, sprach auf der Tagung.", NEXORA, "foundedBy", CLARA, A),
    ("Gegründet wurde die Nexora GmbH im Jahr 2019 von Clara Vogt.", NEXORA, "foundedBy", CLARA, A),
    ("Die Nexora GmbH, die Clara Vogt 2019 gegründet hatte, wächst.", NEXORA, "foundedBy", CLARA, A),
    ("Clara Vogt rief die Nexora GmbH ins Leben.", NEXORA, "foundedBy", CLARA, A),
    ("Clara Vogt hat die Nexora GmbH mitgegründet.", NEXORA, "foundedBy", CLARA, A),
    ("Gründer der Nexora GmbH ist Clara Vogt.", NEXORA, "foundedBy", CLARA, A),
    ("Mit seinem Start-up Quantiva sucht Forscher Timo Brandt gerade Kunden.", "Quantiva", "foundedBy", TIMO, A),
    # employedBy
    ("Forscherin Clara Vogt wechselt zur Nexora GmbH.", CLARA, "employedBy", NEXORA, A),
    ("Im Mai heuerte Forscherin Clara Vogt bei der Nexora GmbH an.", CLARA, "employedBy", NEXORA, A),
    ("Forscherin Clara Vogt schließt sich der Nexora GmbH an.", CLARA, "employedBy", NEXORA, A),
    ("Die Nexora GmbH hat Forscherin Clara Vogt abgeworben.", CLARA, "employedBy", NEXORA, A),
    ("Die Nexora GmbH holt Forscherin Clara Vogt.", CLARA, "employedBy", NEXORA, A),
    ("Nexora-Forscherin Clara Vogt widersprach.", CLARA, "employedBy", "Nexora", A),
    ("Nvidias Technikchefin Clara Vogt widersprach.", CLARA, "employedBy", "Nvidia", A),
    ("Clara Vogt, Entwicklungschefin bei der Nexora GmbH, widersprach.", CLARA, "employedBy", NEXORA, A),
    ("Forscherin Clara Vogt arbeitet inzwischen bei der Nexora GmbH.", CLARA, "employedBy", NEXORA, A),
    ("Der Wechsel von Forscherin Clara Vogt zur Nexora GmbH überraschte.", CLARA, "employedBy", NEXORA, A),
    # formerlyEmployedBy
    ("Forscherin Clara Vogt verlässt die Nexora GmbH.", CLARA, "formerlyEmployedBy", NEXORA, A),
    ("Der frühere Nexora-Forscher Timo Brandt sprach.", TIMO, "formerlyEmployedBy", "Nexora", A),
    ("Ex-Nexora-Forscher Timo Brandt sprach.", TIMO, "formerlyEmployedBy", "Nexora", A),
    ("Clara Vogt, die zuvor bei der Nexora GmbH arbeitete, sprach.", CLARA, "formerlyEmployedBy", NEXORA, A),
    ("Forscherin Clara Vogt hat der Nexora GmbH den Rücken gekehrt.", CLARA, "formerlyEmployedBy", NEXORA, A),
    ("Die Nexora GmbH entlässt Forscher Timo Brandt.", TIMO, "formerlyEmployedBy", NEXORA, A),
    ("Forscher Timo Brandt wechselt von der Nexora GmbH zur Quantiva AG.", TIMO, "formerlyEmployedBy", NEXORA, A),
    ("Forscher Timo Brandt wechselt von der Nexora GmbH zur Quantiva AG.", TIMO, "employedBy", QUANTIVA, A),
    ("Der Abschied von Forscherin Clara Vogt von der Nexora GmbH kam plötzlich.", CLARA, "formerlyEmployedBy", NEXORA, A),
    ("Forscherin Clara Vogt kündigte bei der Nexora GmbH.", CLARA, "formerlyEmployedBy", NEXORA, A),
    ("Forscher Timo Brandt forschte zuvor am Orbit Institute.", TIMO, "formerlyEmployedBy", "Orbit Institute", A),
    ("CEO Clara Vogt ist als Chefin der Nexora GmbH zurückgetreten.", CLARA, "formerlyEmployedBy", NEXORA, A),
    ("Clara Vogt war bis Mai 2024 Technikchefin der Nexora GmbH.", CLARA, "formerlyEmployedBy", NEXORA, A),
    # leads
    ("Nexora-Chefin Clara Vogt bleibt.", CLARA, "leads", "Nexora", A),
    ("Clara Vogt, Geschäftsführerin der Nexora GmbH, bleibt.", CLARA, "leads", NEXORA, A),
    ("CEO Clara Vogt leitet die Nexora GmbH.", CLARA, "leads", NEXORA, A),
    ("Die Nexora GmbH wird von CEO Clara Vogt geleitet.", CLARA, "leads", NEXORA, A),
    ("Clara Vogt (CEO der Nexora GmbH) bleibt.", CLARA, "leads", NEXORA, A),
    ("An der Spitze der Nexora GmbH steht Clara Vogt.", CLARA, "leads", NEXORA, A),
    ("Die Nexora GmbH beruft Clara Vogt zur neuen Chefin.", CLARA, "leads", NEXORA, A),
    ("Clara Vogt wurde zur Chefin der Nexora GmbH ernannt.", CLARA, "leads", NEXORA, A),
    ("Die Nexora GmbH wachse weiter, sagte CEO Clara Vogt.", CLARA, "leads", NEXORA, A),
    # partOf
    ("Die SAP-Tochter Quantiva AG wächst.", QUANTIVA, "partOf", "SAP", A),
    ("Die Quantiva AG gehört zur Nexora GmbH.", QUANTIVA, "partOf", NEXORA, A),
    ("Die Quantiva AG, eine Tochter der Nexora GmbH, wächst.", QUANTIVA, "partOf", NEXORA, A),
    ("Die zur Nexora GmbH gehörende Quantiva AG wächst.", QUANTIVA, "partOf", NEXORA, A),
    ("Die Nexora GmbH, Mutterkonzern der Quantiva AG, wächst.", QUANTIVA, "partOf", NEXORA, A),
    # acquired
    ("Die Nexora GmbH übernimmt die Quantiva AG.", NEXORA, "acquired", QUANTIVA, A),
    ("Im Herbst kaufte die Nexora GmbH die Quantiva AG.", NEXORA, "acquired", QUANTIVA, A),
    ("Die Nexora GmbH hat 2024 die Quantiva AG übernommen.", NEXORA, "acquired", QUANTIVA, A),
    ("Die Quantiva AG wurde von der Nexora GmbH gekauft.", NEXORA, "acquired", QUANTIVA, A),
    ("Die Übernahme der Quantiva AG durch die Nexora GmbH ist besiegelt.", NEXORA, "acquired", QUANTIVA, A),
    ("Nvidias Kauf der Quantiva AG ist besiegelt.", "Nvidia", "acquired", QUANTIVA, A),
    ("Die von der Nexora GmbH übernommene Quantiva AG wächst.", NEXORA, "acquired", QUANTIVA, A),
    ("Die Nexora GmbH will die Quantiva AG übernehmen.", NEXORA, "acquired", QUANTIVA, P),
    ("Die Nexora GmbH plant, die Quantiva AG zu übernehmen.", NEXORA, "acquired", QUANTIVA, P),
    ("Berichten zufolge übernimmt die Nexora GmbH die Quantiva AG.", NEXORA, "acquired", QUANTIVA, R),
    ("Die Nexora GmbH soll die Quantiva AG gekauft haben.", NEXORA, "acquired", QUANTIVA, R),
    ("Die Nexora GmbH hat die Quantiva AG nicht übernommen.", NEXORA, "acquired", QUANTIVA, N),
    ("Die geplante Übernahme der Quantiva AG durch die Nexora GmbH verzögert sich.", NEXORA, "acquired", QUANTIVA, P),
    # investedIn
    ("Die Nexora GmbH investiert 40 Millionen Euro in die Quantiva AG.", NEXORA, "investedIn", QUANTIVA, A),
    ("Im Mai beteiligte sich die Nexora GmbH an der Quantiva AG.", NEXORA, "investedIn", QUANTIVA, A),
    ("Die Nexora GmbH hält Anteile an der Quantiva AG.", NEXORA, "investedIn", QUANTIVA, A),
    ("Die Nexora GmbH steigt bei der Quantiva AG ein.", NEXORA, "investedIn", QUANTIVA, A),
    ("Die Quantiva AG sammelt Geld von der Nexora GmbH ein.", NEXORA, "investedIn", QUANTIVA, A),
    ("Zu den Investoren der Quantiva AG gehört die Nexora GmbH.", NEXORA, "investedIn", QUANTIVA, A),
    ("Quantiva-Investor Nexora GmbH schweigt.", NEXORA, "investedIn", "Quantiva", A),
    ("Die Nexora GmbH steckt Geld in den SAP-Konkurrenten Quantiva AG.", NEXORA, "investedIn", QUANTIVA, A),
    ("Die Nexora GmbH will in die Quantiva AG investieren.", NEXORA, "investedIn", QUANTIVA, P),
    # partnerOf
    ("Die Nexora GmbH kooperiert mit der Quantiva AG.", NEXORA, "partnerOf", QUANTIVA, A),
    ("Die Nexora GmbH hat mit der Quantiva AG einen Vertrag geschlossen.", NEXORA, "partnerOf", QUANTIVA, A),
    ("Die Partnerschaft zwischen der Nexora GmbH und der Quantiva AG läuft.", NEXORA, "partnerOf", QUANTIVA, A),
    ("Gemeinsam mit der Quantiva AG baut die Nexora GmbH Roboter.", QUANTIVA, "partnerOf", NEXORA, A),
    ("Nvidia-Partner SAP schweigt.", "Nvidia", "partnerOf", "SAP", A),
    # competitorOf
    ("Die Nexora GmbH konkurriert mit der Quantiva AG.", NEXORA, "competitorOf", QUANTIVA, A),
    ("Der Nvidia-Konkurrent Quantiva AG schweigt.", "Nvidia", "competitorOf", QUANTIVA, A),
    ("Die Nexora GmbH, ein Rivale der Quantiva AG, schweigt.", NEXORA, "competitorOf", QUANTIVA, A),
    ("Die Nexora GmbH liegt hinter Konkurrenten wie der Quantiva AG zurück.", NEXORA, "competitorOf", QUANTIVA, A),
    ("Die Nexora GmbH macht der Quantiva AG Konkurrenz.", NEXORA, "competitorOf", QUANTIVA, A),
    ("Das Modell Zephyr-7B gilt als Alternative zu Yi-34B-Chat.", ZEPHYR, "competitorOf", YI, A),
    # developedBy
    ("Die Nexora GmbH hat Zephyr-7B veröffentlicht.", ZEPHYR, "developedBy", NEXORA, A),
    ("Mit Zephyr-7B stellt die Nexora GmbH ein neues Modell vor.", ZEPHYR, "developedBy", NEXORA, A),
    ("Nvidias neues Sprachmodell Zephyr-7B ist schnell.", ZEPHYR, "developedBy", "Nvidia", A),
    ("Das Nvidia-Modell Zephyr-7B ist schnell.", ZEPHYR, "developedBy", "Nvidia", A),
    ("Das von der Nexora GmbH entwickelte Modell Zephyr-7B ist schnell.", ZEPHYR, "developedBy", NEXORA, A),
    ("Zephyr-7B, das die Nexora GmbH entwickelt hat, ist schnell.", ZEPHYR, "developedBy", NEXORA, A),
    ("Im Mai brachte die Nexora GmbH das Modell Zephyr-7B heraus.", ZEPHYR, "developedBy", NEXORA, A),
    ("Zephyr-7B wurde von der Nexora GmbH trainiert.", ZEPHYR, "developedBy", NEXORA, A),
    ("Zephyr-7B, ein Sprachmodell der Nexora GmbH, ist schnell.", ZEPHYR, "developedBy", NEXORA, A),
    ("Zephyr-7B-Entwickler Nexora GmbH schweigt.", ZEPHYR, "developedBy", NEXORA, A),
    ("Hinter Zephyr-7B steht die Nexora GmbH.", ZEPHYR, "developedBy", NEXORA, A),
    ("Zephyr-7B stammt von der Nexora GmbH.", ZEPHYR, "developedBy", NEXORA, A),
    ("Weil die Nexora GmbH Zephyr-7B veröffentlichte, sank der Preis.", ZEPHYR, "developedBy", NEXORA, A),
    ("Die Nexora GmbH soll angeblich Zephyr-7B entwickelt haben.", ZEPHYR, "developedBy", NEXORA, R),
    # contributedTo
    ("Zephyr-7B-Entwicklerin Clara Vogt sprach.", CLARA, "contributedTo", ZEPHYR, A),
    ("Forscherin Clara Vogt hat an Zephyr-7B mitgearbeitet.", CLARA, "contributedTo", ZEPHYR, A),
    ("Clara Vogt, Architektin von Zephyr-7B, sprach.", CLARA, "contributedTo", ZEPHYR, A),
    # variantOf, successorOf, basedOn
    ("Bora-13B ist eine Variante von Zephyr-7B.", BORA, "variantOf", ZEPHYR, A),
    ("Bora-13B, die größere Version von Zephyr-7B, ist da.", BORA, "variantOf", ZEPHYR, A),
    ("Bora-13B ist der Nachfolger von Zephyr-7B.", BORA, "successorOf", ZEPHYR, A),
    ("Bora-13B löst Zephyr-7B ab.", BORA, "successorOf", ZEPHYR, A),
    ("Der Zephyr-7B-Nachfolger Bora-13B ist da.", BORA, "successorOf", ZEPHYR, A),
    ("Bora-13B soll im Herbst Zephyr-7B ersetzen.", BORA, "successorOf", ZEPHYR, R),
    ("Zephyr-7B basiert auf Yi-34B-Chat.", ZEPHYR, "basedOn", YI, A),
    ("Das auf Yi-34B-Chat basierende Modell Zephyr-7B ist schnell.", ZEPHYR, "basedOn", YI, A),
    ("Zephyr-7B wurde aus Yi-34B-Chat destilliert.", ZEPHYR, "basedOn", YI, A),
    ("Zephyr-7B soll auf Metas Yi-34B-Chat basieren.", ZEPHYR, "basedOn", YI, R),
    # outperforms, evaluatedOn
    ("Zephyr-7B übertrifft Yi-34B-Chat.", ZEPHYR, "outperforms", YI, A),
    ("In Tests schlägt Zephyr-7B das ältere Yi-34B-Chat.", ZEPHYR, "outperforms", YI, A),
    ("Zephyr-7B schneidet besser ab als Yi-34B-Chat.", ZEPHYR, "outperforms", YI, A),
    ("Zephyr-7B lässt Yi-34B-Chat hinter sich.", ZEPHYR, "outperforms", YI, A),
    ("Yi-34B-Chat liegt knapp hinter Zephyr-7B.", ZEPHYR, "outperforms", YI, A),
    ("Zephyr-7B soll Yi-34B-Chat übertreffen.", ZEPHYR, "outperforms", YI, R),
    ("Zephyr-7B erreicht auf MMLU 81 Prozent.", ZEPHYR, "evaluatedOn", "MMLU", A),
    ("Im Benchmark MMLU kommt Zephyr-7B auf 81 Prozent.", ZEPHYR, "evaluatedOn", "MMLU", A),
    # trainedOn, availableOn
    ("Zephyr-7B wurde auf Common Crawl trainiert.", ZEPHYR, "trainedOn", "Common Crawl", A),
    ("Trainiert wurde Zephyr-7B mit Common Crawl.", ZEPHYR, "trainedOn", "Common Crawl", A),
    ("Zephyr-7B ist ab sofort auf Hugging Face verfügbar.", ZEPHYR, "availableOn", "Hugging Face", A),
    ("Verfügbar ist Zephyr-7B über Hugging Face.", ZEPHYR, "availableOn", "Hugging Face", A),
    ("Auf Hugging Face steht Zephyr-7B zum Download bereit.", ZEPHYR, "availableOn", "Hugging Face", A),
    ("Zephyr-7B läuft auf dem iPhone.", ZEPHYR, "availableOn", "iPhone", A),
    ("Zephyr-7B wird in WhatsApp integriert.", ZEPHYR, "availableOn", "WhatsApp", A),
    ("Zephyr-7B wird in den kommenden Wochen auf WhatsApp ausgerollt.", ZEPHYR, "availableOn", "WhatsApp", P),
    ("Zephyr-7B ist nicht auf Hugging Face verfügbar.", ZEPHYR, "availableOn", "Hugging Face", N),
    # locatedIn, presentedAt
    ("Die Nexora GmbH aus Berlin wächst.", NEXORA, "locatedIn", "Berlin", A),
    ("Die Nexora GmbH hat ihren Sitz in Berlin.", NEXORA, "locatedIn", "Berlin", A),
    ("Die in Berlin ansässige Nexora GmbH wächst.", NEXORA, "locatedIn", "Berlin", A),
    ("Die Nexora GmbH (Berlin) wächst.", NEXORA, "locatedIn", "Berlin", A),
    ("Die Nexora GmbH sitzt in Berlin.", NEXORA, "locatedIn", "Berlin", A),
    ("Zephyr-7B wurde auf der NeurIPS 2024 vorgestellt.", ZEPHYR, "presentedAt", "NeurIPS 2024", A),
    # attributes
    ("Zephyr-7B erschien im Mai 2024.", ZEPHYR, "releaseDate", "2024-05", A),
    ("Im Mai 2024 veröffentlichte die Nexora GmbH das Modell Zephyr-7B.", ZEPHYR, "releaseDate", "2024-05", A),
    ("Zephyr-7B wurde am 3. Mai 2024 veröffentlicht.", ZEPHYR, "releaseDate", "2024-05-03", A),
    ("Das im Mai 2024 erschienene Modell Zephyr-7B ist schnell.", ZEPHYR, "releaseDate", "2024-05", A),
    ("Die Nexora GmbH wurde 2019 gegründet.", NEXORA, "foundingDate", "2019", A),
    ("2019 gründete Clara Vogt die Nexora GmbH.", NEXORA, "foundingDate", "2019", A),
    ("Die 2019 gegründete Nexora GmbH wächst.", NEXORA, "foundingDate", "2019", A),
    ("Zephyr-7B hat ein Kontextfenster von 128.000 Token.", ZEPHYR, "contextWindow", 128_000, A),
    ("Zephyr-7B verarbeitet bis zu 128.000 Token.", ZEPHYR, "contextWindow", 128_000, A),
    ("Das Modell Bora hat 13 Milliarden Parameter.", "Bora", "parameterCount", 13_000_000_000, A),
    ("Zephyr-7B ist ab sofort verfügbar.", ZEPHYR, "status", "released", A),
    ("Die Nexora GmbH hat Zephyr-7B vorgestellt.", ZEPHYR, "status", "announced", A),
    ("Gestern stellte die Nexora GmbH das Modell Zephyr-7B vor.", ZEPHYR, "status", "announced", A),
    ("Der Start von Zephyr-7B wurde verschoben.", ZEPHYR, "status", "delayed", A),
    ("Die Nexora GmbH verschiebt Zephyr-7B.", ZEPHYR, "status", "delayed", A),
    ("Zephyr-7B wurde eingestampft.", ZEPHYR, "status", "cancelled", A),
    ("Zephyr-7B wird abgeschaltet.", ZEPHYR, "status", "discontinued", A),
    ("Zephyr-7B soll verschoben worden sein.", ZEPHYR, "status", "delayed", R),
    ("Zephyr-7B ist quelloffen.", ZEPHYR, "license", "open-source", A),
    ("Zephyr-7B hat offene Gewichte.", ZEPHYR, "license", "open-weights", A),
    ("Zephyr-7B ist ein proprietäres Modell.", ZEPHYR, "license", "proprietary", A),
    ("Zephyr-7B steht unter der Apache-Lizenz.", ZEPHYR, "license", "Apache 2.0", A),
    ("Die App Federkiel kostet 12 Euro pro Monat.", "Federkiel", "price", "12 EUR", A),
    ("Die Nexora GmbH wird mit zwei Milliarden Euro bewertet.", NEXORA, "valuation", "2000000000 EUR", A),
    ("Die Bewertung der Nexora GmbH liegt bei zwei Milliarden Euro.", NEXORA, "valuation", "2000000000 EUR", A),
    ("Die Nexora GmbH sammelt 40 Millionen Euro ein.", NEXORA, "fundingAmount", "40000000 EUR", A),
    ("Die Nexora GmbH hat 40 Millionen Euro eingeworben.", NEXORA, "fundingAmount", "40000000 EUR", A),
    ("Die Nexora GmbH schließt eine Finanzierungsrunde über 40 Millionen Euro ab.", NEXORA, "fundingAmount", "40000000 EUR", A),
    ("Die Nexora GmbH will 40 Millionen Euro einsammeln.", NEXORA, "fundingAmount", "40000000 EUR", P),
    ("Die Nexora GmbH beschäftigt 140 Mitarbeiter.", NEXORA, "headcount", 140, A),
    ("Bei der Nexora GmbH arbeiten 140 Menschen.", NEXORA, "headcount", 140, A),
]  # fmt: skip

SYMMETRIC = frozenset(["partnerOf", "competitorOf"])


@pytest.mark.parametrize(("text", "subject", "predicate", "other", "stance"), SAYS)
def test_says(text: str, subject: str, predicate: str, other: object, stance: str) -> None:
    found = rows(text, "de")
    wanted = {(subject, predicate, other, stance)}
    if predicate in SYMMETRIC:
        wanted.add((other, predicate, subject, stance))
    assert wanted & found, sorted(map(str, found))


NOTHING = [
    "Die Nexora GmbH und die Quantiva AG standen in der Zeitung.",
    "Clara Vogt sprach auf der Tagung.",
    "Die Nexora GmbH hat gute Zahlen vorgelegt.",
    "Die Aktie der Nexora GmbH stieg um drei Prozent.",
    "Zephyr-7B und Yi-34B-Chat wurden in dem Artikel erwähnt.",
    "Das Gespräch mit CEO Clara Vogt dauerte lange.",
    "Forscherin Clara Vogt lobte die Quantiva AG.",
    "Was macht die Nexora GmbH so begehrt?",
    "Die Nexora GmbH äußerte sich dazu am Montag auf Anfrage.",
    "Viele Nutzer fragen sich, ob Zephyr-7B das Richtige für sie ist.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_says_nothing(text: str) -> None:
    assert rows(text, "de") == set()


ABSENT = [
    ("Clara Vogt, früher Chefin der Nexora GmbH, malt heute.", "leads"),
    ("Der frühere Nexora-Forscher Timo Brandt sprach.", "employedBy"),
    ("Nexora-Chefin Clara Vogt bleibt.", "employedBy"),
    ("Forscherin Clara Vogt verlässt die Nexora GmbH.", "employedBy"),
    ("Clara Vogt, Leiterin der Forschung bei der Nexora GmbH, sprach.", "leads"),
    ("Die Nexora GmbH kritisiert die Quantiva AG.", "acquired"),
    ("Die Nexora GmbH übernimmt Verantwortung, schreibt die Quantiva AG.", "investedIn"),
    ("Zephyr-7B basiert auf Yi-34B-Chat.", "outperforms"),
    ("Zephyr-7B übertrifft Yi-34B-Chat.", "basedOn"),
    ("Die Nexora GmbH klagt gegen die Quantiva AG wegen Zephyr-7B.", "partnerOf"),
    ("Geldgeber sind neben der Nexora GmbH vor allem die Quantiva AG.", "outperforms"),
    ("Zephyr-7B und Yi-34B-Chat sind auf Augenhöhe.", "outperforms"),
    ("Die Nexora GmbH sammelt 40 Millionen Euro ein.", "valuation"),
    ("Die Nexora GmbH wird mit zwei Milliarden Euro bewertet.", "fundingAmount"),
    ("Bei einer Bewertung von zwei Milliarden Euro sammelt die Nexora GmbH Geld ein.", "fundingAmount"),
    ("Zephyr-7B wurde mit 17 Billionen Token trainiert.", "contextWindow"),
    ("Die Nexora GmbH steckt 40 Millionen Euro in den SAP-Konkurrenten Quantiva AG.", "acquired"),
    ("CEO Clara Vogt ist als Chefin der Nexora GmbH zurückgetreten.", "employedBy"),
    ("Zephyr-7B wurde von der Nexora GmbH veröffentlicht.", "availableOn"),
    ("Die Nexora GmbH hat die Übernahme der Quantiva AG für drei Milliarden Euro vereinbart.", "price"),
    ("Metas Kauf der Quantiva AG ist besiegelt.", "developedBy"),
    ("Googles Kritik an Zephyr-7B ist laut.", "developedBy"),
    ("Forscherin Clara Vogt reiste nach Berlin zur Nexora GmbH.", "locatedIn"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "predicate"), ABSENT)
def test_does_not_say(text: str, predicate: str) -> None:
    assert predicate not in {row[1] for row in rows(text, "de")}


NOT_DENIED = [
    ("Die Nexora GmbH hat nicht nur Zephyr-7B veröffentlicht.", A),
    ("Die Nexora GmbH veröffentlichte nicht zuletzt wegen der Kunden Zephyr-7B.", A),
    ("Die Nexora GmbH hat Zephyr-7B veröffentlicht; die Quantiva AG will nichts sagen.", A),
    ("Die Nexora GmbH hat Zephyr-7B veröffentlicht, während die Quantiva AG nichts plant.", A),
]


@pytest.mark.parametrize(("text", "stance"), NOT_DENIED)
def test_cues_keep_to_their_clause(text: str, stance: str) -> None:
    assert (ZEPHYR, "developedBy", NEXORA, stance) in rows(text, "de")
