// What happened: feeds that fail, transactions that are rolled back, rules that change, models that drift.
'use strict';

const mostNotes = 200;
// Something that a person should know, newest first; the last of them stay. What several instruments tell alike at one moment is one line.
function note(time, word, level, text, subject = '') {
  const list = at('alert-rows'), key = [time, word, text].join('|'), first = list.firstElementChild;
  if (subject && first?.dataset.key === key) {
    const named = first.querySelector('.subject');
    named.title += `, ${subject}`;
    named.textContent = `${named.title.split(', ').length} instruments`;
    return;
  }
  const item = make('li'), what = make('span');
  item.dataset.key = key;
  const named = make('span', 'subject', subject);
  named.title = subject;
  what.append(named, `${subject && text ? ': ' : ''}${text}`);
  item.append(make('time', '', time ? clock(time) : ''), make('span', `tag ${level}`, word), what);
  if (time) item.querySelector('time').title = time;
  list.prepend(item);
  while (list.children.length > mostNotes) list.lastElementChild.remove();
  at('alerts-empty').hidden = true;
}

// What happened before this page was opened, as far as the host remembers: alerts, and the last that became of each pack.
async function fillNotes() {
  try {
    const [alerts, packs] = await Promise.all([json('/alerts?limit=200'), json('/packs').catch(() => ({ packs: [] }))]);
    const all = [
      ...alerts.alerts.map(a => ({ time: a.data.time, tell: () => tellers[a.event](a.data) })),
      ...packs.packs.filter(p => p.time).map(p => ({ time: p.time, tell: () => notePack(p) })),
    ];
    at('alert-rows').replaceChildren();
    all.reverse().sort((a, b) => clockless(a.time).localeCompare(clockless(b.time), 'en')).forEach(one => one.tell());
  } catch (fault) {
    tell(`What happened before could not be read: ${fault.message}`);
  }
}

// Times of different precision, as texts that sort.
const clockless = time => time.replace(/Z$/, '').padEnd(29, time.includes('.') ? '0' : '.0');

function notePack(pack) {
  note(pack.time, `pack ${pack.state}`, packLevels[pack.state] ?? 'plain', `${short(pack.version)}, staged by ${pack.by}${pack.cause ? `: ${pack.cause}` : ''}`);
}

function toldPack(pack) {
  notePack(pack);
  readPacks();
}

function toldFeed(status) {
  const level = { Outage: 'bad', SequenceGap: 'warn', CrossedBook: 'warn', TickerOnly: 'warn', CrossedQuote: 'warn', Resumed: 'good', Synchronised: 'good', Uncrossed: 'good' }[status.status] ?? 'plain';
  note(status.time, status.status.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(), level, status.text.replace(/_/g, ' '), status.instrument);
}

function toldModel(notice) {
  const level = { error: 'bad', warning: 'warn' }[notice.severity] ?? 'plain';
  note(notice.time, notice.kind.replace(/[_-]/g, ' '), level, notice.text);
}

function toldRollback(rollback) {
  note(rollback.time, 'rolled back', 'bad', `${whyRolledBack(rollback)}; no entry is decided until one commits`);
}

const whyRolledBack = rollback => `${rollback.code}: ${rollback.problem ?? 'it created too many facts'}`;

const tellers = { status: toldFeed, model: toldModel, rollback: toldRollback };
