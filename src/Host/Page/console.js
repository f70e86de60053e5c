// The console: what the run tells arrives by /events, figures by /status once a second; a click asks the host and shows its answer.
// Text from the host is only ever set as text, never as markup; proofs arrive as pages of their own in a sandboxed frame.
'use strict';

const kept = 200;
const at = id => document.getElementById(id);
const whole = new Intl.NumberFormat('en');
const tabs = { 'tab-decisions': 'decisions', 'tab-not': 'not', 'tab-rules': 'rules', 'tab-packs': 'packs', 'tab-health': 'parts' };
const rows = { decisions: 'decision-rows', not: 'not-rows' };
let last = null; // figures of the second before
let asked = 0; // counts questions, so that a late answer does not replace a newer one

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function duration(ns) {
  return ns < 1e3 ? `${ns} ns` : ns < 1e6 ? `${(ns / 1e3).toFixed(ns < 1e4 ? 1 : 0)} µs` : `${(ns / 1e6).toFixed(1)} ms`;
}

function money(text) {
  return Number(text).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

// The time of day to the millisecond, also of a whole second, whose text has no fraction.
const clock = time => `${time.slice(11, -1)}${time.includes('.') ? '' : '.'}000`.slice(0, 12);

// Reasons name moments in nanoseconds; people read clocks.
const readable = text => text.replace(/\b\d{19}\b/g, ns => clock(new Date(Number(BigInt(ns) / 1000000n)).toISOString()));

// Market time goes forwards, whoever tells it: the figures come once a second, and what happens in between is later than they are.
function tellTime(time) {
  const told = `${time.slice(0, 10)} ${clock(time)}`;
  if (told > at('clock').textContent.trim()) show('clock', told);
}
const bare = text => text.replace(/^"|"$/g, '');

// The action of a decision in few words: {/kind: /long, /venue: /x} is "long x".
function words(action) {
  const values = [...action.matchAll(/:\s*\/([\w/]+)/g)].map(m => m[1].replace(/_/g, ' '));
  return values.length > 0 ? values.join(' ') : action.replace(/^\//, '');
}

function pill(id, level, text) {
  at(id).className = `pill ${level}`;
  at(id).textContent = text;
}

// Lists --------------------------------------------------------------------------------------------------------------------

function row(time, head, by, tag, level, ask) {
  const item = make('li');
  const button = make('button', 'fresh');
  button.type = 'button';
  button.append(make('time', '', clock(time)), make('span', 'head', head), make('span', `tag ${level}`, tag), make('span', 'by', by));
  button.querySelector('time').title = time;
  tellTime(time);
  button.addEventListener('click', () => { choose(button); ask(); });
  item.append(button);
  return item;
}

function choose(button) {
  document.querySelectorAll('.rows [aria-current]').forEach(b => b.removeAttribute('aria-current'));
  button.setAttribute('aria-current', 'true');
}

function addDecision(list, told, atEnd) {
  const orders = told.orders ?? [];
  const [tag, level] = { filled: ['filled', 'good'], refused: ['refused', 'bad'], problem: ['no order', 'bad'], accepted: ['accepted', 'warn'] }[told.status] ?? ['no order', 'warn'];
  const what = `${told.key.map(bare).join(' ')} · ${words(told.action)} · ${told.size}`;
  const fills = orders.filter(o => o.price).map(o => `${o.side} at ${o.price}`).join(', ');
  add(list, row(told.time, what, `#${told.number} ${told.rule}${fills ? ` · ${fills}` : ''}`, tag, level, () => showProof(told)), atEnd);
}

function addNot(list, told, atEnd) {
  const what = told.key.map(bare).join(' ');
  add(list, row(told.time, `${what} · ${told.rule || 'given'}`, readable(told.reasons.join('; ')), told.reason, 'warn', () => showNot(told, what)), atEnd);
}

function add(list, item, atEnd) {
  if (atEnd) list.append(item); else list.prepend(item);
  while (list.children.length > kept) list.lastElementChild.remove();
  at(list.id === 'decision-rows' ? 'decisions-empty' : 'not-empty').hidden = true;
}

async function fill() {
  try {
    const [decisions, not] = await Promise.all([json('/decisions?limit=100'), json('/non-decisions?limit=100')]);
    at('decision-rows').replaceChildren();
    at('not-rows').replaceChildren();
    decisions.decisions.forEach(d => addDecision(at('decision-rows'), d, true));
    not.nonDecisions.forEach(n => addNot(at('not-rows'), n, true));
    document.querySelectorAll('.fresh').forEach(b => b.classList.remove('fresh'));
  } catch (fault) {
    tell(`The lists could not be read: ${fault.message}`);
  }
}

// Packs and alerts ---------------------------------------------------------------------------------------------------------

const packLevels = { active: 'good', refused: 'bad', failed: 'bad', dropped: 'warn', shadowing: 'warn', staging: 'warn' };
const short = version => version ? version.slice(0, 12) : 'not checked';

function showPack(pack) {
  const line = make('tr');
  const version = make('td', 'version', short(pack.version));
  version.title = pack.version;
  const state = make('td');
  state.append(make('span', `tag ${packLevels[pack.state] ?? 'plain'}`, pack.state));
  line.append(version, state, make('td', 'by', pack.by), make('td', '', detailOf(pack)));
  return line;
}

function detailOf(pack) {
  const details = [];
  if (matchMedia('(max-width: 480px)').matches) details.push(`by ${pack.by}`);
  if (pack.time) details.push(`since ${clock(pack.time)}`);
  if (pack.cause) details.push(pack.cause);
  if (pack.shadow) details.push(`${whole.format(pack.shadow.transactions)} transactions compared: ${pack.shadow.added} decisions more, ${pack.shadow.removed} fewer, ${pack.shadow.changed} different`);
  if (pack.warmsUntil) details.push(`decides no entries before ${clock(new Date(Number(BigInt(pack.warmsUntil) / 1000000n)).toISOString())}: windows fill`);
  if (pack.pauseNs) details.push(`the switch took ${duration(pack.pauseNs)}`);
  return details.join('; ');
}

async function readPacks() {
  try {
    const list = await json('/packs');
    at('pack-rows').replaceChildren(...list.packs.toSorted((a, b) => b.number - a.number).map(showPack));
    at('packs-empty').hidden = list.packs.length > 0;
  } catch (fault) {
    at('packs-empty').textContent = fault.message;
    at('packs-empty').hidden = false;
  }
}

// Something that a person should know, newest first; the last of them stay.
function note(time, word, level, text) {
  const item = make('li');
  item.append(make('time', '', time ? clock(time) : ''), make('span', `tag ${level}`, word), make('span', '', text));
  at('alert-rows').prepend(item);
  while (at('alert-rows').children.length > kept) at('alert-rows').lastElementChild.remove();
  at('alerts-empty').hidden = true;
}

function toldPack(pack) {
  note(pack.time, `pack ${pack.state}`, packLevels[pack.state] ?? 'plain', `${short(pack.version)}, staged by ${pack.by}${pack.cause ? `: ${pack.cause}` : ''}`);
  readPacks();
}

function toldFeed(status) {
  const level = { Outage: 'bad', SequenceGap: 'warn', CrossedBook: 'warn', TickerOnly: 'warn', CrossedQuote: 'warn', Resumed: 'good', Synchronised: 'good', Uncrossed: 'good' }[status.status] ?? 'plain';
  note(status.time, status.status.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(), level, `${status.instrument}${status.text ? `: ${status.text}` : ''}`);
}

function toldModel(notice) {
  const level = { error: 'bad', warning: 'warn' }[notice.severity] ?? 'plain';
  note(notice.time, notice.kind.replace(/[_-]/g, ' '), level, notice.text);
}

// Answers ------------------------------------------------------------------------------------------------------------------

async function json(path, body) {
  const answer = await fetch(path, body === undefined ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const content = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(content.detail ?? answer.statusText), { problem: content });
  return content;
}

function title(text, link) {
  at('title').replaceChildren(make('span', '', text));
  if (link) {
    const anchor = make('a', '', 'open as a page');
    anchor.href = link;
    anchor.target = '_blank';
    anchor.rel = 'noopener';
    at('title').append(anchor);
  }
}

// Further questions about what is shown, beside its title.
function offer(text, ask) {
  const button = make('button', 'offer', text);
  button.type = 'button';
  button.addEventListener('click', ask);
  at('title').append(button);
}

function frame(label) {
  const page = make('iframe');
  page.title = label;
  page.setAttribute('sandbox', '');
  at('answer').replaceChildren(page);
  return page;
}

function showProof(told) {
  asked++;
  const link = `/decisions/${told.id}/proof?format=html`;
  title(`Why #${told.number} ${told.decision ?? `${told.key.map(bare).join(' ')} ${words(told.action)} ${told.size}`}`, link);
  frame(`The proof of decision ${told.number}`).src = link;
}

// Why it was not decided then: its own proof where the run records it, what the journal can derive otherwise, and without a journal what is so now, and that it is.
async function showNot(told, what) {
  const when = clock(told.time), heading = `Why no decision for ${what} at ${when}`;
  const then = () => ask('why-not', what, { at: told.id ?? told.at, heading: `${heading}: what was missing` });
  if (told.id) {
    asked++;
    const link = `/decisions/${told.id}/proof?format=html`;
    title(heading, link);
    offer('what was missing then', then);
    offer('as of now', () => askNow(what));
    frame(`The proof of non-decision ${told.number}`).src = link;
    return;
  }
  const mine = ++asked;
  const status = await json('/status').catch(() => ({ recorded: false }));
  if (mine !== asked) return;
  if (status.recorded) then();
  else askNow(what, `This run is not recorded, so it cannot be asked about ${when}. Then it was: ${readable(told.reasons.join('; '))}. What follows is as of now; serve with --journal to go back.`);
}

function askNow(what, note) {
  ask('why-not', what, { heading: `Why no decision for ${what}, as of now (${at('clock').textContent.slice(11)})`, note });
}

function showFault(fault) {
  const box = make('div', 'fault', fault.message);
  for (const one of fault.problem?.diagnostics ?? []) box.append(make('small', '', `${one.code}: ${one.message}${one.help ? ` – ${one.help}` : ''}`));
  if (fault.problem?.code) box.append(make('small', '', `${fault.problem.code} · ${fault.problem.title}`));
  at('answer').replaceChildren(box);
}

// more: { heading, at: a moment or an id, note: what to say above the answer }
async function ask(kind, what, more = {}) {
  const mine = ++asked;
  title(more.heading ?? `${kind === 'why' ? 'Why' : kind === 'why-not' ? 'Why not' : 'Facts of'} ${what}`);
  at('answer').replaceChildren(make('p', 'busy', 'asking …'));
  try {
    if (kind === 'query') {
      const found = await json('/query', { query: what });
      if (mine !== asked) return;
      at('answer').replaceChildren(make('pre', '', found.count ? found.facts.join('\n') : 'no fact matches'));
      title(`${whole.format(found.count)} fact${found.count === 1 ? '' : 's'} of ${what}`);
      return;
    }
    const answer = await fetch(`/${kind}?format=html`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ [kind === 'why' ? 'fact' : 'what']: what, at: more.at }),
    });
    const text = await answer.text();
    if (mine !== asked) return;
    if (!answer.ok) {
      const problem = JSON.parse(text);
      throw Object.assign(new Error(problem.detail), { problem });
    }
    frame(`The answer to ${kind} ${what}`).srcdoc = text;
    if (more.note) at('answer').prepend(make('p', 'notice', more.note));
  } catch (fault) {
    if (mine === asked) showFault(fault instanceof TypeError ? new Error('The host does not answer. It may have been stopped.') : fault);
  }
}

