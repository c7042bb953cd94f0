// All facts as a table: the picture's content for screen readers, for copying and for reading in order.

const tableSection = document.getElementById('facts-table');
const tableButton = document.getElementById('table');
const ROWS = 200;
const COLUMNS = ['subject', 'predicate', 'object', 'modality', 'certainty', 'quote'];
let sortBy = { column: 'subject', down: false };
let tableQuery = '';
let rowsShown = ROWS;

const quoteText = (claim) => (claims.evidence[claim].length ? quotes.text[claims.evidence[claim][0][0]] : '');
const modeText = (claim) => {
  const words = [say(MODES[claims.modality[claim]])];
  if (claims.negated[claim]) words.unshift(say('negated'));
  return words.filter((word) => words.length === 1 || word !== say('asserted')).join(', ');
};

const CELLS = {
  subject: (claim) => entities.name[claims.subject[claim]],
  predicate: (claim) => predicateLabel(claims.predicate[claim]),
  object: objectText,
  modality: modeText,
  certainty: (claim) => claims.confidence[claim],
  quote: quoteText,
};

function matchingClaims() {
  const words = fold(tableQuery).split(' ').filter(Boolean);
  const rows = [];
  for (let claim = 0; claim < claimCount; claim += 1) {
    if (!claimShown[claim]) continue;
    if (words.length) {
      const text = fold(COLUMNS.map((column) => CELLS[column](claim)).join(' '));
      if (!words.every((word) => text.includes(word))) continue;
    }
    rows.push(claim);
  }
  const cell = CELLS[sortBy.column];
  const collator = new Intl.Collator(lang, { numeric: true });
  const keys = new Map(rows.map((claim) => [claim, cell(claim)]));
  const order = (a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)];
    return typeof x === 'number' ? x - y : collator.compare(x, y);
  };
  return rows.sort((a, b) => (sortBy.down ? order(b, a) : order(a, b)) || a - b);
}

function showTable() {
  const query = element('input', { type: 'search', placeholder: say('filterTable'), 'aria-label': say('filterTable') });
  query.value = tableQuery;
  query.addEventListener('input', () => {
    tableQuery = query.value;
    rowsShown = ROWS;
    fillTable();
  });
  const heads = COLUMNS.map((column) => {
    const sort = element('button', { type: 'button', onclick: () => sortTable(column) }, say(column));
    const head = element('th', { scope: 'col' }, sort);
    head.dataset.column = column;
    return head;
  });
  tableSection.replaceChildren(
    element('h2', {}, say('tableTitle')),
    element('p', { class: 'table-tools' }, query, element('span', { id: 'rows', role: 'status' })),
    element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody')),
    element('button', { type: 'button', id: 'more-rows', onclick: () => { rowsShown += ROWS * 5; fillTable(); } }, say('moreRows')),
  );
  fillTable();
}

function sortTable(column) {
  sortBy = { column, down: sortBy.column === column ? !sortBy.down : column === 'certainty' };
  fillTable();
}

function fillTable() {
  const rows = matchingClaims();
  const shown = rows.slice(0, rowsShown).map(tableRow);
  tableSection.querySelector('tbody').replaceChildren(...shown);
  for (const head of tableSection.querySelectorAll('th')) {
    const sorted = head.dataset.column === sortBy.column;
    head.setAttribute('aria-sort', sorted ? (sortBy.down ? 'descending' : 'ascending') : 'none');
  }
  document.getElementById('rows').textContent = fill(say('rows'), { shown: number(shown.length), all: number(rows.length) });
  document.getElementById('more-rows').hidden = rows.length <= rowsShown;
}

function tableRow(claim) {
  const object = claims.object[claim];
  const times = timesText(claim);
  const [evidence] = claims.evidence[claim];
  const source = evidence ? documents[quotes.document[evidence[0]]] : null;
  const rest = claims.evidence[claim].length - 1;
  return element(
    'tr',
    { class: modeOf(claim) },
    element('td', {}, entityButton(claims.subject[claim])),
    element('td', {}, predicateLabel(claims.predicate[claim])),
    element('td', {}, object >= 0 ? entityButton(object) : element('bdi', {}, objectText(claim)), times ? ` (${times})` : ''),
    element('td', {}, modeText(claim)),
    element('td', { class: 'number' }, new Intl.NumberFormat(lang, { style: 'percent' }).format(claims.confidence[claim])),
    element(
      'td',
      { class: 'quote' },
      source ? element('q', { lang: source.lang }, quoteText(claim)) : '',
      source ? element('span', { class: 'origin' }, webLink(source.url, source.title || source.id)) : '',
      rest > 0 ? ` +${number(rest)}` : '',
    ),
  );
}

function toggleTable(open = tableSection.hidden) {
  tableSection.hidden = !open;
  document.querySelector('.rooms').classList.toggle('with-table', open);
  tableButton.setAttribute('aria-pressed', String(open));
  if (open) {
    showTable();
    tableSection.focus();
  }
}
