"""Graphs for the tests of the network page: a small one as news tells it, a large one, and a hostile one."""

from __future__ import annotations

from kgraph import ids
from kgraph.model import Claim, Document, Entity, Evidence, Graph, Modality, Span, Value

BASE = ids.DEFAULT_BASE

NEWS = """\
Company:Mistral AI|foundedBy|Person:Guillaume Lample|Mistral AI wurde von Guillaume Lample mitgegründet.
Company:Mistral AI|foundedBy|Person:Timothée Lacroix|Auch Timothée Lacroix gehört zu den Gründern von Mistral AI.
Company:Mistral AI|foundedBy|Person:Arthur Mensch|Arthur Mensch ist der dritte Gründer von Mistral AI.
Person:Arthur Mensch|leads|Company:Mistral AI|Arthur Mensch führt Mistral AI als Vorstandschef.
Person:Arthur Mensch|formerlyEmployedBy|Lab:Google DeepMind|Vorher forschte Arthur Mensch bei Google DeepMind.
Person:Guillaume Lample|formerlyEmployedBy|Company:Meta|Guillaume Lample hatte Meta verlassen.
Person:Timothée Lacroix|formerlyEmployedBy|Company:Meta|Timothée Lacroix kam ebenfalls von Meta.
Person:Guillaume Lample|contributedTo|Model:Llama 1|Guillaume Lample schrieb an Llama 1 mit.
Company:Mistral AI|locatedIn|Place:Paris|Mistral AI sitzt in Paris.
Company:Mistral AI|competitorOf|Company:Meta|Mistral AI gilt als Konkurrent von Meta.
Company:Meta|competitorOf|Company:OpenAI|Meta liegt hinter seinem Konkurrenten OpenAI zurück.
Company:Meta|competitorOf|Company:Google|Zwischen Google und Meta ist der Abstand gewachsen.
Company:Meta|competitorOf|Company:DeepSeek|DeepSeek setzt Meta unter Druck.
Person:Mark Zuckerberg|leads|Company:Meta|Mark Zuckerberg leitet Meta.
Lab:FAIR|partOf|Company:Meta|FAIR ist das Forschungslabor von Meta.
Person:Joelle Pineau|formerlyEmployedBy|Company:Meta|Joelle Pineau hat Meta verlassen.
Person:Joelle Pineau|leads|Lab:FAIR|Joelle Pineau leitete FAIR bis zu ihrem Abgang.
Person:Yann LeCun|employedBy|Company:Meta|Yann LeCun forscht bei Meta.
Lab:Meta Superintelligence Labs|partOf|Company:Meta|Meta gründet die Meta Superintelligence Labs.
Person:Alexandr Wang|leads|Lab:Meta Superintelligence Labs|Alexandr Wang soll die Meta Superintelligence Labs leiten.|rumoured
Model:Llama|developedBy|Company:Meta|Die Modellfamilie Llama stammt von Meta.
Model:Llama 1|variantOf|Model:Llama|Llama 1 eröffnete die Reihe Llama.
Model:Llama 2|variantOf|Model:Llama|Auf Llama 1 folgte Llama 2, das zweite Modell der Reihe Llama.
Model:Llama 2|successorOf|Model:Llama 1|Auf Llama 1 folgte Llama 2, das zweite Modell der Reihe Llama.
Model:Llama 4|variantOf|Model:Llama|Llama 4 ist das jüngste Modell der Reihe Llama.
Model:Llama 4|developedBy|Company:Meta|Meta veröffentlichte Llama 4 an einem Samstag.
Model:Behemoth|variantOf|Model:Llama 4|Behemoth ist das größte Modell aus der Familie Llama 4.
Model:Behemoth|developedBy|Company:Meta|Meta hält Behemoth vorerst zurück.
Model:DeepSeek R1|developedBy|Company:DeepSeek|DeepSeek brachte DeepSeek R1 heraus.
Model:DeepSeek R1|outperforms|Model:Llama 4|In langen Kontexten lag DeepSeek R1 vor Llama 4.
Model:GPT-4o|developedBy|Company:OpenAI|OpenAIs Modell GPT-4o steckt in ChatGPT.
Product:ChatGPT|basedOn|Model:GPT-4o|OpenAIs Modell GPT-4o steckt in ChatGPT.
Product:ChatGPT|developedBy|Company:OpenAI|OpenAI betreibt ChatGPT.
Model:Gemini 2.5 Pro|developedBy|Lab:Google DeepMind|Gemini 2.5 Pro kommt von Google DeepMind.
Lab:Google DeepMind|partOf|Company:Google|Google DeepMind gehört zu Google.
Model:Llama 4|evaluatedOn|Benchmark:LMArena|Llama 4 trat mit einer angepassten Fassung in der LMArena an.
Model:Llama 4|availableOn|Product:Hugging Face Hub|Llama 4 lässt sich vom Hugging Face Hub laden.
Model:Llama 4|availableOn|Product:WhatsApp|Meta baut Llama 4 in WhatsApp ein.
Model:Llama 4|presentedAt|Event:LlamaCon|Auf der LlamaCon zeigte Meta Llama 4.
Company:Meta|acquired|Company:Mistral AI|Meta hat nicht vor, Mistral AI zu kaufen.|negated
Company:Microsoft|investedIn|Company:OpenAI|Microsoft steckte Milliarden in OpenAI.
Company:Microsoft|partnerOf|Company:Mistral AI|Microsoft und Mistral AI arbeiten zusammen.
Company:Nvidia|investedIn|Company:Mistral AI|Nvidia will sich an Mistral AI beteiligen.|planned
Model:Llama 1|trainedOn|Dataset:LibGen|Llama 1 soll mit LibGen trainiert worden sein.|rumoured
Organization:Universität Montréal|partnerOf|Lab:Mila|Mila arbeitet eng mit der Universität Montréal zusammen.
Person:Yoshua Bengio|leads|Lab:Mila|Yoshua Bengio leitete Mila lange.
"""

