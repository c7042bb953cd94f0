"""link: `Annotated` -> `Linked`: which mentions of a document name the same thing, and what its IRI is.

Two names are one entity where the lexicon says so, where they fold alike, where one is the surname, the acronym or
the short form of the other, or where a version stands for a model named in full ("R1" for "DeepSeek-R1"). A definite
description or pronoun goes to the most prominent earlier entity of its kind, else to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph import ids
from kgraph.model import Entity, Linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from kgraph.model import Annotated, Mention
    from kgraph.ontology import Ontology

_DATE_TAIL = re.compile(r"-(?:20\d{6}|20\d\d-\d\d-\d\d)$")  # "claude-3-opus-20240229" is Claude 3 Opus
_START_UP = re.compile(r"start ?-? ?up", re.IGNORECASE)
_NEAR = 3  # sentences back in which a description or pronoun looks for what it means
_TOPIC = 0.8  # what being the document's most named entity counts, against 0.25 for a sentence's distance
_ORGANISATIONS = frozenset(["Company", "Lab", "Organization"])


def link(annotated: Annotated, ontology: Ontology, *, base: str) -> Linked:
    """Return the document's entities in order of first mention, and what each mention names."""
    same_firm = _words(ontology, "same-firm", annotated.document.lang)
    clusters = _merge(_first_clusters(annotated.mentions), same_firm)
    entities = [_entity(c, annotated.mentions, ontology, base=base) for c in clusters]
    entities, clusters = _one_per_iri(entities, clusters)
    referents: list[int | None] = [None] * len(annotated.mentions)
    for j, cluster in enumerate(clusters):
        for i in cluster.members:
            referents[i] = j
    _resolve_nominals(annotated, entities, referents)
    surfaces = tuple(
        _with_label(_surfaces(c, annotated.mentions), e) for c, e in zip(clusters, entities, strict=True)
    )
    cited = tuple(_only_cited(annotated, c, e, ontology) for c, e in zip(clusters, entities, strict=True))
    return Linked(annotated, tuple(entities), surfaces, tuple(referents), cited)


@dataclass(slots=True)
class _Cluster:
    """Mentions (by index) that name one thing; `keys` are the folded names among them."""

    members: list[int] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    concept: str = ""
    kind: str = ""


def _key(name: str) -> str:
    """Fold to letters and digits: "GPT-4", "GPT 4" and "GPT4" are one."""
    return "".join(c for c in ids.fold(name) if c.isalnum()) or name


def _first_clusters(mentions: Sequence[Mention]) -> list[_Cluster]:
    """Group mentions by concept, else by folded name; kinds are settled later."""
    concept_of: dict[str, str] = {}
    for m in mentions:
        if m.concept:
            concept_of.setdefault(_key(m.name), m.concept)
    groups: dict[str, _Cluster] = {}
    for i, m in enumerate(mentions):
        if m.nominal:
            continue
        undated = _key(_DATE_TAIL.sub("", m.name)) if m.kinds[0] == "Model" else ""
        concept = m.concept or concept_of.get(_key(m.name), "") or concept_of.get(undated, "")
        cluster = groups.setdefault(concept or _key(m.name), _Cluster(concept=concept))
        cluster.members.append(i)
        cluster.keys.add(_key(m.name))
    for cluster in groups.values():
        best = max(
            (mentions[i] for i in cluster.members), key=lambda m: (bool(m.concept), m.score, -m.span.start)
        )
        cluster.kind = best.kinds[0]
        names = {mentions[i].name for i in cluster.members}
        cluster.keys |= {f"name:{n}" for n in names}
    return list(groups.values())


def _merge(clusters: list[_Cluster], same_firm: Set[str]) -> list[_Cluster]:
    """Join clusters whose names are short forms of another's; ambiguous short forms stay alone.

    `same_firm` are the words that may follow a firm's name and leave it the same firm ("PBC", "Platforms").
    """
    for short in sorted(clusters, key=lambda c: min(len(k) for k in c.keys)):
        full = [c for c in clusters if c is not short and _stands_for(short, c, same_firm)]
        if len(full) == 1:
            full[0].members = sorted([*full[0].members, *short.members])
            full[0].keys |= short.keys
            full[0].concept = full[0].concept or short.concept
            clusters.remove(short)
    return sorted(clusters, key=lambda c: c.members[0])


