// What is filtered, what is chosen, and what follows from that: which claims and entities show, which are drawn.

const hidden = { kinds: new Set(), predicates: new Set(), modes: new Set() };
let chosen = null; // { entity } or { edge }
let hovered = null; // { entity } or { edge }
const wanted = new Set(); // entities not drawn at first that a search or click brought in beyond those

let claimShown = [];
let entityShown = [];
let drawnEdges = [];
let drawnEntities = [];

// Names that the texts mention and say nothing of would only crowd the picture: drawn on demand.
const isBare = claimsOf.map((about) => about.length === 0);
const bareCount = isBare.filter(Boolean).length;
let bareShown = bareCount === entityCount;

const isFiltered = () => hidden.kinds.size + hidden.predicates.size + hidden.modes.size > 0;

function recompute() {
  const kindShown = entities.kind.map((kind) => !hidden.kinds.has(kind));
  claimShown = claims.subject.map(
    (subject, claim) =>
      kindShown[subject] &&
      (claims.object[claim] < 0 || kindShown[claims.object[claim]]) &&
      !hidden.predicates.has(claims.predicate[claim]) &&
      !hidden.modes.has(modeOf(claim)),
  );
  // A filter by relation asks for those relations: entities that have none left would be noise.
  const byClaim = hidden.predicates.size + hidden.modes.size > 0;
  entityShown = kindShown.map((shown, row) => shown && (!byClaim || claimsOf[row].some((c) => claimShown[c])));
  const drawn = new Set();
  for (let row = 0; row < entityCount && drawn.size < graph.drawn; row += 1) {
    if (entityShown[row] && (bareShown || !isBare[row])) drawn.add(row);
  }
  for (const row of wanted) if (entityShown[row]) drawn.add(row);
  drawnEntities = [...drawn];
  drawnEdges = edges.filter(
    (edge) => drawn.has(edge.from) && drawn.has(edge.to) && edge.claims.some((claim) => claimShown[claim]),
  );
}

// Beyond what is drawn at first, a chosen entity brings itself and its most important neighbours into the picture.
function bringIn(row) {
  wanted.add(row);
  const neighbours = edgesOf[row].map((edge) => (edge.from === row ? edge.to : edge.from));
  for (const neighbour of [...new Set(neighbours)].sort((a, b) => a - b).slice(0, 40)) wanted.add(neighbour);
}

// The entities in focus: the chosen or hovered one and its neighbours, or the ends of an edge; null means all.
function focus() {
  const subject = hovered || chosen;
  if (!subject) return null;
  if (subject.edge) return { centre: null, edge: subject.edge, near: new Set([subject.edge.from, subject.edge.to]) };
  const near = new Set([subject.entity]);
  for (const edge of edgesOf[subject.entity]) {
    if (!edge.claims.some((claim) => claimShown[claim])) continue;
    near.add(edge.from);
    near.add(edge.to);
  }
  return { centre: subject.entity, edge: null, near };
}

const inFocus = (edge, at) => !at || edge === at.edge || edge.from === at.centre || edge.to === at.centre;