// Figures ------------------------------------------------------------------------------------------------------------------

function show(id, text) { at(id).textContent = text; }

function showStatus(status) {
  if (status.events === undefined) return;
  const now = performance.now();
  const rate = last && now > last.when ? (status.events - last.events) / ((now - last.when) / 1000) : 0;
  last = { when: now, events: status.events };
  tellTime(status.time);
  show('f-events', whole.format(status.events));
  show('f-rate', status.run === 'running' ? `${whole.format(Math.round(rate))} a second` : status.run);
  show('f-decisions', whole.format(status.decisions));
  show('f-nondecisions', `${whole.format(status.nonDecisions)} not decided`);
  show('f-orders', whole.format(status.ordersAccepted));
  show('f-refused', `${whole.format(status.ordersRefused)} refused, ${whole.format(status.fills)} filled`);
  show('f-equity', money(status.equity));
  show('f-realised', `${Number(status.realised) < 0 ? '' : '+'}${money(status.realised)} realised`);
  show('f-p50', duration(status.latencyNs.p50));
  show('f-count', 'an event, in process');
  show('f-p99', duration(status.latencyNs.p99));
  show('f-p999', `p99.9 ${duration(status.latencyNs.p999)}, max ${duration(status.latencyNs.max)}`);
  showRules(status.rules);
}

