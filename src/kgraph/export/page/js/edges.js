// Edges: drawn in a few batches of equal style, dashed when rumoured, dotted when planned, red and struck when
// denied. vis-network would draw each by itself, several times slower.

const DASHES = { asserted: [], rumoured: [7, 5], planned: [1.5, 5], negated: [] };

// Place an edge between the borders of its nodes; kept for labels and for finding the edge under the pointer.
function geometry(edge, scale) {
  const a = body(edge.from);
  const b = body(edge.to);
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const bend = edge.bend * Math.min(length, 260);
  const control = { x: (a.x + b.x) / 2 - uy * bend * 2, y: (a.y + b.y) / 2 + ux * bend * 2 };
  const border = (from, row, gap) => {
    const reach = Math.hypot(control.x - from.x, control.y - from.y) || 1;
    const r = radius(row, scale) * 1.08 + gap / scale;
    return { x: from.x + ((control.x - from.x) / reach) * r, y: from.y + ((control.y - from.y) / reach) * r };
  };
  const start = border(a, edge.from, 1);
  const end = border(b, edge.to, 2);
  const middle = { x: (start.x + 2 * control.x + end.x) / 4, y: (start.y + 2 * control.y + end.y) / 4 };
  edge.place = { start, control, end, middle, length, straight: edge.bend === 0 };
  return edge.place;
}

function trace(ctx, { start, control, end, straight }) {
  ctx.moveTo(start.x, start.y);
  if (straight) ctx.lineTo(end.x, end.y);
  else ctx.quadraticCurveTo(control.x, control.y, end.x, end.y);
}

function arrowHead(ctx, { control, start, end, straight }, size) {
  const from = straight ? start : control;
  const length = Math.hypot(end.x - from.x, end.y - from.y) || 1;
  const [ux, uy] = [(end.x - from.x) / length, (end.y - from.y) / length];
  ctx.moveTo(end.x, end.y);
  ctx.lineTo(end.x - ux * size - uy * size * 0.42, end.y - uy * size + ux * size * 0.42);
  ctx.lineTo(end.x - ux * size * 0.75, end.y - uy * size * 0.75);
  ctx.lineTo(end.x - ux * size + uy * size * 0.42, end.y - uy * size - ux * size * 0.42);
  ctx.closePath();
}

// Two short strokes across the middle of a denied relation.
function strike(ctx, { start, end, middle }, size) {
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  const [ux, uy] = [(end.x - start.x) / length, (end.y - start.y) / length];
  for (const shift of [-0.35, 0.35]) {
    const [x, y] = [middle.x + ux * size * shift, middle.y + uy * size * shift];
    ctx.moveTo(x - uy * size - ux * size * 0.4, y + ux * size - uy * size * 0.4);
    ctx.lineTo(x + uy * size + ux * size * 0.4, y - ux * size + uy * size * 0.4);
  }
}

// Long lines of a dense picture step back, so that what belongs together stands out.
function strength(edge, at, crowd) {
  if (at) return inFocus(edge, at) ? 1 : 0.1;
  if (crowd < 150) return 0.85;
  const long = edge.place.length > 900 ? 0.22 : edge.place.length > 450 ? 0.38 : 0.6;
  return crowd > 1200 ? long * 0.75 : long;
}

function drawEdges(ctx) {
  const scale = network.getScale();
  const at = focus();
  const batches = new Map();
  for (const edge of drawnEdges) {
    geometry(edge, scale);
    const alpha = strength(edge, at, drawnEdges.length);
    const marked = Boolean(at) && alpha === 1;
    const key = `${edge.mode} ${alpha} ${marked}`;
    if (!batches.has(key)) batches.set(key, { mode: edge.mode, alpha, marked, edges: [] });
    batches.get(key).edges.push(edge);
  }
  const width = 1.3 * Math.min(1.5, Math.max(0.8, scale ** 0.5));
  for (const batch of [...batches.values()].sort((a, b) => a.alpha - b.alpha)) {
    drawBatch(ctx, batch, scale, batch.marked ? width * 1.6 : width);
  }
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

function drawBatch(ctx, { mode, alpha, marked, edges: batch }, scale, width) {
  const colour = mode === 'negated' ? colours.negated : marked ? colours.accent : colours.line;
  const size = Math.min(12, Math.max(6, 9 * scale ** 0.4)) / scale;
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = width / scale;
  ctx.lineCap = mode === 'planned' ? 'round' : 'butt';
  ctx.setLineDash(DASHES[mode].map((dash) => (dash * Math.max(1, width / 1.3)) / scale));
  ctx.beginPath();
  for (const edge of batch) trace(ctx, edge.place);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  for (const edge of batch) {
    if (!predicates[edge.predicate].symmetric) arrowHead(ctx, edge.place, Math.min(size, edge.place.length / 3));
  }
  ctx.fill();
  if (mode !== 'negated') return;
  ctx.lineWidth = (width * 1.3) / scale;
  ctx.beginPath();
  for (const edge of batch) strike(ctx, edge.place, size * 0.6);
  ctx.stroke();
}

// The drawn edge within a few pixels of a point on the stage, or null.
function edgeAt(point) {
  const scale = network.getScale();
  const p = network.DOMtoCanvas(point);
  let nearest = null;
  let best = 6 / scale;
  for (const edge of drawnEdges) {
    if (!edge.place) continue;
    const { start, control, end } = edge.place;
    let previous = start;
    for (let i = 1; i <= 8; i += 1) {
      const t = i / 8;
      const next = edge.place.straight
        ? { x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t }
        : {
            x: (1 - t) ** 2 * start.x + 2 * t * (1 - t) * control.x + t * t * end.x,
            y: (1 - t) ** 2 * start.y + 2 * t * (1 - t) * control.y + t * t * end.y,
          };
      const distance = toSegment(p, previous, next);
      if (distance < best) [nearest, best] = [edge, distance];
      previous = next;
    }
  }
  return nearest;
}

function toSegment(p, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
