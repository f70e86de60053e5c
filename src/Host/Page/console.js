// The console: what the run tells arrives by /events, figures by /status once a second; a click asks the host and shows its answer.
// Its parts: words.js, lists.js, packs.js, notes.js, answers.js.
'use strict';

const tabs = { 'tab-decisions': 'decisions', 'tab-not': 'not', 'tab-rules': 'rules', 'tab-packs': 'packs', 'tab-health': 'parts' };
let last = null; // figures of the second before

// Figures ------------------------------------------------------------------------------------------------------------------

function showStatus(status) {
  if (status.events === undefined) return;
  const now = performance.now();
  const rate = last && now > last.when ? `${whole.format(Math.round((status.events - last.events) / ((now - last.when) / 1000)))} a second` : 'running';
  last = { when: now, events: status.events };
  tellTime(status.time);
  show('f-events', whole.format(status.events));
  show('f-rate', status.run === 'running' ? rate : status.run);
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
    document.body.classList.remove('stale');
  } catch {
    pill('health', 'bad', 'no answer');
    document.body.classList.add('stale'); // figures of before are no figures of now
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
  stream.addEventListener('hello', () => { pill('link', 'good', 'live'); tell(''); fill(); fillNotes(); readPacks(); });
  stream.addEventListener('decision', told => { addDecision(JSON.parse(told.data)); countRows(); });
  stream.addEventListener('non-decision', told => { addNot(JSON.parse(told.data)); countRows(); });
  stream.addEventListener('rollback', told => {
    const rollback = JSON.parse(told.data);
    tell(`A transaction was rolled back (${whyRolledBack(rollback)}); no entry is decided until one commits.`);
    toldRollback(rollback);
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
  at('sift').hidden = !lists[tabs[tab.id]];
  countRows();
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
  if (!lists[panel] || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.target.tagName === 'INPUT' || event.target.role === 'tab') return;
  const all = [...at(lists[panel].rows).querySelectorAll('li:not([hidden]) button')];
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
at('filter').addEventListener('input', filterRows);
for (const list of Object.values(lists)) at(list.rows).nextElementSibling.addEventListener('click', () => older(list));
at('ask').addEventListener('submit', event => {
  event.preventDefault();
  const what = at('what').value.trim();
  const kind = event.submitter?.value ?? 'why-not';
  if (what && kind === 'why' && (isId(what) || isSymbol(what) || what.startsWith('decision('))) askDecision(what);
  else if (what) ask(kind, what);
});
listen();
poll();