def _names(cluster: _Cluster) -> list[str]:
    return sorted(k.removeprefix("name:") for k in cluster.keys if k.startswith("name:"))


def _stands_for(short: _Cluster, full: _Cluster, same_firm: Set[str]) -> bool:
    """Whether every name of `short` is a short form of a name of `full`."""
    if short.concept and full.concept:
        return False
    if short.concept and not _only_legal_form(short, full, same_firm):
        return False  # "Meta" of the lexicon is not short for "Meta AI App"
    kinds = {short.kind, full.kind}
    same_sort = len(kinds) == 1 or kinds <= _ORGANISATIONS
    return same_sort and all(
        any(_is_short_form(s, f, full.kind) for f in _names(full)) for s in _names(short)
    )


def _only_legal_form(short: _Cluster, full: _Cluster, same_firm: Set[str]) -> bool:
    rest = [ids.fold(f).split()[len(ids.fold(s).split()) :] for s in _names(short) for f in _names(full)]
    return all(len(r) == 1 and r[0].strip(".") in same_firm for r in rest)


def _is_short_form(short: str, full: str, kind: str) -> bool:
    s, f = ids.fold(short).split(), ids.fold(full).split()
    if len(s) >= len(f):
        return False
    if kind == "Person":
        return len(s) == 1 and s == f[-1:]
    if kind == "Model":  # "R1", "Opus 4.5"; never a family for its member ("Llama 4" for "Llama 4 Scout")
        return f[-len(s) :] == s and (len(s) > 1 or (any(c.isdigit() for c in s[0]) and not s[0].isdigit()))
    if kind in _ORGANISATIONS:
        return f[: len(s)] == s and len(s[0]) > 3
    return False


