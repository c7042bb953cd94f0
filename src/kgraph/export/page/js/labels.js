// Labels: the same size on the screen at every zoom, the most important first, none over another.

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const LONGEST = 34; // characters of a label; the rest is in panel and tooltip
const widths = new Map();

function textWidth(ctx, text) {
  const key = ctx.font + text;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

const short = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name);

// What is taken of the screen, in squares of 64 pixels so that a look-up stays cheap.
class Taken {
  constructor() {
    this.squares = new Map();
  }

  *around(box) {
    for (let i = Math.floor(box.left / 64); i <= Math.floor(box.right / 64); i += 1) {
      for (let j = Math.floor(box.top / 64); j <= Math.floor(box.bottom / 64); j += 1) yield i * 4096 + j;
    }
  }

  free(box, owner, overNodes = false) {
    for (const square of this.around(box)) {
      for (const other of this.squares.get(square) || []) {
        if (
          other.owner !== owner && (other.label || !overNodes) && box.left < other.right && other.left < box.right &&
          box.top < other.bottom && other.top < box.bottom
        ) return false;
      }
    }
    return true;
  }

  add(box) {
    for (const square of this.around(box)) {
      if (!this.squares.has(square)) this.squares.set(square, []);
      this.squares.get(square).push(box);
    }
  }
}

function drawLabels(ctx) {
  const scale = network.getScale();
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  const at = toScreen(scale);
  const taken = new Taken();
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.lineJoin = 'round';
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  const onScreen = [];
  for (const row of drawnEntities) {
    const node = body(row);
    if (!node) continue;
    const [x, y, r] = [at.x(node.x), at.y(node.y), radius(row, scale) * scale];
    if (x < -60 || y < -30 || x > stage.clientWidth + 60 || y > stage.clientHeight + 30) continue;
    onScreen.push({ row, x, y, r });
    taken.add({ left: x - r, right: x + r, top: y - r, bottom: y + r, owner: row });
  }
  nodeLabels(ctx, onScreen, taken, scale);
  edgeLabels(ctx, taken, scale, at);
  ctx.restore();
}

function nodeLabels(ctx, onScreen, taken, scale) {
  const near = focus();
  const first = (item) => (near && near.centre === item.row ? 0 : near && near.near.has(item.row) ? 1 : 2);
  const most = Math.max(30, (stage.clientWidth * stage.clientHeight) / 10000);
  // Where nodes crowd, the leading ones keep their label even over others.
  const leading = drawnEntities.length > 150 ? Math.max(12, most / 3) : 0;
  let placed = 0;
  for (const item of onScreen.sort((a, b) => first(a) - first(b) || a.row - b.row)) {
    if (placed >= most || (near && first(item) === 2)) break;
    const big = Math.min(1, (entities.size[item.row] - 7) / 17);
    const size = Math.round((11.5 + 4.5 * big) * Math.min(1.15, Math.max(0.94, scale ** 0.25)));
    ctx.font = `${big > 0.45 || first(item) === 0 ? 600 : 400} ${size}px ${FAMILY}`;
    const text = short(entities.name[item.row]);
    const box = place(item, textWidth(ctx, text), size, taken, first(item) === 0 ? 2 : placed < leading ? 1 : 0);
    if (!box) continue;
    taken.add(box);
    const patch = { width: box.right - box.left - 6, height: size, cover: 0.75 };
    write(ctx, text, (box.left + box.right) / 2, (box.top + box.bottom) / 2, colours.ink, patch);
    placed += 1;
  }
}

// Below, above, to the right or to the left, where there is room.
// `claim` 1 may cover other nodes, 2 is placed in any case.
function place({ row, x, y, r }, width, size, taken, claim) {
  const [w, h, gap] = [width / 2 + 3, size / 2 + 2, r + size / 2 + 4];
  const spots = [[x, y + gap], [x, y - gap], [x + r + w + 2, y], [x - r - w - 2, y]];
  for (const over of claim ? [false, true] : [false]) for (const [cx, cy] of spots) {
    const box = { left: cx - w, right: cx + w, top: cy - h, bottom: cy + h, owner: row, label: true };
    const inside = box.left > 2 && box.right < stage.clientWidth - 2 && box.top > 0 && box.bottom < stage.clientHeight;
    if (inside && taken.free(box, row, over)) return box;
  }
  const [cx, cy] = spots[0];
  return claim === 2 ? { left: cx - w, right: cx + w, top: cy - h, bottom: cy + h, owner: row, label: true } : null;
}

// Text on a patch of paper, so that no line runs through the words.
function write(ctx, text, x, y, colour, { width, height, cover }) {
  ctx.globalAlpha = cover;
  ctx.fillStyle = colours.paper;
  ctx.beginPath();
  ctx.roundRect(x - width / 2 - 2, y - height / 2, width + 4, height, 3);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colours.paper;
  ctx.lineWidth = 3;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

// The relation's name along its line, where the line is long enough and the place is free.
function edgeLabels(ctx, taken, scale, at) {
  const near = focus();
  const candidates = drawnEdges.filter((edge) => edge.place && inFocus(edge, near));
  if (!near && (candidates.length > 150 && scale < 0.75)) return;
  const most = near ? 60 : 120;
  let placed = 0;
  ctx.font = `400 11px ${FAMILY}`;
  for (const edge of candidates) {
    if (placed >= most) break;
    const { start, end, middle } = edge.place;
    const [dx, dy] = [(end.x - start.x) * scale, (end.y - start.y) * scale];
    const [x, y] = [at.x(middle.x), at.y(middle.y)];
    if (x < 0 || y < 0 || x > stage.clientWidth || y > stage.clientHeight) continue;
    const text = edgeText(edge);
    const width = textWidth(ctx, text);
    if (Math.hypot(dx, dy) < width + 26) continue;
    const angle = Math.atan2(dy, dx);
    const upright = Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle;
    const boxes = alongLine(x, y, width, upright, edge);
    if (!boxes.every((box) => taken.free(box, edge))) continue;
    boxes.forEach((box) => taken.add(box));
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(upright);
    const colour = edge.mode === 'negated' ? colours.negated : near ? colours.accent : colours.quiet;
    write(ctx, text, 0, 0, colour, { width, height: 12, cover: 1 });
    ctx.restore();
    placed += 1;
  }
}

function edgeText(edge) {
  const label = predicateLabel(edge.predicate);
  return edge.mode === 'negated' ? `${say('not')}: ${label}` : label;
}

// A turned text as a row of small boxes.
function alongLine(x, y, width, angle, owner) {
  const pieces = Math.max(1, Math.ceil(width / 12));
  return Array.from({ length: pieces }, (_, i) => {
    const shift = ((i + 0.5) / pieces - 0.5) * width;
    const [cx, cy] = [x + Math.cos(angle) * shift, y + Math.sin(angle) * shift];
    return { left: cx - 7, right: cx + 7, top: cy - 7, bottom: cy + 7, owner };
  });
}
