"""Positions for a drawing of the graph: computed once, so that the page opens still and looks the same each time.

A force layout in the manner of ForceAtlas2 (Jacomy et al. 2014, doi:10.1371/journal.pone.0098679: repulsion by
degree, linear attraction, weak gravity), each connected component by itself; then labels are pushed apart and
the components are set in rows. networkx's own force layouts take minutes at a few thousand nodes.

Up to `EXACT` nodes every pair repels exactly; above, masses are spread on a grid and their field is one FFT.
On the exact path numpy only adds, multiplies, divides and takes roots, and sums along the first axis only:
operations whose result IEEE 754 and numpy's loop order fix, so that the bytes of a page are the same on every
machine.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Pairs = NDArray[np.int64]

EXACT = 400  # nodes up to which all pairs are cheaper than the grid
ITERATIONS = 300
SPACING = 100.0  # distance at which two linked nodes of degree one rest, in CSS pixels
GRAVITY = 0.4
STRETCH = 1.15  # screens are wide and so are labels
GAP = 60.0  # between components, in CSS pixels
ASPECT = 1.25  # width to height of the whole drawing
# Starts by number of nodes: a few nodes hardly cross, many take long.
_ATTEMPTS = ((4, 1), (15, 4), (60, 12), (160, 4), (math.inf, 1))
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0


def arrange(
    links: Iterable[tuple[int, int]], *, boxes: Sequence[tuple[float, float]]
) -> list[tuple[int, int]]:
    """Return a place for each node 0..n-1, in CSS pixels at zoom 1, x to the right and y down.

    `links` are pairs of nodes, read both ways; `boxes[i]` is the width and height that node i and its label need; boxes of one component do not overlap
    (up to 1,500 nodes), components never do. The same graph always gives the same places.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]}))
    size = np.array(boxes, dtype=np.float64).reshape(-1, 2)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p[0]))
    places = np.zeros((len(size), 2))
    blocks: list[tuple[float, float]] = []
    for part in parts:
        inside = _component(graph, part, size[part])
        half = size[part] / 2
        low, high = (inside - half).min(axis=0), (inside + half).max(axis=0)
        places[part] = inside - low
        blocks.append((float(high[0] - low[0]), float(high[1] - low[1])))
    for part, corner in zip(parts, _rows(blocks), strict=True):
        places[part] += corner
    return [(round(x), round(y)) for x, y in places.tolist()]


def _component(graph: nx.Graph[int], part: Sequence[int], size: Points) -> Points:
    """Lay out one connected component; of several starts the one with the fewest crossings is kept."""
    if len(part) == 1:
        return np.zeros((1, 2))
    index = {node: i for i, node in enumerate(part)}
    pairs = sorted((index[a], index[b]) for a, b in graph.subgraph(part).edges())
    edges = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    order = _by_community(len(part), pairs)
    attempts = next(tries for most, tries in _ATTEMPTS if len(part) <= most)
    best: tuple[float, Points] | None = None
    for attempt in range(attempts):
        forced = _force(_start(order, attempt), edges)
        spread = _spread(_level(forced), size)
        cost = _flaws(spread, edges, size) if attempts > 1 else 0.0
        if best is None or cost < best[0]:
            best = cost, spread
    assert best is not None
    return best[1]


