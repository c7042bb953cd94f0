// The panel beside the picture: an overview, everything about one entity, or one relation.

const panel = document.getElementById('panel');
const FACTS_AT_FIRST = 6;

function showPanel() {
  if (!chosen) showOverview();
  else if (chosen.edge) showEdge(chosen.edge);
  else showEntity(chosen.entity);
  panel.scrollTop = 0;
}

function closeButton() {
  const close = { type: 'button', class: 'close', title: `${say('close')} (Esc)`, onclick: () => go(null) };
  return element('button', { ...close, 'aria-label': say('close') }, '×');
}

function showOverview() {
  const top = drawnEntities.slice(0, 12);
  const list = top.map((row) =>
    element('li', {}, entityButton(row), element('span', { class: 'count' }, count('facts', claimsOf[row].length))),
  );
  const read = documents.slice(0, 50).map((item) =>
    element('li', {}, webLink(item.url, item.title || item.id), item.date ? ` · ${dateText(item.date)}` : ''),
  );
  panel.replaceChildren(
    element('h2', {}, say('overview')),
    element('p', { class: 'hint' }, say('overviewHint')),
    element('h3', {}, say('important')),
    element('ol', { class: 'top' }, ...list),
    element('h3', {}, say('read')),
    element('ul', { class: 'documents' }, ...read),
  );
}

function showEntity(row) {
  const kindLabels = [labelOf(kinds[entities.kind[row]])];
  for (const name of entities.also[row] || []) {
    const kind = kinds.find((one) => one.name === name);
    kindLabels.push(kind ? labelOf(kind) : name);
  }
  const aliases = entities.aliases[row];
  const heading = element('h2', {}, swatch(kinds[entities.kind[row]]), element('bdi', {}, entities.name[row]));
  const shown = claimsOf[row].filter((claim) => claimShown[claim]);
  panel.replaceChildren(
    closeButton(),
    heading,
    element('p', { class: 'kind' }, `${kindLabels.join(', ')} · ${count('facts', shown.length)}`),
    aliases.length ? element('p', { class: 'aliases' }, `${say('aliases')}: ${aliases.join(', ')}`) : '',
    ...factGroups(row, shown),
    shown.length ? '' : element('p', { class: 'hint' }, say('noFacts')),
    element('p', { class: 'iri' }, graph.base + entities.iri[row]),
  );
}

// The facts of an entity by predicate: attributes, then relations from it, then relations to it.
function factGroups(row, shown) {
  const groups = new Map();
  for (const claim of shown) {
    const predicate = claims.predicate[claim];
    const relation = claims.object[claim] >= 0;
    const outward = claims.subject[claim] === row || predicates[predicate].symmetric;
    const rank = !relation ? 0 : outward ? 1 : 2;
    const key = `${rank} ${predicate}`;
    if (!groups.has(key)) groups.set(key, { rank, predicate, claims: [] });
    groups.get(key).claims.push(claim);
  }
  const ordered = [...groups.values()].sort(
    (a, b) => a.rank - b.rank || predicateLabel(a.predicate).localeCompare(predicateLabel(b.predicate), lang),
  );
  return ordered.map((group) => factGroup(row, group));
}

// A relation to the entity reads with its name behind it: "developed by Meta": Llama 4.
function factGroup(row, group) {
  const { symmetric } = predicates[group.predicate];
  const label = predicateLabel(group.predicate);
  const title = group.rank === 2 || symmetric ? `${label} ${entities.name[row]}` : label;
  const head = (claim) => {
    if (claims.object[claim] < 0) return [element('bdi', { class: 'value' }, valueText(claims.value[claim]))];
    return [entityButton(claims.subject[claim] === row ? claims.object[claim] : claims.subject[claim])];
  };
  const best = [...group.claims].sort((a, b) => claims.confidence[b] - claims.confidence[a] || a - b);
  const items = best.map((claim) => factItem(claim, head(claim)));
  const list = element('ul', { class: 'facts' }, ...items.slice(0, FACTS_AT_FIRST));
  const section = element('section', {}, element('h3', {}, title, element('span', { class: 'count' }, number(items.length))), list);
  section.dataset.predicate = predicates[group.predicate].name;
  if (items.length > FACTS_AT_FIRST) {
    const all = element('button', { type: 'button', class: 'all' }, fill(say('all'), { n: number(items.length) }));
    all.addEventListener('click', () => {
      list.append(...items.slice(FACTS_AT_FIRST));
      all.remove();
    });
    section.append(all);
  }
  return section;
}

function showEdge(edge) {
  const statement = element(
    'h2',
    { class: 'triple' },
    entityButton(edge.from),
    element('span', { class: `predicate ${edge.mode}` }, edgeText(edge)),
    entityButton(edge.to),
  );
  const shown = edge.claims.filter((claim) => claimShown[claim]);
  const items = shown.map((claim) => factItem(claim, []));
  panel.replaceChildren(
    closeButton(),
    statement,
    element('ul', { class: 'facts' }, ...items),
    items.length ? '' : element('p', { class: 'hint' }, say('noFacts')),
  );
}
