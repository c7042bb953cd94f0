// vis-network holds nodes, camera, dragging and forces; this is what the rest of the page asks of it.

const stage = document.getElementById('network');
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const nodeSet = new vis.DataSet(drawing.nodes);
const edgeSet = new vis.DataSet([]);
const BIGGEST_SCALE = 4;
const SMALLEST_SCALE = 0.02;

let network = null; // made in start.js, once everything that draws is defined
let dark = false;
let colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const pick = (name) => style.getPropertyValue(name).trim();
  dark = pick('--dark') === '1';
  colours = {
    paper: pick('--stage'),
    ink: pick('--ink'),
    quiet: pick('--quiet'),
    line: pick('--line'),
    accent: pick('--accent'),
    negated: pick('--negated'),
  };
}

const body = (row) => network.body.nodes[row];
const redraw = () => network && network.redraw();

// Nodes shrink more slowly than the space between them, so that they can be seen and hit from afar.
const radius = (row, scale) => Math.max(3, entities.size[row] * Math.min(1.6, scale ** 0.6)) / scale;

function toScreen(scale) {
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  return { x: (x) => origin.x + x * scale, y: (y) => origin.y + y * scale };
}

// Show these entities with room for their labels.
function frame(rows, { animate = true, closest = 1.25 } = {}) {
  const points = rows.map(body).filter(Boolean);
  if (!points.length) return;
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const width = Math.max(80, stage.clientWidth - 150);
  const height = Math.max(80, stage.clientHeight - 110);
  const scale = Math.min(closest, width / Math.max(1, right - left), height / Math.max(1, bottom - top));
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale,
    animation: animate && !calm.matches ? { duration: 350, easingFunction: 'easeInOutQuad' } : false,
  });
}

const fit = (options) => frame(drawnEntities, options);

// Bring an entity and its neighbours into view; stay where we are if they are there already and large enough.
function flyTo(row) {
  const near = [...focus().near].filter((other) => body(other));
  const scale = network.getScale();
  const at = toScreen(scale);
  const margin = 40;
  const visible = (other) => {
    const [x, y] = [at.x(body(other).x), at.y(body(other).y)];
    return x > margin && y > margin && x < stage.clientWidth - margin && y < stage.clientHeight - margin;
  };
  if (scale > 0.55 && near.every(visible)) return;
  frame(near.length > 1 ? near : [row]);
}

// Add and remove nodes so that vis-network holds what is drawn. Edges are vis-network's only while forces run.
function syncNetwork() {
  const drawn = new Set(drawnEntities);
  const gone = nodeSet.getIds().filter((row) => !drawn.has(row));
  const fresh = drawnEntities.filter((row) => !nodeSet.get(row));
  if (gone.length) nodeSet.remove(gone);
  if (fresh.length) {
    nodeSet.add(
      fresh.map((row) => ({
        id: row,
        label: entities.name[row],
        group: kinds[entities.kind[row]].name,
        x: entities.x[row],
        y: entities.y[row],
      })),
    );
  }
  if (edgeSet.length) syncForces(true);
  redraw();
}

function syncForces(on) {
  edgeSet.clear();
  if (on) edgeSet.add(drawnEdges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to })));
  network.setOptions({ physics: { enabled: on } });
}
