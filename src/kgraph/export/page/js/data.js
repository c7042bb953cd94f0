// The page's tables as the builder wrote them (columns; rows refer to each other by number), and indexes over them.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const graph = read('graph-data');
const drawing = read('drawing-data');
const messages = read('messages-data');

const { entities, claims, quotes, kinds, predicates, documents } = graph;
const MODES = ['asserted', 'rumoured', 'planned', 'negated'];
const entityCount = entities.iri.length;
const claimCount = claims.subject.length;

// A denied claim is drawn as denied, whatever else it is.
const modeOf = (claim) => (claims.negated[claim] ? 'negated' : MODES[claims.modality[claim]]);

// The claims that speak of each entity, as subject or object.
const claimsOf = Array.from({ length: entityCount }, () => []);
for (let claim = 0; claim < claimCount; claim += 1) {
  claimsOf[claims.subject[claim]].push(claim);
  const object = claims.object[claim];
  if (object >= 0 && object !== claims.subject[claim]) claimsOf[object].push(claim);
}

const rowOfIri = new Map(entities.iri.map((iri, row) => [iri, row]));

// One edge is one relation between two entities; several edges between the same two are bent apart.
const edges = drawing.edges.filter((edge) => edge.from !== edge.to);
const edgesOf = Array.from({ length: entityCount }, () => []);
const bundles = new Map();
for (const edge of edges) {
  edgesOf[edge.from].push(edge);
  edgesOf[edge.to].push(edge);
  const pair = Math.min(edge.from, edge.to) * entityCount + Math.max(edge.from, edge.to);
  if (!bundles.has(pair)) bundles.set(pair, []);
  bundles.get(pair).push(edge);
}
for (const bundle of bundles.values()) {
  bundle.forEach((edge, i) => {
    const side = edge.from < edge.to ? 1 : -1; // the same side for both directions, so that they part
    edge.bend = side * (i - (bundle.length - 1) / 2) * 0.22;
  });
}
const edgeOfClaim = new Map();
for (const edge of edges) for (const claim of edge.claims) edgeOfClaim.set(claim, edge);

// The address of one edge: readable, and the same in every build of the same graph.
const edgeKey = (edge) =>
  [entities.iri[edge.from], predicates[edge.predicate].name, entities.iri[edge.to], edge.mode].join(' ');
const edgeOfKey = new Map(edges.map((edge) => [edgeKey(edge), edge]));