function showRules(rules) {
  at('rules-empty').hidden = rules.length > 0;
  at('rule-rows').replaceChildren(...rules.map(rule => {
    const line = make('tr');
    const mix = make('div', 'mix');
    Object.entries(rule.reasons).filter(([, n]) => n > 0).forEach(([reason, n]) => mix.append(make('span', '', `${reason} ${whole.format(n)}`)));
    const cell = make('td');
    cell.append(mix);
    line.append(make('td', '', rule.rule || 'given'), make('td', 'n', whole.format(rule.decisions)), make('td', 'n', whole.format(rule.nonDecisions)), cell);
    return line;
  }));
}

function showHealth(health) {
  const level = { healthy: 'good', degraded: 'warn', unhealthy: 'bad' };
  pill('health', level[health.status] ?? '', health.status);
  at('part-rows').replaceChildren(...health.components.map(part => {
    const line = make('tr');
    const state = make('td');
    state.append(make('span', `tag ${level[part.status]}`, part.status));
    line.append(make('td', '', part.name.replace(/_/g, ' ')), state, make('td', '', part.detail));
    return line;
  }));
}

async function poll() {
  try {
    showStatus(await json('/status'));
    const answer = await fetch('/health'); // 503 has a body too
    showHealth(await answer.json());
  } catch {
    pill('health', 'bad', 'no answer');
  } finally {
    setTimeout(poll, document.hidden ? 5000 : 1000);
  }
}

