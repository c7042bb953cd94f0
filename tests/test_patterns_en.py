"""What English sentences say and do not say, predicate by predicate, with invented names.

A fact is written "subject | predicate | object or value"; a fourth part is its stance (asserted where it is missing).
"""

from __future__ import annotations

import pytest

from stages import rows

FACTS: list[tuple[str, *tuple[str, ...]]] = [
    # ---- foundedBy
    ("Halcyon Robotics was founded by CEO Clara Vogt in 2019.", "Halcyon Robotics | foundedBy | Clara Vogt", "Halcyon Robotics | foundingDate | 2019"),
    ("Halcyon Robotics was founded in 2019 by researcher Clara Vogt.", "Halcyon Robotics | foundedBy | Clara Vogt", "Halcyon Robotics | foundingDate | 2019"),
    ("Engineer Clara Vogt co-founded Halcyon Robotics.", "Halcyon Robotics | foundedBy | Clara Vogt"),
    ("Halcyon Robotics co-founder Clara Vogt gave a talk.", "Halcyon Robotics | foundedBy | Clara Vogt"),
    ("Clara Vogt, co-founder and CEO of Halcyon Robotics, gave a talk.", "Halcyon Robotics | foundedBy | Clara Vogt", "Clara Vogt | leads | Halcyon Robotics"),
    ("Halcyon Robotics, which Clara Vogt founded, makes robots.", "Halcyon Robotics | foundedBy | Clara Vogt"),
    ("Founded in 2019 by engineer Clara Vogt, Halcyon Robotics makes robots.", "Halcyon Robotics | foundedBy | Clara Vogt"),
    ("Researcher Jane Doe left Orbit Systems to start Halcyon Robotics.", "Halcyon Robotics | foundedBy | Jane Doe", "Jane Doe | formerlyEmployedBy | Orbit Systems"),
    # ---- employedBy
    ("Researcher Jane Doe joined Halcyon Robotics.", "Jane Doe | employedBy | Halcyon Robotics"),
    ("Researcher Jane Doe will join Halcyon Robotics.", "Jane Doe | employedBy | Halcyon Robotics | planned"),
    ("Researcher Jane Doe reportedly joined Halcyon Robotics.", "Jane Doe | employedBy | Halcyon Robotics | rumoured"),
    ("Halcyon Robotics hired researcher Jane Doe.", "Jane Doe | employedBy | Halcyon Robotics"),
    ("Researcher Jane Doe was hired by Halcyon Robotics.", "Jane Doe | employedBy | Halcyon Robotics"),
    ("Halcyon Robotics researcher Jane Doe wrote the paper.", "Jane Doe | employedBy | Halcyon Robotics"),
    ("Jane Doe, a research scientist at Halcyon Robotics, wrote the paper.", "Jane Doe | employedBy | Halcyon Robotics"),
    ("Jane Doe, who leads the safety team at Halcyon Robotics, wrote the paper.", "Jane Doe | employedBy | Halcyon Robotics"),
    ("Jane Doe, Halcyon Robotics' head of research, wrote the paper.", "Jane Doe | employedBy | Halcyon Robotics"),
    ("Researcher Jane Doe moved from Orbit Systems to Halcyon Robotics.", "Jane Doe | employedBy | Halcyon Robotics", "Jane Doe | formerlyEmployedBy | Orbit Systems"),
    # ---- formerlyEmployedBy
    ("Researcher Jane Doe left Halcyon Robotics.", "Jane Doe | formerlyEmployedBy | Halcyon Robotics"),
    ("Former Halcyon Robotics researcher Jane Doe wrote the paper.", "Jane Doe | formerlyEmployedBy | Halcyon Robotics"),
    ("Jane Doe, formerly of Halcyon Robotics, wrote the paper.", "Jane Doe | formerlyEmployedBy | Halcyon Robotics"),
    ("Jane Doe, a former engineer at Halcyon Robotics, wrote the paper.", "Jane Doe | formerlyEmployedBy | Halcyon Robotics"),
    ("Jane Doe, who previously worked at Halcyon Robotics, wrote the paper.", "Jane Doe | formerlyEmployedBy | Halcyon Robotics"),
    ("Engineer Jane Doe was fired by Halcyon Robotics.", "Jane Doe | formerlyEmployedBy | Halcyon Robotics"),
    ("Engineer Jane Doe stepped down as chief technology officer of Halcyon Robotics.", "Jane Doe | formerlyEmployedBy | Halcyon Robotics"),
    ("Orbit Systems poached researcher Jane Doe from Halcyon Robotics.", "Jane Doe | formerlyEmployedBy | Halcyon Robotics", "Jane Doe | employedBy | Orbit Systems"),
    ("Jane Doe's departure from Halcyon Robotics surprised her team.", "Jane Doe | formerlyEmployedBy | Halcyon Robotics"),
    ("Engineer Jane Doe has not left Halcyon Robotics.", "Jane Doe | formerlyEmployedBy | Halcyon Robotics | negated"),
    # ---- leads
    ("Halcyon Robotics CEO Clara Vogt spoke.", "Clara Vogt | leads | Halcyon Robotics"),
    ("Halcyon Robotics' chief executive Clara Vogt spoke.", "Clara Vogt | leads | Halcyon Robotics"),
    ("Clara Vogt, chief executive of Halcyon Robotics, spoke.", "Clara Vogt | leads | Halcyon Robotics"),
    ("Clara Vogt (CEO of Halcyon Robotics) spoke.", "Clara Vogt | leads | Halcyon Robotics"),
    ("Engineer Clara Vogt was named president of Halcyon Robotics.", "Clara Vogt | leads | Halcyon Robotics"),
    ("Clara Vogt, who runs Halcyon Robotics, spoke.", "Clara Vogt | leads | Halcyon Robotics"),
    ("Halcyon Robotics is led by Clara Vogt.", "Clara Vogt | leads | Halcyon Robotics"),
    ("Halcyon Robotics appointed Clara Vogt as its new CEO.", "Clara Vogt | leads | Halcyon Robotics"),
    # ---- partOf
    ("Google's DeepMind published the results.", "DeepMind | partOf | Google"),
    ("Orbit Systems, a subsidiary of Halcyon Robotics, makes sensors.", "Orbit Systems | partOf | Halcyon Robotics"),
    ("Orbit Systems belongs to Halcyon Robotics.", "Orbit Systems | partOf | Halcyon Robotics"),
    ("Orbit Systems is owned by Halcyon Robotics.", "Orbit Systems | partOf | Halcyon Robotics"),
    ("Orbit Systems, a Halcyon Robotics subsidiary, makes sensors.", "Orbit Systems | partOf | Halcyon Robotics"),
    # ---- acquired
    ("Halcyon Robotics acquired Orbit Systems.", "Halcyon Robotics | acquired | Orbit Systems"),
    ("Halcyon Robotics plans to acquire Orbit Systems.", "Halcyon Robotics | acquired | Orbit Systems | planned"),
    ("Halcyon Robotics has agreed to buy the chip startup Orbit Systems.", "Halcyon Robotics | acquired | Orbit Systems | planned"),
    ("Halcyon Robotics is in talks to acquire Orbit Systems.", "Halcyon Robotics | acquired | Orbit Systems | rumoured"),
    ("Halcyon Robotics has ruled out acquiring Orbit Systems.", "Halcyon Robotics | acquired | Orbit Systems | negated"),
    ("Orbit Systems was acquired by Halcyon Robotics.", "Halcyon Robotics | acquired | Orbit Systems"),
    ("Orbit Systems was bought in May 2024 by Halcyon Robotics.", "Halcyon Robotics | acquired | Orbit Systems"),
    ("The acquisition of Orbit Systems by Halcyon Robotics took a year.", "Halcyon Robotics | acquired | Orbit Systems"),
    ("Halcyon Robotics' takeover of Orbit Systems took a year.", "Halcyon Robotics | acquired | Orbit Systems"),
    ("Halcyon Robotics completed its acquisition of Orbit Systems.", "Halcyon Robotics | acquired | Orbit Systems"),
    ("Halcyon Robotics said on Monday that it had acquired Orbit Systems.", "Halcyon Robotics | acquired | Orbit Systems"),
    # ---- investedIn
    ("Nimbus Ventures invested $20 million in Halcyon Robotics.", "Nimbus Ventures | investedIn | Halcyon Robotics", "Halcyon Robotics | fundingAmount | 20000000 USD"),
    ("Halcyon Robotics is backed by Nimbus Ventures.", "Nimbus Ventures | investedIn | Halcyon Robotics"),
    ("Halcyon Robotics raised $20 million from Nimbus Ventures.", "Nimbus Ventures | investedIn | Halcyon Robotics", "Halcyon Robotics | fundingAmount | 20000000 USD"),
    ("Halcyon Robotics closed a funding round led by Nimbus Ventures.", "Nimbus Ventures | investedIn | Halcyon Robotics"),
    ("Nimbus Ventures holds a stake in Halcyon Robotics.", "Nimbus Ventures | investedIn | Halcyon Robotics"),
    ("Nimbus Ventures, an investor in Halcyon Robotics, declined to comment.", "Nimbus Ventures | investedIn | Halcyon Robotics"),
    ("Halcyon Robotics' investors include Nimbus Ventures and Orbit Capital.", "Nimbus Ventures | investedIn | Halcyon Robotics", "Orbit Capital | investedIn | Halcyon Robotics"),
    ("Nimbus Ventures will not invest in Halcyon Robotics.", "Nimbus Ventures | investedIn | Halcyon Robotics | negated"),
    # ---- partnerOf
    ("Halcyon Robotics partners with Orbit Systems.", "Halcyon Robotics | partnerOf | Orbit Systems"),
    ("Halcyon Robotics and Orbit Systems announced a partnership.", "Halcyon Robotics | partnerOf | Orbit Systems"),
    ("Halcyon Robotics signed a deal with Orbit Systems.", "Halcyon Robotics | partnerOf | Orbit Systems"),
    ("Halcyon Robotics, a customer of Orbit Systems, builds robots.", "Halcyon Robotics | partnerOf | Orbit Systems"),
    ("Halcyon Robotics plans to team up with Orbit Systems.", "Halcyon Robotics | partnerOf | Orbit Systems | planned"),
    # ---- competitorOf
    ("Halcyon Robotics competes with Orbit Systems.", "Halcyon Robotics | competitorOf | Orbit Systems"),
    ("Halcyon Robotics rival Orbit Systems cut its prices.", "Halcyon Robotics | competitorOf | Orbit Systems"),
    ("Halcyon Robotics, a rival of Orbit Systems, cut its prices.", "Halcyon Robotics | competitorOf | Orbit Systems"),
    ("Halcyon Robotics lags behind rivals such as Orbit Systems.", "Halcyon Robotics | competitorOf | Orbit Systems"),
    ("The race between Halcyon Robotics and Orbit Systems goes on.", "Halcyon Robotics | competitorOf | Orbit Systems"),
    # ---- developedBy, status
    ("Halcyon Robotics released Zephyr-7B.", "Zephyr-7B | developedBy | Halcyon Robotics", "Zephyr-7B | status | released"),
    ("Halcyon Robotics unveiled a new open-weight model called Zephyr-7B.", "Zephyr-7B | developedBy | Halcyon Robotics"),
    ("Halcyon Robotics' Zephyr-7B writes code.", "Zephyr-7B | developedBy | Halcyon Robotics"),
    ("Halcyon Robotics' new reasoning model Zephyr-7B writes code.", "Zephyr-7B | developedBy | Halcyon Robotics"),
    ("Zephyr-7B was developed by Halcyon Robotics.", "Zephyr-7B | developedBy | Halcyon Robotics"),
    ("Zephyr-7B, a language model from Halcyon Robotics, writes code.", "Zephyr-7B | developedBy | Halcyon Robotics"),
    ("Zephyr-7B, which Halcyon Robotics launched in May 2024, writes code.", "Zephyr-7B | developedBy | Halcyon Robotics", "Zephyr-7B | releaseDate | 2024-05"),
    ("Halcyon Robotics, the maker of Zephyr-7B, is hiring.", "Zephyr-7B | developedBy | Halcyon Robotics"),
    ("Halcyon Robotics will test its new model Zephyr-7B in public.", "Zephyr-7B | developedBy | Halcyon Robotics | planned"),
    ("Halcyon Robotics, a small startup, released Zephyr-7B and Zephyr-70B.", "Zephyr-7B | developedBy | Halcyon Robotics", "Zephyr-70B | developedBy | Halcyon Robotics"),
    ("Researchers at Halcyon Robotics have trained Zephyr-7B.", "Zephyr-7B | developedBy | Halcyon Robotics"),
    ("Zephyr-7B has been delayed again.", "Zephyr-7B | status | delayed"),
    ("Halcyon Robotics postponed Zephyr-7B.", "Zephyr-7B | status | delayed", "Zephyr-7B | developedBy | Halcyon Robotics"),
    ("Halcyon Robotics has cancelled Zephyr-7B.", "Zephyr-7B | status | cancelled"),
    ("Zephyr-7B will be discontinued.", "Zephyr-7B | status | discontinued | planned"),
    ("Zephyr-7B was announced on May 5, 2024.", "Zephyr-7B | status | announced", "Zephyr-7B | releaseDate | 2024-05-05"),
    # ---- contributedTo
    ("Jane Doe, the lead author of Zephyr-7B, spoke.", "Jane Doe | contributedTo | Zephyr-7B"),
    ("Engineer Jane Doe helped build Zephyr-7B.", "Jane Doe | contributedTo | Zephyr-7B"),
    ("Engineer Jane Doe worked on Zephyr-7B.", "Jane Doe | contributedTo | Zephyr-7B"),
    ("Jane Doe, who co-created PyTorch, spoke.", "Jane Doe | contributedTo | PyTorch"),
    # ---- variantOf, successorOf, basedOn
    ("Behemoth-9B, the largest version of Zephyr-7B, is late.", "Behemoth-9B | variantOf | Zephyr-7B"),
    ("Behemoth-9B is a member of the Llama 4 family.", "Behemoth-9B | variantOf | Llama 4"),
    ("Zephyr-8B, the successor to Yi-34B-Chat, is out.", "Zephyr-8B | successorOf | Yi-34B-Chat"),
    ("Zephyr-8B replaces Yi-34B-Chat.", "Zephyr-8B | successorOf | Yi-34B-Chat"),
    ("Yi-34B-Chat was replaced by Zephyr-8B.", "Zephyr-8B | successorOf | Yi-34B-Chat"),
    ("Zephyr-7B is based on Yi-34B-Chat.", "Zephyr-7B | basedOn | Yi-34B-Chat"),
    ("Zephyr-7B was fine-tuned from Yi-34B-Chat.", "Zephyr-7B | basedOn | Yi-34B-Chat"),
    ("Zephyr-7B is a fine-tuned version of Yi-34B-Chat.", "Zephyr-7B | basedOn | Yi-34B-Chat"),
    ("ChatGPT is powered by OpenAI's GPT-4o.", "ChatGPT | basedOn | GPT-4o", "GPT-4o | developedBy | OpenAI"),
    ("Zephyr-7B is not based on Yi-34B-Chat.", "Zephyr-7B | basedOn | Yi-34B-Chat | negated"),
    # ---- outperforms, evaluatedOn
    ("Zephyr-7B beats Yi-34B-Chat.", "Zephyr-7B | outperforms | Yi-34B-Chat"),
    ("Zephyr-7B outperforms Meta's Llama 3.", "Zephyr-7B | outperforms | Llama 3"),
    ("Zephyr-7B is better than Yi-34B-Chat.", "Zephyr-7B | outperforms | Yi-34B-Chat"),
    ("Zephyr-7B trails Yi-34B-Chat.", "Yi-34B-Chat | outperforms | Zephyr-7B"),
    ("Zephyr-7B does not beat Yi-34B-Chat.", "Zephyr-7B | outperforms | Yi-34B-Chat | negated"),
    ("Halcyon Robotics claims that Zephyr-7B beats Yi-34B-Chat.", "Zephyr-7B | outperforms | Yi-34B-Chat | rumoured"),
    ("Zephyr-7B scores 77 percent on MMLU.", "Zephyr-7B | evaluatedOn | MMLU"),
    ("On MMLU, Zephyr-7B reached 77 percent.", "Zephyr-7B | evaluatedOn | MMLU"),
    ("Zephyr-7B tops the LMArena leaderboard.", "Zephyr-7B | evaluatedOn | LMArena"),
    # ---- trainedOn, availableOn
    ("Zephyr-7B was trained on Common Crawl.", "Zephyr-7B | trainedOn | Common Crawl"),
    ("Common Crawl was used to train Zephyr-7B.", "Zephyr-7B | trainedOn | Common Crawl"),
    ("Zephyr-7B was not trained on Common Crawl.", "Zephyr-7B | trainedOn | Common Crawl | negated"),
    ("Zephyr-7B is available on Hugging Face.", "Zephyr-7B | availableOn | Hugging Face", "Zephyr-7B | status | released"),
    ("Zephyr-7B can be downloaded from Hugging Face.", "Zephyr-7B | availableOn | Hugging Face"),
    ("Zephyr-7B will be integrated into WhatsApp.", "Zephyr-7B | availableOn | WhatsApp | planned"),
    # ---- locatedIn, presentedAt
    ("Halcyon Robotics is based in Berlin.", "Halcyon Robotics | locatedIn | Berlin"),
    ("Berlin-based Halcyon Robotics makes robots.", "Halcyon Robotics | locatedIn | Berlin"),
    ("Halcyon Robotics, a startup from Berlin, makes robots.", "Halcyon Robotics | locatedIn | Berlin"),
    ("Halcyon Robotics, headquartered in Berlin, makes robots.", "Halcyon Robotics | locatedIn | Berlin"),
    ("Halcyon Robotics showed Zephyr-7B at NeurIPS.", "Zephyr-7B | presentedAt | NeurIPS"),
    # ---- attributes
    ("Halcyon Robotics, founded in 2019, makes robots.", "Halcyon Robotics | foundingDate | 2019"),
    ("On May 5, 2024, Halcyon Robotics released Zephyr-7B.", "Zephyr-7B | releaseDate | 2024-05-05"),
    ("Zephyr-7B (2024-06-18)", "Zephyr-7B | releaseDate | 2024-06-18"),
    ("Zephyr-7B has a context window of 128,000 tokens.", "Zephyr-7B | contextWindow | 128000"),
    ("Zephyr-7B handles up to 128,000 tokens.", "Zephyr-7B | contextWindow | 128000"),
    ("GPT-4o has 200 billion parameters.", "GPT-4o | parameterCount | 200000000000"),
    ("Zephyr-7B is an open-source model.", "Zephyr-7B | license | open-source"),
    ("The open-weight model Zephyr-7B writes code.", "Zephyr-7B | license | open-weights"),
    ("Zephyr-7B was released under the Apache 2.0 license.", "Zephyr-7B | license | Apache 2.0"),
    ("Proprietary models such as GPT-4o cost more.", "GPT-4o | license | proprietary"),
    ("Zephyr-7B costs $3 per million tokens.", "Zephyr-7B | price | 3 USD"),
    ("Halcyon Robotics is valued at $2 billion.", "Halcyon Robotics | valuation | 2000000000 USD"),
    ("Halcyon Robotics is reportedly valued at $2 billion.", "Halcyon Robotics | valuation | 2000000000 USD | rumoured"),
    ("Halcyon Robotics plans to raise $20 million.", "Halcyon Robotics | fundingAmount | 20000000 USD | planned"),
    ("Halcyon Robotics employs 280 people.", "Halcyon Robotics | headcount | 280"),
]  # fmt: skip

