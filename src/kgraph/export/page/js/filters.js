// The legend: what the colours, shapes and lines mean, how many there are of each, and a click filters.

const FACETS = ['kinds', 'modes', 'predicates'];
const legendRows = { kinds: [], modes: [], predicates: [] };

function facetItems(facet) {
  if (facet === 'kinds') return kinds.map((kind, key) => ({ key, label: labelOf(kind), sign: swatch(kind) }));
  if (facet === 'modes') {
    const met = new Set(claims.subject.map((_, claim) => modeOf(claim)));
    return MODES.filter((mode) => met.has(mode)).map((key) => ({ key, label: say(key), sign: lineSample(key) }));
  }
  return predicates.map((predicate, key) => ({ key, label: labelOf(predicate), sign: null }));
}

function lineSample(mode) {
  const canvas = element('canvas', { class: 'line', width: 64, height: 24, 'aria-hidden': 'true' });
  const ctx = canvas.getContext('2d');
  const place = { start: { x: 2, y: 12 }, end: { x: 62, y: 12 }, middle: { x: 28, y: 12 }, straight: true };
  ctx.strokeStyle = mode === 'negated' ? colours.negated : colours.ink;
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = 3;
  ctx.lineCap = mode === 'planned' ? 'round' : 'butt';
  ctx.setLineDash(DASHES[mode].map((dash) => dash * 1.6));
  ctx.beginPath();
  ctx.moveTo(2, 12);
  ctx.lineTo(50, 12);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  arrowHead(ctx, { ...place, control: place.start }, 17);
  ctx.fill();
  if (mode === 'negated') {
    ctx.beginPath();
    strike(ctx, place, 8);
    ctx.stroke();
  }
  return canvas;
}

function buildLegend() {
  for (const facet of FACETS) {
    const items = facetItems(facet);
    legendRows[facet] = items.map((item) => legendRow(facet, item));
    legendRows[facet].sort((a, b) => (facet === 'modes' ? 0 : b.total - a.total));
    document.getElementById(facet).replaceChildren(...legendRows[facet].map((row) => row.entry));
  }
}

function legendRow(facet, { key, label, sign }) {
  const amount = element('span', { class: 'count' });
  const toggle = element(
    'button',
    { type: 'button', class: 'facet', onclick: (event) => filter(facet, key, event.altKey) },
    ...(sign ? [sign] : []),
    element('span', { class: 'label' }, label),
    amount,
  );
  toggle.dataset.facet = facet;
  toggle.dataset.key = facet === 'modes' ? key : (facet === 'kinds' ? kinds : predicates)[key].name;
  const only = element(
    'button',
    { type: 'button', class: 'only', title: say('only'), onclick: () => filter(facet, key, true) },
    say('only'),
  );
  only.setAttribute('aria-label', `${label}: ${say('only')}`);
  return { key, toggle, amount, total: tally(facet, () => true).get(key) || 0, entry: element('li', {}, toggle, only) };
}

// How many entities of each kind, or claims of each predicate or mode, pass the test.
function tally(facet, passes) {
  const counts = new Map();
  const add = (key) => counts.set(key, (counts.get(key) || 0) + 1);
  if (facet === 'kinds') entities.kind.forEach((kind, row) => passes(row) && add(kind));
  else if (facet === 'modes') claims.subject.forEach((_, claim) => passes(claim) && add(modeOf(claim)));
  else claims.predicate.forEach((predicate, claim) => passes(claim) && add(predicate));
  return counts;
}

function filter(facet, key, only) {
  const keys = legendRows[facet].map((row) => row.key);
  const others = keys.filter((other) => other !== key);
  const alone = others.every((other) => hidden[facet].has(other)) && !hidden[facet].has(key);
  if (only) hidden[facet] = new Set(alone ? [] : others);
  else if (hidden[facet].has(key)) hidden[facet].delete(key);
  else hidden[facet].add(key);
  refresh();
}

function resetFilters() {
  for (const facet of FACETS) hidden[facet] = new Set();
  refresh();
}

function updateLegend() {
  for (const facet of FACETS) {
    const now = tally(facet, (i) => (facet === 'kinds' ? entityShown[i] : claimShown[i]));
    for (const { key, toggle, amount, total } of legendRows[facet]) {
      const off = hidden[facet].has(key);
      const shown = now.get(key) || 0;
      toggle.setAttribute('aria-pressed', String(!off));
      amount.textContent = off || shown === total ? number(total) : `${number(shown)} / ${number(total)}`;
    }
  }
  const bare = document.getElementById('bare');
  bare.parentElement.hidden = !bareCount || bareCount === entityCount;
  bare.checked = bareShown;
  document.getElementById('bare-count').textContent = number(bareCount);
  document.getElementById('reset').hidden = !isFiltered();
}
