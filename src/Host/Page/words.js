// Words for what the host tells, and the elements that show them. Text from the host is only ever set as text, never as markup.
'use strict';

const at = id => document.getElementById(id);
const whole = new Intl.NumberFormat('en');

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

function show(id, text) { at(id).textContent = text; }

function pill(id, level, text) {
  at(id).className = `pill ${level}`;
  at(id).textContent = text;
}
