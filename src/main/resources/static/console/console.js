// Makes the pages live, asks in a dialog, and shows times in the reader's zone. The pages can be read without it.
// One tab of a browser holds the stream of events and tells the others. An event only says which regions have changed;
// htmx fetches them.

const POLL_EVERY = 10_000; // when there is no stream
const SILENCE = 30_000; // the server sends a beat every 8 seconds
const HERE = 'here'; // said by each page that opens
const PATIENCE = 4_000; // for a stream that is opened again, as after five minutes

const channel = new BroadcastChannel('caravan-live');
const live = document.getElementById('live');
const ask = document.getElementById('ask');
let lastHeard = Date.now();
let lostSince = null;
let polling = null;
let missed = new Set();
let ended = false; // the session
let streams = false; // this tab holds the stream

// --- regions ---

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

function refreshMissed() {
  if (missed.size > 0 && !document.hidden && !ask.open) {
    const topics = [...missed];
    missed.clear();
    refresh(topics);
  }
}

// several events within a moment are one change
let pending = new Set();
let timer = null;
function changed(topic) {
  pending.add(topic);
  timer ??= setTimeout(() => {
    timer = null;
    const topics = [...pending];
    pending.clear();
    refresh(topics);
  }, 150);
}

// --- the stream ---

function show() {
  live.hidden = false;
  if (ended) {
    return;
  }
  live.classList.toggle('lost', lostSince !== null);
  const text = lostSince === null
    ? (polling ? 'Asks every 10 seconds' : 'Live')
    : `Not live: the connection is lost since ${short(lostSince)}. Trying again…`;
  if (live.textContent !== text) {
    live.textContent = text;
  }
}

function heard(message) {
  lastHeard = Date.now();
  if (lostSince !== null || message === 'again') {
    lostSince = null;
    changed('all');
  }
  if (message !== 'open' && message !== 'beat' && message !== 'again') {
    changed(message);
  }
  show();
}

function lost() {
  if (lostSince === null) {
    lostSince = new Date(lastHeard);
  }
  show();
}

function tell(message) {
  heard(message);
  channel.postMessage(message);
}

function stream() {
  const source = new EventSource('/live');
  let opened = false;
  source.addEventListener('open', event => {
    if (event.data !== undefined) {
      tell(opened ? 'again' : 'open');
      opened = true;
    }
  });
  for (const topic of ['beat', 'stores', 'attention', 'history', 'products', 'jobs']) {
    source.addEventListener(topic, () => tell(topic));
  }
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) { // refused: too many streams, or signed out
      poll();
    } else {
      const since = Date.now();
      setTimeout(() => lastHeard < since && lost(), PATIENCE);
    }
  });
}

function poll() {
  polling ??= setInterval(() => changed('all'), POLL_EVERY);
  show();
}

channel.addEventListener('message', event => event.data === HERE ? signedInElsewhere() : heard(event.data));
channel.postMessage(HERE);
setInterval(() => !polling && Date.now() - lastHeard > SILENCE && lost(), 5_000);
document.addEventListener('visibilitychange', refreshMissed);
// the same tab holds the lock until it is closed; without locks (plain http, not localhost) each tab asks at intervals
if (navigator.locks) {
  navigator.locks.request('caravan-live', () => {
    streams = true;
    stream();
    return new Promise(() => {});
  });
  show();
} else {
  poll();
}

// --- what htmx fetches ---

// otherwise the browser itself would ask for a password when the session has ended
document.addEventListener('htmx:configRequest', event => {
  event.detail.headers['X-Requested-With'] = 'htmx';
});
document.addEventListener('htmx:sendError', lost);
document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.successful && lostSince !== null && polling) {
    lostSince = null;
    show();
  }
});
document.addEventListener('htmx:responseError', event => {
  if (event.detail.xhr.status === 401) {
    askToSignIn();
  }
});

// --- a session that ends while a person types ---

function askToSignIn() {
  if (ended) {
    return;
  }
  ended = true;
  const again = document.createElement('a');
  again.href = '/login?next=' + encodeURIComponent(location.pathname + location.search);
  again.textContent = 'Sign in again';
  const typing = document.querySelector('form[data-keep]');
  if (typing) { // this page must stay
    again.target = '_blank';
    say('Your session has ended. ', again, ' in another tab: what you have typed stays here.');
  } else {
    say('Your session has ended. ', again);
  }
}

// where it is seen: a dialog covers the page
function say(...words) {
  live.hidden = false;
  live.classList.add('lost');
  live.replaceChildren(...words);
  if (ask.open) {
    document.querySelector('#ask-content .live')?.remove();
    const copy = live.cloneNode(true);
    copy.removeAttribute('id');
    document.getElementById('ask-content').prepend(copy);
  }
}

// a session that began in another tab has another token
async function renewToken() {
  const answer = await fetch(location.href, {headers: {'X-Requested-With': 'htmx', 'Accept': 'text/html'}});
  const token = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('input[name=_csrf]');
  if (token) {
    document.querySelectorAll('input[name=_csrf]').forEach(input => { input.value = token.value; });
  }
  return Boolean(token);
}

