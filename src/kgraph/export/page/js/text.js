// Words, numbers and dates in the chosen language, and page elements made of text only.

let lang = graph.lang;

const say = (key) => messages[lang][key];
const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => String(parts[name]));
const number = (n) => new Intl.NumberFormat(lang).format(n);
const count = (key, n) => fill(say(key)[n === 1 ? 0 : 1], { n: number(n) });
const labelOf = (named) => named.labels[lang] || named.labels.en || named.name;
const predicateLabel = (row) => labelOf(predicates[row]);

// An ISO date as exact as it is: a year, a month or a day.
function dateText(iso) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso);
  if (!match || !match[2]) return iso;
  const [, year, month, day] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day || 1)));
  const style = { year: 'numeric', month: day ? 'short' : 'long', timeZone: 'UTC' };
  if (day) style.day = 'numeric';
  return new Intl.DateTimeFormat(lang, style).format(date);
}

// A literal for people: counts grouped, amounts with their currency, dates in words.
function valueText(value) {
  if (typeof value === 'number') return number(value);
  const amount = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value);
  if (amount) {
    const style = { style: 'currency', currency: amount[2], notation: 'compact', maximumFractionDigits: 2 };
    return new Intl.NumberFormat(lang, style).format(Number(amount[1]));
  }
  return say('values')[value] || dateText(value);
}

function timesText(claim) {
  const [start, end, date] = claims.when[claim] || ['', '', ''];
  const parts = [];
  if (start) parts.push(fill(say('from'), { date: dateText(start) }));
  if (end) parts.push(fill(say('until'), { date: dateText(end) }));
  if (date) parts.push(fill(say('on'), { date: dateText(date) }));
  return parts.join(', ');
}

const objectText = (claim) =>
  claims.object[claim] >= 0 ? entities.name[claims.object[claim]] : valueText(claims.value[claim]);

// Names match without case, accents, umlauts and hyphens: "zurich" finds "Zürich".
const UNFOLDED = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const fold = (text) =>
  text
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/g, (c) => UNFOLDED[c])
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s\-_/‐‑–—]+/g, ' ')
    .trim();

// Make an element. Children are elements or text; text never becomes markup.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== '') made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return made;
}

// A link to a web address; anything else stays text.
function webLink(url, text) {
  let safe = false;
  try {
    safe = ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    safe = false;
  }
  if (!safe) return element('span', {}, text);
  return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
}

// Put the words of the page's own frame in place.
function translateFrame() {
  document.documentElement.lang = lang;
  for (const node of document.querySelectorAll('[data-say]')) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll('[data-say-title]')) node.title = say(node.dataset.sayTitle);
  for (const node of document.querySelectorAll('[data-say-label]')) {
    node.setAttribute('aria-label', say(node.dataset.sayLabel));
  }
  for (const node of document.querySelectorAll('[data-say-placeholder]')) {
    node.placeholder = say(node.dataset.sayPlaceholder);
  }
  const title = graph.title || say('title');
  document.title = title;
  document.getElementById('title').textContent = title;
  document.getElementById('summary').textContent = fill(say('summary'), {
    entities: count('entities', entityCount),
    facts: count('facts', claimCount),
    documents: count('documents', documents.length),
  });
  for (const button of document.querySelectorAll('[data-lang]')) {
    button.setAttribute('aria-pressed', String(button.dataset.lang === lang));
  }
}
