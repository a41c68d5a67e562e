// Keeps the regions of a page up to date, and says how. One tab of a browser holds the stream of events and passes them on
// to the others. An event only says which regions have changed; htmx fetches them. A page without a stream asks at intervals.

import {short} from './times.js';

const ASK_EVERY = 10_000; // without a stream
const ANSWER_WITHIN = 8_000;
const SILENCE = 30_000; // the server sends a beat every 8 seconds
const PATIENCE = 4_000; // for a stream that is opened again, as after five minutes
const AT_ONCE = 1_000;
const TOPICS = ['stores', 'attention', 'history', 'products', 'jobs'];
const OPEN = 'open';
const BEAT = 'beat';
const AGAIN = 'again'; // the stream is back, and something may have been missed
const GONE = 'gone'; // said by the tab whose stream has ended
const HELLO = 'hello'; // said by each page that opens

const channel = new BroadcastChannel('caravan-live');
const live = document.getElementById('live');
export const ask = document.getElementById('ask');
const loaded = Date.now();
let heardAt = loaded; // of the stream
let servedAt = loaded; // of any answer
let openedAt = 0; // the stream of this tab
let lostSince = null;
let asking = null; // the timer, while there is no stream
let source = null;
let holds = false; // this tab has the stream, or tries to
let stopped = false; // the session has ended
let known = false; // whether there is a stream; nothing is said before

// --- regions ---

const missed = new Set();

function refresh(topics) {
  if (document.hidden || ask.open) { // what is in front of a person's eyes stays; it is fetched afterwards
    topics.forEach(topic => missed.add(topic));
    return;
  }
  document.querySelectorAll('[data-region]').forEach(region => {
    if (topics.includes('all') || region.dataset.region.split(' ').some(topic => topics.includes(topic))) {
      htmx.trigger(region, 'changed');
    }
  });
}

export function refreshMissed() {
  if (missed.size > 0 && !document.hidden && !ask.open) {
    const topics = [...missed];
    missed.clear();
    refresh(topics);
  }
}

// several events within a moment are one change
const pending = new Set();
let timer = null;
export function changed(topic) {
  pending.add(topic);
  timer ??= setTimeout(() => {
    timer = null;
    const topics = [...pending];
    pending.clear();
    refresh(topics);
  }, 150);
}

// a region that is replaced while the mouse is pressed on it would lose the click
let pressing = false;
document.addEventListener('pointerdown', () => { pressing = true; });
for (const end of ['pointerup', 'pointercancel']) {
  document.addEventListener(end, () => setTimeout(() => {
    pressing = false;
    refreshMissed();
  }, 100));
}
document.addEventListener('htmx:beforeSwap', event => {
  if (!event.detail.target.matches('[data-region]')) {
    return;
  }
  const itself = event.detail.requestConfig.elt === event.detail.target; // and not what a link in it has asked for
  if (event.detail.xhr.status >= 500) {
    event.detail.shouldSwap = false; // what is there is better than nothing; it is asked again
  } else if ((pressing || ask.open) && itself) {
    event.detail.shouldSwap = false;
    missed.add('all');
  }
});

// --- what the page says about it ---

function show() {
  if (stopped || !known) {
    return;
  }
  live.hidden = false;
  live.classList.toggle('lost', lostSince !== null);
  live.classList.toggle('asks', asking !== null);
  const text = lostSince !== null
    ? `Not live: the connection is lost since ${short(lostSince)}. Trying again…`
    : asking !== null ? 'Asks every 10 seconds' : 'Live';
  if (live.textContent !== text) {
    live.textContent = text;
  }
}

// --- the stream ---

function heard(message) {
  if (stopped) {
    return;
  }
  heardAt = Date.now();
  known = true;
  if (asking !== null || message === AGAIN) {
    changed('all');
  } else if (TOPICS.includes(message)) {
    changed(message);
  }
  stopAsking();
  show();
}

function tell(message) {
  heard(message);
  channel.postMessage(message);
}

function gone() {
  askAtIntervals();
  channel.postMessage(GONE);
}

function stream() {
  source?.close();
  const mine = new EventSource('/live');
  source = mine;
  // a tab that takes the stream over from another one may have missed something
  let first = openedAt === 0 && Date.now() - loaded < AT_ONCE;
  openedAt = Date.now();
  mine.addEventListener(OPEN, event => {
    if (event.data !== undefined) { // otherwise it is the browser's own event of that name
      tell(first ? OPEN : AGAIN);
      first = false;
    }
  });
  for (const topic of [BEAT, ...TOPICS]) {
    mine.addEventListener(topic, () => tell(topic));
  }
  mine.addEventListener('error', () => {
    const since = Date.now();
    if (mine.readyState === EventSource.CLOSED) { // refused: too many streams, or signed out
      gone();
    } else { // the browser opens it again
      setTimeout(() => source === mine && heardAt < since && gone(), PATIENCE);
    }
  });
}

// --- without a stream ---

function askAtIntervals() {
  if (asking === null && !stopped) {
    known = true;
    asking = setInterval(look, ASK_EVERY);
    look();
  }
}

function stopAsking() {
  clearInterval(asking);
  asking = null;
  lostSince = null;
}

// whether the server can be reached; if so, the page is fetched
async function look() {
  if (document.hidden) {
    return;
  }
  let answer = null;
  try {
    answer = await fetch('/me', {
      cache: 'no-store',
      headers: {'X-Requested-With': 'htmx', 'Accept': 'application/json'},
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
  } catch {
    // not reached
  }
  if (asking === null) {
    return; // the stream has come back meanwhile
  }
  if (answer?.status === 401) {
    document.dispatchEvent(new Event('signed-out'));
  } else if (answer?.ok) {
    servedAt = Date.now();
    lostSince = null;
    changed('all');
  } else {
    lostSince ??= new Date(Math.max(heardAt, servedAt));
  }
  show();
}

document.addEventListener('htmx:sendError', askAtIntervals);
document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.successful) {
    servedAt = Date.now();
  }
});
document.addEventListener('visibilitychange', () => {
  refreshMissed();
  if (asking !== null) {
    look();
  }
});

// --- begin and end ---

channel.addEventListener('message', ({data}) => {
  if (data === GONE) {
    askAtIntervals();
  } else if (data !== HELLO) {
    heard(data);
  } else if (holds) {
    channel.postMessage(asking === null ? BEAT : GONE);
  }
});

// a connection that is dead without anyone having closed it is silent; a stream that was refused is tried again
setInterval(() => {
  const now = Date.now();
  if (!stopped && now - heardAt > SILENCE) {
    askAtIntervals();
    if (holds && now - openedAt > SILENCE) {
      stream();
    }
  }
}, 5_000);

export function stop() {
  stopped = true;
  stopAsking();
  source?.close();
}

export function start() {
  stopped = false;
  known = false;
  heardAt = Date.now();
  if (holds) {
    stream();
  } else if (!navigator.locks) {
    asking ??= setInterval(look, ASK_EVERY);
    known = true;
  } else {
    channel.postMessage(HELLO);
  }
  show();
}

start();
// the same tab holds the lock until it is closed; without locks (plain http, not localhost) each tab asks at intervals
navigator.locks?.request('caravan-live', () => {
  holds = true;
  stream();
  return new Promise(() => {});
});
