"""relate: `Linked` -> `Facts`: what the sentences say of the entities.

Patterns propose, the ontology's domains and ranges and a few checks dispose (and are counted), cues tell assertion from
rumour, plan and denial, and `inference` adds what follows from names ("Llama 4 Scout" is a variant of "Llama 4").
Every claim carries the sentence it was read in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kgraph.model import Claim, Facts, Lang, Linked, Quantity
from kgraph.relate import checks, inference
from kgraph.relate.cues import Cues, Stance, compile_cues
from kgraph.relate.masked import Masked, mask, variants
from kgraph.relate.patterns import Match, Patterns, Rule, compile_patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgraph.model import Value
    from kgraph.ontology import Ontology

__all__ = ["Rules", "compile_rules", "relate"]

# A masked sentence longer than this is a table or a list without full stops; patterns over it mean little and cost much.
_MAX_MASKED = 1500


@dataclass(frozen=True)
class Rules:
    """Everything `relate` needs, compiled per language on first use."""

    ontology: Ontology
    _languages: dict[Lang, tuple[Patterns, Cues]] = field(default_factory=dict)

    def tools(self, lang: Lang) -> tuple[Patterns, Cues]:
        """Return the rules and cues for `lang`."""
        if lang not in self._languages:
            self._languages[lang] = (compile_patterns(self.ontology, lang), compile_cues(self.ontology, lang))
        return self._languages[lang]


def compile_rules(ontology: Ontology) -> Rules:
    """Return the rules of `ontology`."""
    return Rules(ontology)


def relate(linked: Linked, rules: Rules) -> Facts:
    """Return the claims of the document, in the order of their keys, and how many proposals each check dropped."""
    patterns, cues = rules.tools(linked.annotated.document.lang)
    dropped: Counter[str] = Counter()
    proposed: list[Claim] = []
    mixed: list[Claim] = []
    for masked in mask(linked):
        if len(masked.text) > _MAX_MASKED:
            continue
        for text in variants(masked.text):
            for match in patterns.find(text):
                for reason, claim in _claims(linked, replace(masked, text=text), match, cues, rules.ontology):
                    if not reason:
                        proposed.append(claim)
                    elif reason == checks.MIXED_SORTS and claim.predicate == "competitorOf":
                        mixed.append(claim)
                    else:
                        dropped[reason] += 1
    proposed += inference.lexicon_pairs(linked, rules.ontology)
    proposed += inference.makers_in_names(linked)
    claims = checks.settle(proposed, rules.ontology)
    claims = checks.settle([*claims, *inference.from_names(linked, claims, rules.ontology)], rules.ontology)
    firms = {e.iri for e in linked.entities if e.kind == "Company"}
    lifted = [c for c in inference.lifted_competitors(mixed, claims) if {c.subject, c.object} <= firms]
    dropped[checks.MIXED_SORTS] += len(mixed) - len(lifted)
    claims = checks.settle([*claims, *lifted], rules.ontology)
    return Facts(
        linked,
        tuple(sorted(claims, key=lambda c: c.key)),
        {k: n for k, n in sorted(dropped.items()) if n > 0},
    )


def _claims(
    linked: Linked, masked: Masked, match: Match, cues: Cues, ontology: Ontology
) -> Iterator[tuple[str, Claim]]:
    """Yield what a match proposes, each with the name of the check that refuses it or ""."""
    stance = cues.stance(masked.text, match.start, match.end, presupposed=match.rule.presupposed)
    predicate = match.rule.predicate
    for subject in _entities(masked, match.subjects):
        for target in _entities(masked, match.objects):
            reason = checks.refused_relation(linked, predicate, subject, target, ontology)
            yield reason, _claim(linked, masked, match.rule, stance, subject, target=target)
        for value in _values(masked, match):
            reason = checks.refused_attribute(linked, predicate, subject, ontology)
            yield reason, _claim(linked, masked, match.rule, stance, subject, value=value)


def _entities(masked: Masked, slots: Iterable[int]) -> Iterator[int]:
    for slot in slots:
        entity = masked.entity(slot)
        if entity is not None:
            yield entity


def _values(masked: Masked, match: Match) -> Iterator[Value]:
    if match.rule.value:
        yield match.rule.value
    for slot in match.values:
        quantity = masked.slots[slot]
        if isinstance(quantity, Quantity):
            yield quantity.value
            if quantity.end is not None:
                yield quantity.end


def _claim(
    linked: Linked,
    masked: Masked,
    rule: Rule,
    stance: Stance,
    subject: int,
    *,
    target: int | None = None,
    value: Value | None = None,
) -> Claim:
    evidence = inference.evidence(
        linked, masked.sentence, f"{rule.predicate}: {rule.template}", rule.confidence
    )
    return Claim(
        subject=linked.entities[subject].iri,
        predicate=rule.predicate,
        object="" if target is None else linked.entities[target].iri,
        value=value,
        negated=stance.negated,
        modality=stance.modality,
        evidence=(evidence,),
    )
