// Put the page together and answer the reader: pointer, keys, address.

const tooltip = document.getElementById('tooltip');
const statusLine = document.getElementById('status');

// Follow a change of filters, language or theme through everything that shows.
function refresh() {
  recompute();
  syncNetwork();
  updateLegend();
  showPanel();
  updateStatus();
  if (!tableSection.hidden) showTable();
}

function updateStatus() {
  const facts = claimShown.filter(Boolean).length;
  const text = fill(say('status'), {
    shown: number(drawnEntities.length),
    all: number(entityCount),
    facts: count('facts', facts),
  });
  const waiting = entityShown.filter((shown, row) => shown && (bareShown || !isBare[row])).length;
  const partly = drawnEntities.length < waiting;
  statusLine.textContent = partly ? `${text} ${say('partly')}` : text;
  const parts = { entities: count('entities', drawnEntities.length), links: count('links', drawnEdges.length) };
  stage.setAttribute('aria-label', fill(say('picture'), parts));
}

// The address says what is chosen, so back, forward and a sent link work.
function go(target) {
  let hash = '';
  if (target && target.edge) hash = `#fact=${encodeURIComponent(edgeKey(target.edge))}`;
  else if (target) hash = `#entity=${encodeURIComponent(entities.iri[target.entity])}`;
  if (hash === window.location.hash || (!hash && !window.location.hash)) followAddress();
  else window.location.hash = hash;
}

function fromAddress() {
  const match = /^#(entity|fact)=(.*)$/.exec(window.location.hash);
  if (!match) return null;
  let name = '';
  try {
    name = decodeURIComponent(match[2]);
  } catch {
    return null;
  }
  if (match[1] === 'fact') return edgeOfKey.has(name) ? { edge: edgeOfKey.get(name) } : null;
  return rowOfIri.has(name) ? { entity: rowOfIri.get(name) } : null;
}

function followAddress() {
  chosen = fromAddress();
  hovered = null;
  hideTooltip();
  if (chosen && !tableSection.hidden) toggleTable(false);
  for (const row of chosen ? (chosen.edge ? [chosen.edge.from, chosen.edge.to] : [chosen.entity]) : []) {
    if (!body(row)) bringIn(row);
  }
  refresh();
  if (chosen) flyTo(chosen.edge ? chosen.edge.from : chosen.entity);
}

function showTooltip(point) {
  const lines = hovered.edge ? edgeTooltip(hovered.edge) : entityTooltip(hovered.entity);
  tooltip.replaceChildren(...lines);
  tooltip.hidden = false;
  const [width, height] = [tooltip.offsetWidth, tooltip.offsetHeight];
  const left = point.x + 16 + width > stage.clientWidth ? point.x - width - 12 : point.x + 16;
  const top = Math.min(point.y + 14, stage.clientHeight - height - 8);
  tooltip.style.left = `${Math.max(4, left)}px`;
  tooltip.style.top = `${Math.max(4, top)}px`;
}

function entityTooltip(row) {
  const shown = claimsOf[row].filter((claim) => claimShown[claim]);
  const best = [...shown].sort((a, b) => claims.confidence[b] - claims.confidence[a] || a - b).slice(0, 5);
  const lines = best.map((claim) => {
    const words = [predicateLabel(claims.predicate[claim]), objectText(claim)];
    if (claims.subject[claim] !== row) words.unshift(entities.name[claims.subject[claim]]);
    const text = words.join(' ');
    return element('li', { class: modeOf(claim) }, modeOf(claim) === 'asserted' ? text : `${text} (${modeText(claim)})`);
  });
  return [
    element('strong', {}, entities.name[row]),
    element('span', {}, ` ${labelOf(kinds[entities.kind[row]])} · ${count('facts', shown.length)}`),
    element('ul', {}, ...lines),
  ];
}

function edgeTooltip(edge) {
  const text = `${entities.name[edge.from]} ${edgeText(edge)} ${entities.name[edge.to]}`;
  const [claim] = edge.claims;
  const mode = modeOf(claim) === 'asserted' ? '' : ` (${modeText(claim)})`;
  return [element('strong', {}, text + mode), element('p', {}, quoteText(claim))];
}

function hideTooltip() {
  tooltip.hidden = true;
}