VALUES: tuple[tuple[str, str, Value, str, str], ...] = (
    ("Company:Mistral AI", "foundingDate", "2023-04", "Mistral AI wurde im April 2023 gegründet.", ""),
    ("Model:Llama 4", "releaseDate", "2025-04-05", "Llama 4 erschien am 5. April 2025.", ""),
    ("Model:Llama 4", "contextWindow", 10_000_000, "Llama 4 hat ein Kontextfenster von 10 Millionen Tokens.", ""),
    ("Model:Behemoth", "status", "delayed", "Behemoth kommt angeblich später.", "rumoured"),
    ("Company:Mistral AI", "fundingAmount", "2000000000 EUR", "Mistral AI will 2 Milliarden Euro aufnehmen.", "planned"),
)  # fmt: skip

ALIASES = {"Meta": ("Facebook-Konzern", "Meta Platforms"), "FAIR": ("Fundamental AI Research",)}


def entity(named: str, aliases: tuple[str, ...] = ()) -> Entity:
    """`Company:Meta` -> the entity."""
    kind, name = named.split(":", 1)
    names = tuple(sorted({name, *aliases}))
    return Entity(iri=ids.entity_iri(kind, name, base=BASE), kinds=(kind,), names=names, label=name)


def claim(
    subject: str, predicate: str, target: str = "", *, value: Value | None = None, quote: str = "",
    how: str = "", document: str = "", confidence: float = 0.85,
) -> Claim:  # fmt: skip
    """A claim with one piece of evidence; `how` is a modality or `negated`."""
    modality: Modality = "rumoured" if how == "rumoured" else "planned" if how == "planned" else "asserted"
    return Claim(
        subject=entity(subject).iri,
        predicate=predicate,
        object=entity(target).iri if target else "",
        value=value,
        negated=how == "negated",
        modality=modality,
        evidence=(Evidence(document, Span(0, len(quote)), quote, "test", confidence),),
    )


def graph_of(entities: list[Entity], claims: list[Claim], documents: list[Document]) -> Graph:
    found: dict[tuple[str, ...], Claim] = {}
    for one in claims:
        found[one.key] = found[one.key] | one if one.key in found else one
    return Graph(
        base=BASE,
        documents={d.iri: d for d in sorted(documents, key=lambda d: d.iri)},
        entities={e.iri: e for e in sorted(entities, key=lambda e: e.iri)},
        claims=dict(sorted(found.items())),
    )


def document(text: str, *, title: str, url: str = "", published: str = "2025-05-20") -> Document:
    iri = ids.document_iri(text, base=BASE)
    return Document(
        iri=iri, id=f"{title}.md", text=text, lang="de", title=title, published=published, url=url
    )


