// The lists of what was decided and what was not: the newest come by /events, older ones a page at a time, and a filter hides what does not fit.
'use strict';

const page = 100; // rows that are asked for at once
const most = 2000; // rows of a list that a person may have loaded
const lists = {
  decisions: { path: '/decisions', name: 'decisions', rows: 'decision-rows', empty: 'decisions-empty', add: addDecision, kept: 2 * page },
  not: { path: '/non-decisions', name: 'nonDecisions', rows: 'not-rows', empty: 'not-empty', add: addNot, kept: 2 * page },
};

function row(told, head, by, tag, level, ask) {
  const item = make('li');
  item.dataset.number = told.number;
  const button = make('button', 'fresh');
  button.type = 'button';
  button.append(make('time', '', clock(told.time)), make('span', 'head', head), make('span', `tag ${level}`, tag), make('span', 'by', by));
  button.querySelector('time').title = told.time;
  tellTime(told.time);
  button.addEventListener('click', () => { choose(button); ask(); });
  item.append(button);
  return item;
}

function choose(button) {
  document.querySelectorAll('.rows [aria-current]').forEach(b => b.removeAttribute('aria-current'));
  button.setAttribute('aria-current', 'true');
}

function addDecision(told, atEnd) {
  const orders = told.orders ?? [];
  const [tag, level] = { filled: ['filled', 'good'], refused: ['refused', 'bad'], problem: ['no order', 'bad'], accepted: ['accepted', 'warn'] }[told.status] ?? ['no order', 'warn'];
  const what = `${told.key.map(bare).join(' ')} · ${words(told.action)} · ${told.size}`;
  const fills = orders.filter(o => o.price).map(o => `${o.side} at ${o.price}`).join(', ');
  add(lists.decisions, row(told, what, `#${told.number} ${told.rule}${fills ? ` · ${fills}` : ''}`, tag, level, () => showProof(told)), atEnd);
}

function addNot(told, atEnd) {
  const what = told.key.map(bare).join(' ');
  add(lists.not, row(told, `${what} · ${told.rule || 'given'}`, readable(told.reasons.join('; ')), told.reason, 'warn', () => showNot(told, what)), atEnd);
}

// What is told twice, by the stream and by a page that was asked for meanwhile, is shown once: numbers go down the list.
function add(list, item, atEnd) {
  const rows = at(list.rows), number = item => Number(item.dataset.number);
  const [first, last] = [rows.firstElementChild, rows.lastElementChild];
  if (first && (atEnd ? number(last) <= number(item) : number(first) >= number(item))) return;
  if (atEnd) rows.append(item); else rows.prepend(item);
  while (rows.children.length > list.kept) rows.lastElementChild.remove();
  at(list.empty).hidden = true;
  sift(item);
}

async function fill() {
  try {
    await Promise.all(Object.values(lists).map(async list => {
      at(list.rows).replaceChildren(); // what the stream tells from now on stays, and the page goes below it
      more(list, await json(`${list.path}?limit=${page}`));
    }));
    document.querySelectorAll('.fresh').forEach(b => b.classList.remove('fresh'));
  } catch (fault) {
    tell(`The lists could not be read: ${fault.message}`);
  }
}

function more(list, answer) {
  answer[list.name].forEach(told => list.add(told, true));
  const last = at(list.rows).lastElementChild, button = at(list.rows).nextElementSibling;
  button.hidden = !last || Number(last.dataset.number) <= answer.oldest || at(list.rows).children.length >= most;
  countRows();
}

async function older(list) {
  const button = at(list.rows).nextElementSibling;
  button.disabled = true;
  try {
    const last = at(list.rows).lastElementChild.dataset.number;
    list.kept = Math.min(most, list.kept + page);
    const answer = await json(`${list.path}?limit=${page}&before=${last}`);
    more(list, answer);
    if (answer[list.name].length === 0) button.hidden = true;
  } catch (fault) {
    tell(`Older rows could not be read: ${fault.message}`);
  } finally {
    button.disabled = false;
  }
}

// The filter: every word must be somewhere in a row.
const sought = () => at('filter').value.toLowerCase().split(/\s+/).filter(w => w);

function sift(item) {
  const text = item.textContent.toLowerCase();
  item.hidden = !sought().every(w => text.includes(w));
}

let isCounting = false; // once a picture, however much is told meanwhile

function countRows() {
  if (isCounting) return;
  isCounting = true;
  requestAnimationFrame(() => { isCounting = false; tellCount(); });
}

function tellCount() {
  for (const [panel, list] of Object.entries(lists)) {
    if (at(panel).hidden) continue;
    const all = [...at(list.rows).children], shown = all.filter(item => !item.hidden).length;
    show('filter-count', sought().length > 0 ? `${whole.format(shown)} of the ${whole.format(all.length)} loaded` : '');
  }
}

function filterRows() {
  document.querySelectorAll('.rows li').forEach(sift);
  countRows();
}
