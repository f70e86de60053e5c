// Questions and their answers. Proofs arrive as pages of their own in a sandboxed frame.
'use strict';

let asked = 0; // counts questions, so that a late answer does not replace a newer one

async function json(path, body) {
  const answer = await fetch(path, body === undefined ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const content = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(content.detail ?? answer.statusText), { problem: content });
  return content;
}

function title(text, link) {
  at('title').replaceChildren(make('span', '', text));
  if (matchMedia('(max-width: 860px)').matches) at('title').scrollIntoView(); // the answer is below the list there
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
  const what = told.decision ?? `${told.key.map(bare).join(' ')} ${told.action ? `${words(told.action)} ${told.size}` : 'not decided'}`;
  title(`Why ${told.number ? `#${told.number} ` : ''}${what}`, link);
  frame(`The proof of ${told.number ? `decision ${told.number}` : told.id}`).src = link;
}

// Why of what is no fact: a decision by its number or id, and of a symbol the last.
async function askDecision(what) {
  const mine = ++asked;
  const symbol = /^\w+\(\s*"([^"]+)"/.exec(what)?.[1] ?? what;
  title(`Why ${what}`);
  try {
    const told = isId(what) ? await json(`/decisions/${encodeURIComponent(what)}`) : (await json(`/decisions?limit=1&symbol=${encodeURIComponent(symbol)}`)).decisions[0];
    if (mine !== asked) return;
    if (told) showProof(told);
    else showFault(new Error(`There is no decision of ${symbol} yet. A fact is asked about with its arguments, for example veto("BTCUSDT", R).`));
  } catch (fault) {
    if (mine === asked) showFault(fault);
  }
  if (mine === asked && !isId(what)) offer('why not now', () => askNow(symbol));
}

const isId = what => /^(#?\d{1,9}|[0-9a-f]{6,16}|last)$/.test(what);
const isSymbol = what => /^[A-Za-z0-9][\w.:\/-]*$/.test(what);

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
  for (const one of fault.problem?.diagnostics ?? []) {
    const text = [fault.message.startsWith(one.message) ? '' : one.message, fault.message.includes(one.help) ? '' : one.help].filter(t => t).join(' – ');
    box.append(make('small', '', text ? `${one.code}: ${text}` : one.code));
  }
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
      title(`${whole.format(found.count)} fact${found.count === 1 ? '' : 's'} of ${what}, as of ${readable(found.at)}`);
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
    const matches = Number(answer.headers.get('X-Matches') ?? 1);
    if (matches > 1) {
      more.note = `${whole.format(matches)} facts match; this is the proof of the first.`;
      offer('list them', () => ask('query', what));
    }
    if (more.note) at('answer').prepend(make('p', 'notice', more.note));
  } catch (fault) {
    if (mine !== asked) return;
    showFault(fault instanceof TypeError ? new Error('The host does not answer. It may have been stopped.') : fault);
    if (fault.problem?.code === 'CSR7023') offer('why not', () => ask('why-not', what));
  }
}
