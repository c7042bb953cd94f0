"""What single documents say -> one graph, and the graph algorithms: centrality, communities, paths."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kgraph import ids
from kgraph.model import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from kgraph.model import Claim, Entity, Facts
    from kgraph.ontology import Ontology

DAMPING = 0.85  # the share of steps that follow an edge (Brin and Page 1998)
_PRECISION = 1e-9  # finer than the six digits that are returned
_ROUNDS = 200  # 0.85 ** 200 is far below the precision
_LEAST_WEIGHT = 0.01  # the smallest confidence that two decimals can show; no relation weighs nothing


def assemble(facts: Iterable[Facts], *, base: str, ontology: Ontology) -> Graph:
    """Return the union of what the documents say; their order does not matter.

    Entities of which nothing is claimed stay: the text names them. Symmetric relations are put in order
    (`Claim.ordered`), whoever made the facts, so that "A and B" of one document and "B and A" of another are
    one claim.
    """
    graphs = [_graph(one, base=base, ontology=ontology) for one in facts]
    while len(graphs) > 1:  # in pairs, so that n documents cost n log n and not n * n
        joined = [a | b for a, b in zip(graphs[::2], graphs[1::2], strict=False)]
        graphs = joined + graphs[len(joined) * 2 :]
    return graphs[0] if graphs else Graph(base=base, documents={}, entities={}, claims={})


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """Return the entities and all relations between them, each in sorted order.

    Nodes are the entities' IRIs with `name` and `kind`. Edges are the claims whose object is an entity, keyed
    by the IRI of the statement, with `predicate`, `modality`, `negated` and `confidence` (0..1); asserted
    facts are those with `modality == "asserted"` and not `negated`.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, entity in sorted(graph.entities.items()):
        network.add_node(iri, name=entity.name, kind=entity.kind)
    for key, claim in sorted(graph.claims.items()):
        if claim.object:
            network.add_edge(
                claim.subject,
                claim.object,
                key=ids.statement_iri(key, base=graph.base),
                predicate=claim.predicate,
                modality=claim.modality,
                negated=claim.negated,
                confidence=claim.confidence,
            )
    return network


def importance(graph: Graph) -> dict[str, float]:
    """Return how central each entity is, by IRI in sorted order: its PageRank, six digits; the sum is 1.

    Relations count in both directions, because their direction is a matter of wording (a model is developed
    by a company, a company is founded by a person), and as much as their confidence; denied ones do not.
    Source: Brin and Page, "The anatomy of a large-scale hypertextual Web search engine", 1998; computed here
    because networkx's own needs SciPy.
    """
    links = _links(graph)
    if not links.nodes:
        return {}
    weights = {node: sum(d["weight"] for d in links.adj[node].values()) for node in links}
    lonely = [node for node, weight in weights.items() if not weight]
    even = 1.0 / len(weights)
    rank = dict.fromkeys(weights, even)
    for _ in range(_ROUNDS):
        # Who has no relation passes its rank on to all alike.
        spread = (1.0 - DAMPING) * even + DAMPING * even * sum(rank[node] for node in lonely)
        step = {
            node: spread
            + DAMPING * sum(rank[n] * d["weight"] / weights[n] for n, d in links.adj[node].items())
            for node in weights
        }
        change = sum(abs(step[node] - rank[node]) for node in weights)
        rank = step
        if change < _PRECISION:
            break
    return dict(zip(sorted(graph.entities), (round(rank[node], 6) for node in weights), strict=True))


def communities(graph: Graph) -> dict[str, int]:
    """Return the community of each entity, by IRI in sorted order; 0 is the largest, ties by the first IRI.

    Entities without any relation are each a community of one. Source: Blondel and others, "Fast unfolding of
    communities in large networks", 2008 (the Louvain method), with a fixed seed.
    """
    import networkx as nx

    links = _links(graph)
    iris = sorted(graph.entities)
    found = nx.community.louvain_communities(links, weight="weight", seed=0) if iris else []
    ranked = sorted(found, key=lambda members: (-len(members), min(members)))
    number = {node: index for index, members in enumerate(ranked) for node in members}
    return {iri: number[node] for node, iri in enumerate(iris)}


def path(graph: Graph, a: str, b: str) -> tuple[Claim, ...]:
    """Return a shortest chain of relations from entity `a` to entity `b`, whatever their directions.

    Each step is the surest claim between its two ends, an asserted one first. Empty where nothing connects
    them, and where they are one. Denied relations connect nothing.

    Raises:
        KeyError: `a` or `b` is no entity of the graph.
    """
    import networkx as nx

    number = {iri: node for node, iri in enumerate(sorted(graph.entities))}
    iris = tuple(number)
    try:
        nodes = nx.shortest_path(_links(graph), number[a], number[b])
    except nx.NetworkXNoPath:
        return ()
    best: dict[frozenset[str], Claim] = {}
    for _, claim in sorted(
        graph.claims.items(), key=lambda item: (item[1].asserted, item[1].confidence, item[0])
    ):
        if claim.object and not claim.negated:
            best[frozenset((claim.subject, claim.object))] = claim
    return tuple(best[frozenset((iris[m], iris[n]))] for m, n in pairwise(nodes))


def _graph(facts: Facts, *, base: str, ontology: Ontology) -> Graph:
    document = facts.linked.annotated.document
    entities: dict[str, Entity] = {}
    for entity in facts.linked.entities:
        # Joined with itself, an entity met once has the same form as one met twice.
        entities[entity.iri] = entities.get(entity.iri, entity) | entity
    claims: dict[tuple[str, ...], Claim] = {}
    for said in facts.claims:
        claim = _directed(said, ontology=ontology)
        claims[claim.key] = claims.get(claim.key, claim) | claim
    return Graph(
        base=base,
        documents={document.iri: document},
        entities=dict(sorted(entities.items())),
        claims=dict(sorted(claims.items())),
    )


def _directed(claim: Claim, *, ontology: Ontology) -> Claim:
    relation = ontology.relations.get(claim.predicate)
    return claim.ordered if relation and relation.symmetric else claim


def _links(graph: Graph) -> nx.Graph[int]:
    """Return who has to do with whom: the entities as 0, 1, ... in order of their IRIs, joined where related.

    `weight` is the summed confidence of the relations. Numbers, because the order in which networkx walks
    through sets of strings changes from process to process.
    """
    import networkx as nx

    number = {iri: node for node, iri in enumerate(sorted(graph.entities))}
    links: nx.Graph[int] = nx.Graph()
    links.add_nodes_from(range(len(number)))
    for _, claim in sorted(graph.claims.items()):
        if claim.object and not claim.negated and claim.subject != claim.object:
            a, b = number[claim.subject], number[claim.object]
            weight = links.edges[a, b]["weight"] if links.has_edge(a, b) else 0.0
            links.add_edge(a, b, weight=weight + max(claim.confidence, _LEAST_WEIGHT))
    return links