def _by_community(n: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return the nodes so that those of one community stand together."""
    inner: nx.Graph[int] = nx.Graph()
    inner.add_nodes_from(range(n))
    inner.add_edges_from(pairs)
    if n <= 5000:
        groups = nx.community.louvain_communities(inner, seed=0)
    else:  # Louvain would take longer than the layout
        groups = list(nx.community.fast_label_propagation_communities(inner, seed=0))
    ranked = sorted((sorted(group) for group in groups), key=lambda g: (-len(g), g[0]))
    return [node for group in ranked for node in group]


def _start(order: Sequence[int], attempt: int) -> Points:
    """Give each community a sector of a disc, evenly filled; another `attempt` deals the radii otherwise."""
    n = len(order)
    places = np.zeros((n, 2))
    for i, node in enumerate(order):
        turn = (i + attempt * GOLDEN * n) % n / n * math.tau
        radius = SPACING * math.sqrt(n) * math.sqrt((i * GOLDEN + attempt * 0.37) % 1.0)
        places[node] = round(radius * math.cos(turn), 3), round(radius * math.sin(turn), 3)
    return places


def _force(places: Points, edges: Pairs) -> Points:
    """Move nodes until repulsion, attraction and gravity balance."""
    n = len(places)
    ends = np.concatenate([edges[:, 0], edges[:, 1]])
    mass = 1.0 + np.bincount(ends, minlength=n).astype(np.float64)
    repel = _all_pairs if n <= EXACT else _grid
    strength = SPACING * SPACING / 4.0
    step = SPACING * math.sqrt(n) / 4.0
    for iteration in range(ITERATIONS):
        force = repel(places, mass) * strength
        pull = places[edges[:, 1]] - places[edges[:, 0]]
        for axis in (0, 1):
            force[:, axis] += np.bincount(edges[:, 0], pull[:, axis], n)
            force[:, axis] -= np.bincount(edges[:, 1], pull[:, axis], n)
        force -= GRAVITY * mass[:, None] * places / max(1.0, math.sqrt(n) / 8.0)
        move = force / mass[:, None]
        length = np.sqrt(move[:, 0] * move[:, 0] + move[:, 1] * move[:, 1])
        limit = step * (1.0 - iteration / ITERATIONS) ** 2 + 0.5
        places = places + move * np.minimum(0.5, limit / np.maximum(length, 1e-9))[:, None]
    return places


def _all_pairs(places: Points, mass: Points) -> Points:
    """Return the exact repulsion: mass times mass over distance, summed over all pairs."""
    x, y = places[:, 0], places[:, 1]
    dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
    weight = mass[:, None] * mass[None, :] / (dx * dx + dy * dy + 1.0)
    return np.stack([(dx * weight).sum(axis=0), (dy * weight).sum(axis=0)], axis=1)


def _grid(places: Points, mass: Points, cells: int = 128) -> Points:
    """Return the repulsion through a grid: masses shared among four cells, their field one convolution."""
    low = places.min(axis=0)
    width = float((places.max(axis=0) - low).max()) * 1.02 + 1.0
    cell = width / (cells - 2)
    at = (places - low) / cell
    base = np.floor(at).astype(np.int64)
    part = at - base
    density = np.zeros(cells * cells)
    corners = []
    for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)):
        share = (part[:, 0] if i else 1.0 - part[:, 0]) * (part[:, 1] if j else 1.0 - part[:, 1])
        where = (base[:, 0] + i) * cells + base[:, 1] + j
        corners.append((where, share))
        density += np.bincount(where, mass * share, cells * cells)
    offset = np.fft.fftfreq(2 * cells, 1.0 / (2 * cells)) * cell
    distance = offset[:, None] * offset[:, None] + offset[None, :] * offset[None, :] + cell * cell / 4.0
    spectrum = np.fft.rfft2(density.reshape(cells, cells), s=(2 * cells, 2 * cells))
    force = np.zeros_like(places)
    for axis, direction in ((0, offset[:, None]), (1, offset[None, :])):
        field = np.fft.irfft2(spectrum * np.fft.rfft2(direction / distance))[:cells, :cells].ravel()
        for where, share in corners:
            force[:, axis] += field[where] * share
    return force * mass[:, None]


def _level(places: Points) -> Points:
    """Turn the drawing so that it is wider than high, and stretch it to the shape of a screen."""
    centred = places - places.sum(axis=0) / len(places)
    x, y = centred[:, 0], centred[:, 1]
    xx, yy, xy = math.fsum((x * x).tolist()), math.fsum((y * y).tolist()), math.fsum((x * y).tolist())
    turn = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = round(math.cos(turn), 9), round(math.sin(turn), 9)
    return np.stack([(x * cos + y * sin) * STRETCH, y * cos - x * sin], axis=1).round(3)


def _spread(places: Points, size: Points) -> Points:
    """Push apart what overlaps, along the axis that needs the shorter way."""
    n = len(places)
    if n > 1500:  # drawn a part at a time, so labels are thinned out by the page
        size = np.minimum(size, 34.0)
    reach = float(size.max())
    for _ in range(120 if n <= EXACT else 40):
        first, second = _near(places, reach)
        dx = places[second, 0] - places[first, 0]
        dy = places[second, 1] - places[first, 1]
        over_x = (size[first, 0] + size[second, 0]) / 2 - np.abs(dx)
        over_y = (size[first, 1] + size[second, 1]) / 2 - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0)
        if not hit.any():
            break
        first, second = first[hit], second[hit]
        sideways = over_x[hit] < over_y[hit]
        tie = np.where(first < second, 1.0, -1.0)
        away_x = np.where(dx[hit] == 0, tie, np.sign(dx[hit]))
        away_y = np.where(dy[hit] == 0, tie, np.sign(dy[hit]))
        push_x = np.where(sideways, over_x[hit] * away_x, 0.0) * 0.52
        push_y = np.where(sideways, 0.0, over_y[hit] * away_y) * 0.52
        places = places.copy()
        for axis, push in ((0, push_x), (1, push_y)):
            places[:, axis] += np.bincount(second, push, n) - np.bincount(first, push, n)
    return places


def _near(places: Points, reach: float) -> tuple[Pairs, Pairs]:
    """Return the pairs of nodes that stand in the same or in neighbouring squares of side `reach`, each once."""
    cell = np.floor((places - places.min(axis=0)) / reach).astype(np.int64)
    width = int(cell[:, 1].max()) + 3
    key = cell[:, 0] * width + cell[:, 1] + 1
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    firsts, seconds = [], []
    for shift in (0, 1, width - 1, width, width + 1):
        low = np.searchsorted(ranked, ranked + shift, "left")
        high = np.searchsorted(ranked, ranked + shift, "right")
        if shift == 0:
            low = np.arange(1, len(ranked) + 1)
        count = np.maximum(high - low, 0)
        start = np.repeat(np.arange(len(ranked)), count)
        within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        firsts.append(order[start])
        seconds.append(order[np.repeat(low, count) + within])
    return np.concatenate(firsts), np.concatenate(seconds)


def _flaws(places: Points, edges: Pairs, size: Points) -> float:
    """Return what disturbs a reader: crossings, nodes that lie on a foreign edge, and a little for long edges."""
    a, b = places[edges[:, 0]], places[edges[:, 1]]
    ahead = b - a

    def side(p: Points) -> Points:
        """On which side of edge i the point j lies."""
        cross = ahead[:, None, 0] * (p[None, :, 1] - a[:, None, 1]) - ahead[:, None, 1] * (
            p[None, :, 0] - a[:, None, 0]
        )
        return np.asarray(np.sign(cross))

    apart = side(a) * side(b) < 0
    shared = (edges[:, None, :, None] == edges[None, :, None, :]).any(axis=(2, 3))
    crossings = int((apart & apart.T & ~shared).sum()) // 2
    squared = (ahead * ahead).sum(axis=1)
    offset = places[None, :, :] - a[:, None, :]
    along = np.clip((offset * ahead[:, None, :]).sum(axis=2) / np.maximum(squared, 1e-9)[:, None], 0.0, 1.0)
    gap = offset - along[:, :, None] * ahead[:, None, :]
    close = (gap[:, :, 0] * gap[:, :, 0] + gap[:, :, 1] * gap[:, :, 1]) < (size[None, :, 1] / 2.5) ** 2
    own = (np.arange(len(places))[None, :, None] == edges[:, None, :]).any(axis=2)
    lengths = np.sqrt(squared).tolist()
    return crossings + 2.0 * int((close & ~own).sum()) + math.fsum(lengths) / (SPACING * len(lengths))


def _rows(blocks: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the upper left corner of each block: rows of falling height, each centred."""
    area = math.fsum((w + GAP) * (h + GAP) for w, h in blocks)
    width = max([math.sqrt(area * ASPECT), *(w for w, _ in blocks)])
    corners = [(0.0, 0.0)] * len(blocks)
    row: list[int] = []
    filled, top = 0.0, 0.0

    def close() -> None:
        """Set the row's blocks side by side, centred across and along."""
        nonlocal filled, top, row
        left = (width - (filled - GAP)) / 2
        high = max(blocks[i][1] for i in row)
        for i in row:
            corners[i] = (left, top + (high - blocks[i][1]) / 2)
            left += blocks[i][0] + GAP
        top += high + GAP
        row, filled = [], 0.0

    for i in sorted(range(len(blocks)), key=lambda i: (-blocks[i][1], -blocks[i][0], i)):
        if row and filled + blocks[i][0] > width:
            close()
        row.append(i)
        filled += blocks[i][0] + GAP
    if row:
        close()
    return corners