// The stream ---------------------------------------------------------------------------------------------------------------

function tell(text) {
  at('notice').hidden = !text;
  at('notice').textContent = text;
}

function listen() {
  const stream = new EventSource('/events?nonDecisions=true');
  stream.addEventListener('hello', () => { pill('link', 'good', 'live'); tell(''); fill(); readPacks(); });
  stream.addEventListener('decision', told => addDecision(at('decision-rows'), JSON.parse(told.data)));
  stream.addEventListener('non-decision', told => addNot(at('not-rows'), JSON.parse(told.data)));
  stream.addEventListener('rollback', told => {
    const rollback = JSON.parse(told.data);
    const why = `${rollback.code}: ${rollback.problem ?? 'it created too many facts'}`;
    tell(`A transaction was rolled back (${why}); no entry is decided until one commits.`);
    note(rollback.time, 'rolled back', 'bad', `${why}; no entry is decided until one commits`);
  });
  stream.addEventListener('status', told => toldFeed(JSON.parse(told.data)));
  stream.addEventListener('model', told => toldModel(JSON.parse(told.data)));
  stream.addEventListener('pack', told => toldPack(JSON.parse(told.data)));
  stream.addEventListener('dropped', () => tell('This page was too slow for the stream and is connecting again; the lists are read anew.'));
  stream.addEventListener('bye', () => { tell('The host is stopping.'); });
  stream.onerror = () => {
    const gone = stream.readyState === EventSource.CLOSED;
    pill('link', gone ? 'bad' : 'warn', gone ? 'not connected' : 'reconnecting');
    if (gone) setTimeout(listen, 3000); // refused, for example because too many pages are open
  };
}

// Keys ---------------------------------------------------------------------------------------------------------------------

function select(tab) {
  for (const [id, panel] of Object.entries(tabs)) {
    at(id).setAttribute('aria-selected', id === tab.id);
    at(id).tabIndex = id === tab.id ? 0 : -1;
    at(panel).hidden = id !== tab.id;
  }
}

function moveTab(event) {
  const all = Object.keys(tabs), here = all.indexOf(event.target.id);
  const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const tab = at(all[(next + all.length) % all.length]);
  select(tab);
  tab.focus();
}

function moveRow(event) {
  const panel = Object.values(tabs).find(id => !at(id).hidden);
  if (!rows[panel] || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.target.tagName === 'INPUT' || event.target.role === 'tab') return;
  const all = [...at(rows[panel]).querySelectorAll('button')];
  if (all.length === 0) return;
  event.preventDefault();
  const here = all.indexOf(document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, here + (event.key === 'ArrowDown' ? 1 : -1)))].focus();
}

function keys(event) {
  if (event.key === '/' && event.target.tagName !== 'INPUT') {
    event.preventDefault();
    at('what').focus();
  } else if (event.key === 'Escape') {
    (document.querySelector('.rows [aria-current]') ?? at('tab-decisions')).focus();
  } else {
    moveRow(event);
  }
}

document.addEventListener('keydown', keys);
for (const id of Object.keys(tabs)) {
  at(id).addEventListener('click', () => select(at(id)));
  at(id).addEventListener('keydown', moveTab);
}
at('ask').addEventListener('submit', event => {
  event.preventDefault();
  const what = at('what').value.trim();
  if (what) ask(event.submitter?.value ?? 'why-not', what);
});
listen();
poll();