async function signedInElsewhere() {
  if (ended && await renewToken()) {
    ended = false;
    lostSince = null;
    document.querySelector('#ask-content .live')?.remove();
    clearInterval(polling);
    polling = null;
    if (streams) {
      stream();
    } else if (!navigator.locks) {
      poll();
    }
    lastHeard = Date.now();
    show();
  }
}

document.addEventListener('htmx:beforeSwap', async event => {
  const form = event.detail.requestConfig.elt;
  if (form.matches('form[data-keep]') && event.detail.xhr.status === 403) {
    event.detail.shouldSwap = false; // what was typed stays
    if (await renewToken()) {
      const notice = document.createElement('div');
      notice.className = 'notice bad';
      notice.textContent = 'That was refused. Try once more; if it is refused again, your role does not allow it.';
      document.getElementById('outcome').replaceChildren(notice);
    } else {
      askToSignIn();
    }
  }
});

// not a page but a problem: what is there stays, with all that was typed
document.addEventListener('htmx:beforeSwap', event => {
  const xhr = event.detail.xhr;
  if (xhr.status >= 400 && !(xhr.getResponseHeader('Content-Type') ?? '').startsWith('text/html')) {
    event.detail.shouldSwap = false;
    if (xhr.status === 403) { // signed out in another tab: the token is gone with the session
      askToSignIn();
    }
  }
});

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

// --- questions ---

let asker = null;
// here and not by attributes of the link: a region that was replaced a moment ago is known to htmx a moment later
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="/actions/"]');
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    asker = link.id;
    htmx.ajax('GET', link.getAttribute('href'), {target: '#ask-content', select: '#question', swap: 'innerHTML'});
  }
});
document.addEventListener('htmx:afterSwap', event => {
  if (event.detail.target.id === 'ask-content') {
    if (ask.open) { // the same form, with what is wrong with it
      (ask.querySelector('[aria-invalid]') ?? ask.querySelector('input:not([type=hidden]), select'))?.focus();
    } else {
      ask.showModal();
    }
  } else if (event.detail.target.id === 'outcome') {
    ask.close();
    changed('all');
    scrollTo({top: 0});
  }
  if (event.detail.target.id === 'findings') {
    event.detail.target.querySelectorAll('[data-suggest]').forEach(found => {
      const field = document.getElementById(found.dataset.suggest);
      field.value ||= found.dataset.value;
    });
    if (event.detail.requestConfig.elt.matches('form')) { // it was not connected: here is why
      event.detail.target.scrollIntoView({block: 'center'});
    }
  }
  prepare();
  document.getElementById('problem')?.focus();
});
ask.addEventListener('close', () => {
  document.getElementById('ask-content').replaceChildren();
  document.getElementById(asker)?.focus();
  refreshMissed();
});
ask.addEventListener('click', event => {
  if (event.target.closest('[data-close]')) {
    event.preventDefault();
    ask.close();
  }
});

// --- boxes ---

document.addEventListener('change', event => {
  if (event.target.matches('[data-picks]')) {
    document.getElementsByName(event.target.dataset.picks).forEach(box => { box.checked = event.target.checked; });
  }
});

// a button of a finding brings the value of a field
document.addEventListener('click', event => {
  const button = event.target.closest('button[data-fill]');
  if (button) {
    event.preventDefault();
    const field = document.getElementById(button.dataset.fill);
    field.value = button.value;
    for (const type of ['input', 'change']) {
      field.dispatchEvent(new Event(type, {bubbles: true}));
    }
    field.focus();
  }
});

// --- times ---

function short(date) {
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString('en-GB', today
    ? {hour: '2-digit', minute: '2-digit', second: '2-digit'}
    : {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});
}

function times(root) {
  root.querySelectorAll('time[datetime]').forEach(time => {
    const date = new Date(time.dateTime);
    time.title = date.toLocaleString('en-GB', {dateStyle: 'full', timeStyle: 'long'});
    const text = short(date);
    if (time.textContent !== text) {
      time.textContent = text;
    }
  });
}
// --- filters and copies ---

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

function prepare() {
  times(document);
  document.querySelectorAll('[data-copy]').forEach(button => { button.hidden = false; });
  document.querySelectorAll('[data-zone]').forEach(input => {
    input.value ||= ZONE;
    document.querySelectorAll('[data-zone-name]').forEach(name => { name.textContent = `(${input.value})`; });
  });
}

// an address of a filter has what is chosen, and no more
document.addEventListener('formdata', event => {
  const data = event.formData;
  if (event.target.method === 'get') {
    [...data].filter(([, value]) => value === '').forEach(([name]) => data.delete(name));
    if (!data.has('from') && !data.has('to')) {
      data.delete('zone');
    }
  }
});

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) {
    return;
  }
  const text = document.getElementById(button.dataset.copy);
  getSelection().selectAllChildren(text);
  try {
    await navigator.clipboard.writeText(text.textContent);
  } catch { // plain http has no clipboard, and a browser may refuse it
    if (!document.execCommand('copy')) {
      button.textContent = 'Selected: copy it with the keyboard';
      return;
    }
  }
  button.textContent = 'Copied';
});

prepare();