# A sentence, and a predicate that must not be read in it; "" where no claim at all must be.
NOTHING = [
    ("Halcyon Robotics and Orbit Systems were both at the fair.", ""),
    ("Zephyr-7B is on par with Yi-34B-Chat.", "outperforms"),
    ("Zephyr-7B performs on a level with Yi-34B-Chat.", "outperforms"),
    ("Researcher Jane Doe praised Halcyon Robotics.", ""),
    ("Researcher Jane Doe left the stage before Halcyon Robotics spoke.", "formerlyEmployedBy"),
    ("Halcyon Robotics bought chips from Orbit Systems.", "acquired"),
    ("Halcyon Robotics bought shares in Orbit Systems.", "acquired"),
    ("Halcyon Robotics joined forces with Orbit Systems.", "employedBy"),
    ("Halcyon Robotics' chief technology officer Jane Doe spoke.", "leads"),
    ("Jane Doe, head of research at Halcyon Robotics, spoke.", "leads"),
    ("Jane Doe, a former engineer at Halcyon Robotics, spoke.", "employedBy"),
    ("Former Halcyon Robotics researcher Jane Doe spoke.", "employedBy"),
    ("Halcyon Robotics published a paper about Zephyr-7B.", "developedBy"),
    ("Halcyon Robotics published a paper about Zephyr-7B.", "status"),
    ("Halcyon Robotics announced support for Zephyr-7B.", "developedBy"),
    ("Halcyon Robotics' decision to use Zephyr-7B was easy.", "developedBy"),
    ("Halcyon Robotics uses Zephyr-7B.", "developedBy"),
    ("Halcyon Robotics' rival Orbit Systems spoke.", "partOf"),
    ("Orbit Systems was founded after Halcyon Robotics had failed.", "foundedBy"),
    ("Clara Vogt, who founded Halcyon Robotics after leaving Orbit Systems, spoke.", "acquired"),
    ("Zephyr-7B was trained for weeks.", "trainedOn"),
    ("Llama 4 was trained on H100 GPUs and beats GPT-4o.", "variantOf"),
    ("Halcyon Robotics, which is backed by Nimbus Ventures, said Jane Doe liked it.", "employedBy"),
    ("Zephyr-7B is not just another model.", "outperforms"),
    ("Zephyr-7B is one of many models.", "variantOf"),
    ("Zephyr-7B arrived together with Yi-34B-Chat.", "successorOf"),
    ("Zephyr-7B is free of charge.", "price"),
    ("Halcyon Robotics postponed a meeting about Zephyr-7B.", "status"),
    ("Nimbus Ventures leads the market, and Halcyon Robotics follows.", "investedIn"),
    ("Halcyon Robotics, the company behind Zephyr-7B, bought a house.", "competitorOf"),
    ("Clara Vogt flew from Berlin to Paris with Halcyon Robotics.", "locatedIn"),
]  # fmt: skip


def _row(fact: str) -> tuple[str, ...]:
    subject, predicate, target, *stance = fact.split(" | ")
    return subject, predicate, target, *(stance or ["asserted"])


def _found(text: str) -> set[tuple[str, ...]]:
    """The rows read in `text`, values as strings; a symmetric relation stands in both directions."""
    found = {tuple(map(str, row)) for row in rows(text, "en")}
    return found | {(o, p, s, q) for s, p, o, q in found if p in ("partnerOf", "competitorOf")}


@pytest.mark.parametrize(("text", "expected"), [(text, facts) for text, *facts in FACTS])
def test_sentence_says(text: str, expected: list[str]) -> None:
    assert {_row(f) for f in expected} <= _found(text)


@pytest.mark.parametrize(("text", "predicate"), NOTHING)
def test_sentence_does_not_say(text: str, predicate: str) -> None:
    assert not [row for row in _found(text) if predicate in ("", row[1])]
