"""The network page: one HTML file that shows the graph in any browser and asks the network for nothing.

pyvis carries the drawing (nodes, edges, options), its bundled vis-network and `generate_html`; template, style
and scripts are the files in `page/`. pyvis' own template is not used: it loads scripts from CDNs and puts names
into the page unescaped.

Texts of documents are data: they reach the page in JSON that cannot end its script element, and the page's
Content-Security-Policy runs only the scripts whose digest it names.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

from kgraph.export.pagedata import MODALITIES, PageData, page_data

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from kgraph.model import Graph, Lang
    from kgraph.ontology import Ontology

DRAWN = 1500  # nodes drawn at once; vis-network needs 2 s for the first picture of 2,000
SCRIPTS = (
    "data.js", "text.js", "state.js", "camera.js", "nodes.js", "edges.js", "labels.js", "filters.js",
    "facts.js", "panel.js", "search.js", "table.js", "start.js",
)  # fmt: skip
_UNSAFE_IN_SCRIPT = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def to_html(graph: Graph, *, ontology: Ontology, lang: Lang = "en", title: str = "") -> str:
    """Return the page for `graph` as one HTML document, UTF-8 when written, the same text for the same graph.

    `lang` is the language the page opens in (it can be switched), `title` its heading. Up to `DRAWN` entities
    are drawn, the most important first; the page carries all of them and says how many are not drawn.
    """
    from pyvis.network import Network

    data = page_data(graph, ontology=ontology)
    network = Network(directed=True, cdn_resources="in_line", heading=title)
    # `add_node` and `add_edge` look through all that is there already: quadratic.
    network.nodes = _nodes(data)
    network.edges = _edges(data)
    network.options = _options()
    network.templateEnv = _environment(network.templateEnv)
    network.templateEnv.globals.update(
        title=title, lang=lang, graph={**data.tables, "title": title, "lang": lang, "drawn": DRAWN}
    )
    network.path = "page.html.jinja"
    return str(network.generate_html())


def _nodes(data: PageData) -> list[dict[str, Any]]:
    """Return what vis-network draws first; the node's number is its row in the page's table of entities."""
    return [
        {"id": i, "label": entity.name, "group": entity.kind, "x": place[0], "y": place[1], "size": size}
        for i, (entity, place, size) in enumerate(zip(data.entities, data.places, data.sizes, strict=True))
        if i < DRAWN
    ]


def _edges(data: PageData) -> list[dict[str, Any]]:
    """Return an edge for each group of relations that differ only in their times, with its rows of claims."""
    claims = data.tables["claims"]
    groups: dict[tuple[int, int, int, str], list[int]] = {}
    for subject, target, claim in data.links:
        mode = "negated" if claims["negated"][claim] else MODALITIES[claims["modality"][claim]]
        groups.setdefault((subject, target, claims["predicate"][claim], mode), []).append(claim)
    return [
        {"id": i, "from": a, "to": b, "predicate": predicate, "mode": mode, "claims": rows}
        for i, ((a, b, predicate, mode), rows) in enumerate(groups.items())
    ]


def _options() -> dict[str, Any]:
    """Return vis-network's options: places are given, so nothing moves by itself; the page draws edges itself."""
    return {
        "nodes": {"shape": "custom", "chosen": False},
        "edges": {"hidden": True, "smooth": False, "chosen": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": False, "selectConnectedEdges": False, "keyboard": False, "zoomSpeed": 0.6},
        "physics": {
            "enabled": False,
            "solver": "forceAtlas2Based",
            "forceAtlas2Based": {
                "gravitationalConstant": -120,
                "centralGravity": 0.006,
                "springLength": 120,
                "damping": 0.7,
                "avoidOverlap": 0.6,
            },
            "stabilization": False,
        },
    }


def _environment(pyvis_environment: Any) -> Any:
    """Return a Jinja environment with our template, escaping on, and scripts and style with their digests."""
    from jinja2 import DictLoader, Environment

    page = resources.files("kgraph.export") / "page"
    scripts = [_vis_network(pyvis_environment), _application(page)]
    style = _text(page / "page.css")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:; "
        f"script-src {' '.join(_digest(s) for s in scripts)}; style-src {_digest(style)}"
    )
    environment = Environment(
        loader=DictLoader({"page.html.jinja": _text(page / "page.html.jinja")}), autoescape=True
    )
    environment.filters["json_in_script"] = json_in_script
    environment.filters["from_json"] = json.loads  # pyvis hands the options over as JSON text
    environment.globals.update(
        policy=policy, scripts=scripts, style=style, messages=json.loads(_text(page / "messages.json"))
    )
    return environment


def json_in_script(value: Any) -> str:
    """Return `value` as compact JSON that is safe inside a script element: `<`, `>`, `&` and line ends escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE_IN_SCRIPT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _vis_network(pyvis_environment: Any) -> str:
    """Return the newest vis-network that pyvis brings, without the address of its source map."""
    names = [n for n in pyvis_environment.list_templates() if n.endswith("vis-network.min.js")]
    newest = max(names, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])
    script: str = pyvis_environment.loader.get_source(pyvis_environment, newest)[0]
    return re.sub(r"\n?//# sourceMappingURL=.*", "", script.replace("\r\n", "\n"))


def _application(page: Traversable) -> str:
    """Return the page's own scripts in one function, so that they share names with nobody else."""
    parts = "\n".join(_text(page / "js" / name) for name in SCRIPTS)
    return f"(() => {{\n'use strict';\n{parts}\n}})();"


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(source: str) -> str:
    """Return the Content-Security-Policy's name for an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"
