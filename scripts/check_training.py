"""Check the files of training/ and say how much they hold: `python scripts/check_training.py [FILE...]`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from kgraph import ontology
from kgraph.errors import KGraphError
from kgraph.train import corpus

ROOT = Path(__file__).resolve().parents[1] / "training"


def main(arguments: list[str]) -> int:
    paths = [Path(a) for a in arguments] or sorted(ROOT.glob("*/*.txt"))
    counts: dict[str, Counter[str]] = {"de": Counter(), "en": Counter()}
    ids: Counter[str] = Counter()
    broken = 0
    for path in paths:
        try:
            for document in corpus.read(path, ontology.load()):
                ids[document.id] += 1
                c = counts[document.lang]
                c["documents"] += 1
                c["sentences"] += len(document.sentences)
                c["without facts"] += sum(not s.facts for s in document.sentences)
                for s in document.sentences:
                    c.update(n.kind for n in s.namings if not n.nominal)
                    c["references"] += sum(n.nominal for n in s.namings)
                    c.update(f.predicate for f in s.facts)
                    c.update(f.modality for f in s.facts if f.modality != "asserted")
                    c["negated"] += sum(f.negated for f in s.facts)
        except KGraphError as error:
            print(error)
            broken += 1
    twice = sorted(i for i, n in ids.items() if n > 1)
    if twice:
        print("named twice:", ", ".join(twice))
    for name in sorted({*counts["de"], *counts["en"]}, key=lambda n: (-counts["de"][n] - counts["en"][n], n)):
        print(f"{name:20}{counts['de'][name]:7}{counts['en'][name]:7}")
    return 1 if broken or twice else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
