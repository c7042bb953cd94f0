// Nodes: a shape and a colour by kind, an outline that keeps pale colours apart from the paper.

const mixed = new Map();

function mix(colour, other, share) {
  const key = colour + other + share;
  if (!mixed.has(key)) {
    const part = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
    const blend = [0, 1, 2].map((i) => Math.round(part(colour, i) * (1 - share) + part(other, i) * share));
    mixed.set(key, `rgb(${blend.join(',')})`);
  }
  return mixed.get(key);
}

const outline = (colour) => (dark ? mix(colour, '#ffffff', 0.45) : mix(colour, '#000000', 0.42));
const filling = (colour) => (dark && colour === '#000000' ? '#3a3f47' : colour);

function polygon(path, x, y, r, corners, turn) {
  for (let i = 0; i < corners; i += 1) {
    const angle = turn + (i * 2 * Math.PI) / corners;
    path[i ? 'lineTo' : 'moveTo'](x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  path.closePath();
}

// Shapes cover about the same area at the same radius.
const SHAPES = {
  dot: (path, x, y, r) => path.arc(x, y, r, 0, 2 * Math.PI),
  square: (path, x, y, r) => path.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76),
  diamond: (path, x, y, r) => polygon(path, x, y, r * 1.22, 4, -Math.PI / 2),
  triangle: (path, x, y, r) => polygon(path, x, y + r * 0.18, r * 1.32, 3, -Math.PI / 2),
  triangleDown: (path, x, y, r) => polygon(path, x, y - r * 0.18, r * 1.32, 3, Math.PI / 2),
  hexagon: (path, x, y, r) => polygon(path, x, y, r * 1.1, 6, 0),
  box: (path, x, y, r) => path.roundRect(x - r * 1.2, y - r * 0.75, r * 2.4, r * 1.5, r * 0.35),
  ellipse: (path, x, y, r) => path.ellipse(x, y, r * 1.25, r * 0.82, 0, 0, 2 * Math.PI),
  star: (path, x, y, r) => {
    for (let i = 0; i < 10; i += 1) {
      const reach = r * (i % 2 ? 0.6 : 1.32);
      const angle = (i * Math.PI) / 5 - Math.PI / 2;
      path[i ? 'lineTo' : 'moveTo'](x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    }
    path.closePath();
  },
};
SHAPES.database = SHAPES.box;

const shapeOf = (kind) => SHAPES[kind.shape] || SHAPES.dot;

// vis-network calls this for each node in each frame.
function drawNode({ ctx, id, x, y }) {
  const scale = network.getScale();
  const r = radius(id, scale);
  const node = body(id);
  // vis-network keeps the size of a custom shape until its label changes; ours follows the zoom.
  node.shape.width = 2 * r;
  node.shape.height = 2 * r;
  return {
    drawNode() {
      const at = focus();
      const kind = kinds[entities.kind[id]];
      ctx.globalAlpha = at && !at.near.has(id) ? 0.16 : 1;
      ctx.beginPath();
      shapeOf(kind)(ctx, x, y, r);
      ctx.fillStyle = filling(kind.colour);
      ctx.fill();
      ctx.lineWidth = Math.min(2, Math.max(1, r * scale * 0.14)) / scale;
      ctx.strokeStyle = outline(kind.colour);
      ctx.stroke();
      if ((chosen && chosen.entity === id) || (hovered && hovered.entity === id)) {
        ctx.beginPath();
        shapeOf(kind)(ctx, x, y, r + 4.5 / scale);
        ctx.lineWidth = 2.5 / scale;
        ctx.strokeStyle = colours.accent;
        ctx.stroke();
      }
      ctx.globalAlpha = 1;
    },
    nodeDimensions: { width: 2 * r, height: 2 * r },
  };
}

// The same shape for legend, panel and search.
function swatch(kind) {
  const canvas = element('canvas', { class: 'swatch', width: 36, height: 36, 'aria-hidden': 'true' });
  const ctx = canvas.getContext('2d');
  ctx.beginPath();
  shapeOf(kind)(ctx, 18, 18, 11);
  ctx.fillStyle = filling(kind.colour);
  ctx.fill();
  ctx.lineWidth = 2.5;
  ctx.strokeStyle = outline(kind.colour);
  ctx.stroke();
  return canvas;
}
