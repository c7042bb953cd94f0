// A fact for people: what is said, how sure, and the sentences it was read in.

const QUOTES_AT_FIRST = 2;

function entityButton(row) {
  const kind = kinds[entities.kind[row]];
  const button = element(
    'button',
    { type: 'button', class: 'entity', title: labelOf(kind), onclick: () => go({ entity: row }) },
    swatch(kind),
    element('bdi', {}, entities.name[row]),
  );
  button.dataset.entity = entities.iri[row];
  return button;
}

function badges(claim) {
  const marks = [];
  if (claims.negated[claim]) marks.push('negated');
  if (claims.modality[claim]) marks.push(MODES[claims.modality[claim]]);
  return marks.map((mode) => element('span', { class: `badge ${mode}` }, say(mode)));
}

function certainty(claim) {
  const share = claims.confidence[claim];
  const text = fill(say('confidence'), { n: new Intl.NumberFormat(lang, { style: 'percent' }).format(share) });
  const meter = element('meter', { min: 0, max: 1, low: 0.5, value: share, title: text, 'aria-label': text });
  return element('span', { class: 'certainty' }, meter);
}

// One fact with its evidence. `head` is what stands for it: an entity, a value, or the whole statement.
function factItem(claim, head) {
  const times = timesText(claim);
  const item = element(
    'li',
    { class: `fact ${modeOf(claim)}` },
    element(
      'div',
      { class: 'statement' },
      ...head,
      ...badges(claim),
      times ? element('span', { class: 'times' }, times) : null,
      certainty(claim),
    ),
  );
  const [first, rest] = [
    claims.evidence[claim].slice(0, QUOTES_AT_FIRST),
    claims.evidence[claim].slice(QUOTES_AT_FIRST),
  ];
  item.append(...first.map(([quote]) => quoteBlock(quote, claim)));
  if (rest.length) {
    const more = element('details', {}, element('summary', {}, fill(say('more'), { n: number(rest.length) })));
    more.append(...rest.map(([quote]) => quoteBlock(quote, claim)));
    item.append(more);
  }
  return item;
}

function quoteBlock(quote, claim) {
  const source = documents[quotes.document[quote]];
  const title = source.title || source.id || say('untitled');
  const text = element('p', { lang: source.lang }, ...marked(quotes.text[quote], claim));
  const origin = element('footer', {}, webLink(source.url, title), source.date ? ` · ${dateText(source.date)}` : '');
  return element('blockquote', {}, text, origin);
}

// Split a sentence at the names of the claim's subject and object, and mark those.
function marked(text, claim) {
  const rows = [claims.subject[claim], claims.object[claim]].filter((row) => row >= 0);
  const names = rows.flatMap((row) => [entities.name[row], ...entities.aliases[row]]);
  const usable = [...new Set(names)].filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  if (!usable.length) return [text];
  const escaped = usable.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join('|')})`, 'gu');
  return text.split(pattern).map((part, i) => (i % 2 ? element('mark', {}, part) : part));
}
