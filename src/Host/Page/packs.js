// Packs: the versions of the rules, and what the checks and the shadow of each found.
'use strict';

const packLevels = { active: 'good', refused: 'bad', failed: 'bad', dropped: 'warn', shadowing: 'warn', staging: 'warn' };
const short = version => version ? version.slice(0, 12) : 'not checked';

function showPack(pack) {
  const line = make('tr');
  const version = make('td', 'version'), button = make('button', '', short(pack.version));
  button.type = 'button';
  button.title = `What the checks and the shadow of ${pack.version || 'this pack'} found`;
  button.addEventListener('click', () => askPack(pack));
  version.append(button);
  const state = make('td');
  state.append(make('span', `tag ${packLevels[pack.state] ?? 'plain'}`, pack.state));
  const detail = make('td', '', detailOf(pack));
  detail.prepend(make('span', 'narrow', `by ${pack.by}; `));
  line.append(version, state, make('td', 'by', pack.by), detail);
  return line;
}

function detailOf(pack) {
  const details = [];
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

// The whole report of a pack; of one without a version, which did not even parse, the step that refused it.
async function askPack(pack) {
  const mine = ++asked, name = `${short(pack.version)}, ${pack.state}, by ${pack.by}`;
  title(`Pack ${name}`);
  at('answer').replaceChildren(make('p', 'busy', 'asking …'));
  try {
    const told = pack.version ? await json(`/packs/${pack.version}`) : pack;
    if (mine !== asked) return;
    const steps = told.report?.steps ?? (told.failure ? [told.failure] : []);
    const box = make('div', 'report');
    box.append(...(steps.length > 0 ? steps.map(showStep) : [make('p', 'empty', 'These rules began the run; they passed no checks in it.')]));
    if (told.shadow) box.append(...showDifferences('In its shadow', told.shadow));
    if (told.report?.decisions) box.append(...showDifferences('In the replay of the recent past', told.report.decisions));
    at('answer').replaceChildren(box);
  } catch (fault) {
    if (mine === asked) showFault(fault);
  }
}

const outcomeLevels = { passed: 'good', failed: 'bad', noted: 'warn' };

function showStep(step) {
  const item = make('details'), head = make('summary');
  head.append(make('span', `tag ${outcomeLevels[step.outcome] ?? 'plain'}`, step.outcome), make('b', '', step.step), make('span', '', step.summary));
  const lines = [...step.diagnostics.map(d => d.text.trimEnd()), ...step.details];
  item.append(head, make('pre', '', lines.length > 0 ? lines.join('\n') : 'nothing more to say'));
  item.open = step.outcome === 'failed';
  return item;
}

function showDifferences(where, found) {
  const counts = `${where}: ${whole.format(found.transactions)} transactions, ${found.same} decisions the same, ${found.added} more, ${found.removed} fewer, ${found.changed} different`;
  return [make('h3', '', counts), ...(found.differences ?? []).map(showDifference)];
}

function showDifference(one) {
  const item = make('details'), head = make('summary');
  head.append(make('span', 'tag warn', one.kind), make('time', '', readable(one.at)), make('span', '', (one.candidate ?? one.live).key.map(bare).join(' ')));
  const side = (words, proof, text, reasons) => `${words}: ${proof ? `${proof.rule} ${proof.action} ${proof.size}\n${text.trimEnd()}` : `nothing: ${reasons.join('\n')}`}`;
  item.append(head, make('pre', '', `${side('in force', one.live, one.liveText, one.liveReasons)}\n\n${side('pack', one.candidate, one.candidateText, one.candidateReasons)}`));
  return item;
}
