// Search over names and aliases: every typed word must begin a word of the name, or stand somewhere in it.

const searchBox = document.getElementById('search');
const foundList = document.getElementById('found');
const MATCHES = 12;
let folded = null; // made at the first search, so that opening the page does not wait for it
let active = -1;

function foldedNames() {
  if (!folded) {
    folded = entities.name.map((name, row) => [name, ...entities.aliases[row]].map((one) => ({ name: one, key: fold(one) })));
  }
  return folded;
}

// Higher is better; 0 is no match.
function score(key, query, words) {
  if (key === query) return 5;
  if (key.startsWith(query)) return 4;
  const padded = ` ${key}`;
  if (words.every((word) => padded.includes(` ${word}`))) return 3;
  return words.every((word) => key.includes(word)) ? 1 : 0;
}

function search(text) {
  const query = fold(text);
  if (!query) return [];
  const words = query.split(' ');
  const matches = [];
  foldedNames().forEach((names, row) => {
    let best = { score: 0, name: '' };
    names.forEach(({ name, key }, i) => {
      const points = score(key, query, words) - (i ? 0.5 : 0);
      if (points > best.score) best = { score: points, name };
    });
    if (best.score > 0) matches.push({ row, ...best });
  });
  return matches.sort((a, b) => b.score - a.score || a.row - b.row).slice(0, MATCHES);
}

function showMatches() {
  const matches = search(searchBox.value);
  const items = matches.map(({ row, name }, i) => {
    const item = element(
      'li',
      { role: 'option', id: `found-${i}`, 'aria-selected': 'false', onmousedown: (event) => event.preventDefault() },
      swatch(kinds[entities.kind[row]]),
      element('bdi', {}, entities.name[row]),
      name === entities.name[row] ? null : element('bdi', { class: 'alias' }, name),
      element('span', { class: 'count' }, labelOf(kinds[entities.kind[row]])),
    );
    item.dataset.row = String(row);
    item.addEventListener('click', () => pick(row));
    return item;
  });
  if (!items.length && searchBox.value.trim()) items.push(element('li', { class: 'nothing' }, say('nothing')));
  foundList.replaceChildren(...items);
  foundList.hidden = !items.length;
  searchBox.setAttribute('aria-expanded', String(items.length > 0));
  activate(matches.length ? 0 : -1);
}

function activate(index) {
  active = index;
  [...foundList.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
  if (index >= 0) {
    searchBox.setAttribute('aria-activedescendant', `found-${index}`);
    foundList.children[index].scrollIntoView({ block: 'nearest' });
  } else searchBox.removeAttribute('aria-activedescendant');
}

function closeMatches() {
  foundList.hidden = true;
  searchBox.setAttribute('aria-expanded', 'false');
  searchBox.removeAttribute('aria-activedescendant');
  active = -1;
}

function pick(row) {
  searchBox.value = '';
  closeMatches();
  go({ entity: row });
  panel.focus({ preventScroll: true });
}

function searchKeys(event) {
  const size = foundList.hidden ? 0 : foundList.querySelectorAll('[data-row]').length;
  if (event.key === 'ArrowDown' && size) activate((active + 1) % size);
  else if (event.key === 'ArrowUp' && size) activate((active + size - 1) % size);
  else if (event.key === 'Enter' && active >= 0) pick(Number(foundList.children[active].dataset.row));
  else if (event.key === 'Escape') {
    event.stopPropagation();
    if (foundList.hidden) searchBox.blur();
    closeMatches();
    searchBox.value = '';
  } else return;
  event.preventDefault();
}