def news() -> Graph:
    """About thirty entities: Meta, Mistral AI, their people and models, in all modalities."""
    first = document(NEWS, title="Metas Llama-Reise", url="https://example.org/llama")
    second = document(NEWS[::-1], title="Europas KI", published="2025-07")
    named: dict[str, Entity] = {}
    claims: list[Claim] = []
    for i, line in enumerate(NEWS.splitlines()):
        subject, predicate, target, quote, *how = line.split("|")
        for one in (subject, target):
            named[one] = entity(one, ALIASES.get(one.split(":")[1], ()))
        confidence = 0.6 + (i % 5) / 12
        mode = how[0] if how else ""
        claims.append(
            claim(subject, predicate, target, quote=quote, how=mode, document=first.iri, confidence=round(confidence, 2))
        )  # fmt: skip
        if i % 7 == 0:
            claims.append(
                claim(
                    subject, predicate, target, quote=f"Zweite Quelle: {quote}", how=mode, document=second.iri
                )
            )
    claims += [
        claim(subject, predicate, value=value, quote=quote, how=how, document=first.iri)
        for subject, predicate, value, quote, how in VALUES
    ]
    return graph_of(list(named.values()), claims, [first, second])


def large(n: int = 500, relations: int = 1500) -> Graph:
    """Communities of firms with their people, models and products; no chance involved."""
    kinds = (
        "Company",
        "Person",
        "Model",
        "Person",
        "Product",
        "Model",
        "Lab",
        "Person",
        "Benchmark",
        "Model",
    )
    parts = (
        "Astra",
        "Boreal",
        "Cedar",
        "Delta",
        "Ember",
        "Fjord",
        "Gamma",
        "Helix",
        "Iris",
        "Juno",
        "Kite",
        "Lumen",
    )
    predicates = ("employedBy", "developedBy", "partnerOf", "competitorOf", "basedOn", "outperforms")
    source = document("Ein langer Text.", title="Marktüberblick")
    names = []
    for i in range(n):
        kind = "Company" if i % 25 == 0 else kinds[1 + i % 9]
        names.append(f"{kind}:{parts[i % 12]} {parts[(i // 12 + 5) % 12]} {i}")
    claims = []
    state = 12345
    for i in range(relations):
        state = (
            state * 1103515245 + 12345
        ) % 2**31  # a linear congruential generator: the same on every machine
        a = state % n
        state = (state * 1103515245 + 12345) % 2**31
        hub = a // 25 * 25
        b = hub if i % 3 == 0 else (hub + state % 25) % n if i % 20 else state % n
        if a != b:
            how = ("", "", "", "", "rumoured", "", "", "planned", "", "negated")[i % 10]
            text = f"{names[a].split(':')[1]} und {names[b].split(':')[1]} stehen in Verbindung."
            claims.append(
                claim(names[a], predicates[i % 6], names[b], quote=text, how=how, document=source.iri)
            )
    return graph_of([entity(one) for one in names], claims, [source])


PAYLOADS = (
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "\u2028window.pwned=1//\u2029",
    "{{ 7*7 }}{% raw %}",
    "\"');window.pwned=1;//",
    "__proto__",
    "$& $1 \\u003cb\\u003e",
)


def hostile() -> Graph:
    """Every text a payload: names, aliases, quotes, titles, addresses, values, kinds and predicates."""
    bad = [
        document(text, title=text, url=url)
        for text, url in zip(
            PAYLOADS,
            (
                "javascript:window.pwned=1", " java\nscript:alert(1)", "data:text/html,<script>1</script>",
                "https://example.org/\"onmouseover='window.pwned=1'", "vbscript:x", "//evil.example/", "file:///etc/passwd",
                "http://[broken",
            ),
            strict=True,
        )
    ]  # fmt: skip
    named = [
        Entity(f"{BASE}person/p{i}", ("Person",), (text, "x" + text), text) for i, text in enumerate(PAYLOADS)
    ]
    claims = []
    for i, text in enumerate(PAYLOADS):
        proof = (Evidence(bad[i].iri, Span(0, len(text)), f"{text} says {text}", "rule", 0.9),)
        target = named[(i + 1) % len(named)].iri
        claims.append(Claim(named[i].iri, "employedBy", target, evidence=proof))
        claims.append(Claim(named[i].iri, text, value=text, evidence=proof))
    odd = Entity(f"{BASE}odd/{PAYLOADS[0]}", (PAYLOADS[0],), (PAYLOADS[1],))
    return graph_of([*named, odd], claims, bad)