function pointed(point) {
  const node = network.getNodeAt(point);
  if (node !== undefined) return { entity: node };
  const edge = edgeAt(point);
  return edge ? { edge } : null;
}

function hover(event) {
  if (event.pointerType === 'touch' || event.buttons) return;
  const box = stage.getBoundingClientRect();
  const point = { x: event.clientX - box.left, y: event.clientY - box.top };
  const target = pointed(point);
  const same = target ? hovered && target.entity === hovered.entity && target.edge === hovered.edge : !hovered;
  hovered = target;
  stage.classList.toggle('pointing', Boolean(target));
  if (target) showTooltip(point);
  else hideTooltip();
  if (!same) redraw();
}

function unhover() {
  hovered = null;
  hideTooltip();
  redraw();
}

const typing = (target) => target instanceof HTMLElement && target.matches('input, textarea, select');

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    if (!tooltip.hidden) unhover();
    if (!tableSection.hidden) toggleTable(false);
    else if (chosen) go(null);
    return;
  }
  if (typing(event.target)) return;
  const zoom = (factor) => network.moveTo({ scale: clampScale(network.getScale() * factor) });
  const actions = {
    '/': () => searchBox.focus(), t: () => toggleTable(), 0: () => fit(), '+': () => zoom(1.25), '-': () => zoom(0.8),
  };
  if (!(event.key in actions)) return;
  event.preventDefault();
  actions[event.key]();
}

const clampScale = (scale) => Math.min(BIGGEST_SCALE, Math.max(SMALLEST_SCALE, scale));

function chooseLanguage(chosenLang) {
  lang = chosenLang;
  translateFrame();
  buildLegend();
  refresh();
}

function repaint() {
  readColours();
  buildLegend();
  refresh();
}

function listen() {
  network.on('beforeDrawing', drawEdges);
  network.on('afterDrawing', drawLabels);
  network.on('click', (event) => go(pointed(event.pointer.DOM)));
  network.on('dragStart', hideTooltip);
  network.on('dragEnd', (event) => {
    for (const row of event.nodes) [entities.x[row], entities.y[row]] = [body(row).x, body(row).y];
  });
  network.on('zoom', () => {
    const scale = network.getScale();
    if (clampScale(scale) !== scale) network.moveTo({ scale: clampScale(scale) });
  });
  stage.addEventListener('pointermove', hover);
  stage.addEventListener('pointerleave', unhover);
  searchBox.addEventListener('input', showMatches);
  searchBox.addEventListener('keydown', searchKeys);
  searchBox.addEventListener('blur', closeMatches);
  document.getElementById('fit').addEventListener('click', () => fit());
  document.getElementById('reset').addEventListener('click', resetFilters);
  document.getElementById('bare').addEventListener('change', (event) => {
    bareShown = event.currentTarget.checked;
    refresh();
    fit();
  });
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault();
    toggleTable(true);
  });
  tableButton.addEventListener('click', () => toggleTable());
  document.getElementById('motion').addEventListener('click', (event) => {
    const on = event.currentTarget.getAttribute('aria-pressed') !== 'true';
    event.currentTarget.setAttribute('aria-pressed', String(on));
    syncForces(on);
  });
  for (const button of document.querySelectorAll('[data-lang]')) {
    button.addEventListener('click', () => chooseLanguage(button.dataset.lang));
  }
  document.addEventListener('keydown', keys);
  window.addEventListener('hashchange', followAddress);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
}

function start() {
  readColours();
  if (window.matchMedia('(max-width: 760px)').matches) document.getElementById('legend').open = false;
  const options = drawing.options;
  options.nodes.ctxRenderer = drawNode;
  network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, options);
  listen();
  translateFrame();
  buildLegend();
  recompute();
  fit({ animate: false });
  followAddress();
  network.once('afterDrawing', () => {
    document.documentElement.dataset.ready = 'true';
  });
  // For pages that embed this one, and for tests.
  window.kgraph = {
    network,
    show: (iri) => go({ entity: rowOfIri.get(iri) }),
    drawn: () => ({ entities: drawnEntities.map((row) => entities.iri[row]), edges: drawnEdges.map(edgeKey) }),
    place: (iri) => network.canvasToDOM(network.getPosition(rowOfIri.get(iri))),
  };
}

start();