def _surfaces(cluster: _Cluster, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The names of the cluster in this text: the fullest first, then by number of uses."""
    uses = Counter(mentions[i].name for i in cluster.members)
    order = sorted(uses, key=lambda n: (-len(_key(n)), -uses[n], n))
    unique: dict[str, str] = {}
    for name in order:
        unique.setdefault(_key(name), name)
    return tuple(unique.values())


def _with_label(names: tuple[str, ...], entity: Entity) -> tuple[str, ...]:
    """Add the lexicon's name where the text has it inside a longer one: "Llama" of "Llama-Modelle"."""
    inside = entity.label and any(n.startswith(entity.label) for n in names) and entity.label not in names
    return (*names, entity.label) if inside else names


def _entity(cluster: _Cluster, mentions: Sequence[Mention], ontology: Ontology, *, base: str) -> Entity:
    names = _surfaces(cluster, mentions)
    concept = ontology.concepts.get(cluster.concept)
    if concept is not None:
        iri = ids.entity_iri(concept.kinds[0], concept.label, base=base)
        return Entity(iri, concept.kinds, tuple(sorted(names)), concept.label, concept.iri)
    named = [mentions[i] for i in cluster.members]
    score: dict[str, float] = defaultdict(float)
    for m in named:
        score[m.kinds[0]] += m.score
    kind = min(score, key=lambda k: (-round(score[k], 6), k))
    rest = sorted({k for m in named for k in m.kinds} - {kind})
    return Entity(ids.entity_iri(kind, names[0], base=base), (kind, *rest), tuple(sorted(names)))


def _one_per_iri(entities: list[Entity], clusters: list[_Cluster]) -> tuple[list[Entity], list[_Cluster]]:
    """Join clusters that came to the same IRI."""
    joined: dict[str, tuple[Entity, _Cluster]] = {}
    for entity, cluster in zip(entities, clusters, strict=True):
        if entity.iri in joined:
            before, first = joined[entity.iri]
            first.members = sorted([*first.members, *cluster.members])
            joined[entity.iri] = (before | entity, first)
        else:
            joined[entity.iri] = (entity, cluster)
    return [e for e, _ in joined.values()], [c for _, c in joined.values()]


# ---- definite descriptions and pronouns ---------------------------------------------------------------------------


def _resolve_nominals(annotated: Annotated, entities: Sequence[Entity], referents: list[int | None]) -> None:
    starts = [s.span.start for s in annotated.sentences]
    sentence_of = [bisect_right(starts, m.span.start) - 1 for m in annotated.mentions]
    uses = Counter(r for r in referents if r is not None)
    asked = any(m.nominal and _START_UP.search(m.name) for m in annotated.mentions)
    young = _called_start_up(annotated, referents) if asked else frozenset()
    for i, mention in enumerate(annotated.mentions):
        if not mention.nominal:
            continue
        candidates = _candidates(
            i, annotated.mentions, sentence_of, entities, referents, mention, annotated.document.text
        )
        if _START_UP.search(mention.name):
            candidates = {j: score for j, score in candidates.items() if j in young}
        if candidates:
            most = max(uses[j] for j in candidates)
            referents[i] = max(candidates, key=lambda j: (candidates[j] + _TOPIC * uses[j] / most, -j))


def _candidates(
    i: int,
    mentions: Sequence[Mention],
    sentence_of: Sequence[int],
    entities: Sequence[Entity],
    referents: Sequence[int | None],
    nominal: Mention,
    text: str,
) -> Mapping[int, float]:
    """Entities of the kind that stand shortly before, with their prominence: nearness, and being named first."""
    found: dict[int, float] = defaultdict(float)
    first_in_sentence = {}
    for k in range(i - 1, -1, -1):
        distance = sentence_of[i] - sentence_of[k]
        if distance > _NEAR:
            break
        j = referents[k]
        if j is None or nominal.kinds[0] not in entities[j].kinds[:1]:
            continue
        if _same_clause(text, mentions[k], nominal):
            continue  # "SAP will das Unternehmen kaufen": two parts of one clause are two things
        first_in_sentence[sentence_of[k]] = j
        found[j] = max(found[j], 1.0 - 0.25 * distance)
    for s, j in first_in_sentence.items():
        found[j] += 0.6 if sentence_of[i] - s <= 1 else 0.2
    if nominal.name == "sie" and len(found) > 1:
        return {}  # "sie" is also "they": only a lone woman or man in sight is meant
    return dict(found)


def _called_start_up(annotated: Annotated, referents: Sequence[int | None]) -> frozenset[int]:
    """The entities that the text calls a start-up somewhere: only they can be "das Start-up"."""
    text = annotated.document.text
    young = set()
    for mention, referent in zip(annotated.mentions, referents, strict=True):
        before = re.split(r"[.!?\n]", text[max(0, mention.span.start - 40) : mention.span.start])[-1]
        after = re.split(r"[.!?\n]", text[mention.span.end : mention.span.end + 60])[0]
        if referent is not None and not mention.nominal and _START_UP.search(before + "|" + after):
            young.add(referent)
    return frozenset(young)


def _same_clause(text: str, name: Mention, nominal: Mention) -> bool:
    """Whether nothing that could end a clause stands between the two."""
    between = text[name.span.end : nominal.span.start]
    return len(between) < 120 and not any(mark in between for mark in ",;:.!?–—(\n")


# ---- sources ----------------------------------------------------------------------------------------------------


def _only_cited(annotated: Annotated, cluster: _Cluster, entity: Entity, ontology: Ontology) -> bool:
    """Whether the document names an organisation only as the source of a report."""
    if entity.kind != "Organization":
        return False
    lang = annotated.document.lang
    before = _words(ontology, "cited-before", lang)
    after = _words(ontology, "cited-after", lang)
    return all(_is_cited(annotated, annotated.mentions[i], before, after) for i in cluster.members)


def _words(ontology: Ontology, name: str, lang: str) -> frozenset[str]:
    return frozenset(word.lower() for tag, word in ontology.words.get(name, ()) if tag in ("", lang))


def _is_cited(annotated: Annotated, mention: Mention, before: Iterable[str], after: Iterable[str]) -> bool:
    text = annotated.document.text
    left = " ".join(text[max(0, mention.span.start - 40) : mention.span.start].lower().split()) + " "
    right = " " + " ".join(text[mention.span.end : mention.span.end + 40].lower().split())
    articles = ("", "der ", "die ", "das ", "dem ", "den ", "the ", "einem ", "a ", "„", '"')
    return any(left.endswith(f"{word} {a}") for word in before for a in articles) or any(
        right.lstrip(" \"“”'").startswith(word) for word in after
    )
