// A session that ends while a person reads or types: what was typed stays, and is sent after another sign-in.

import {ask, changed, start, stop} from './live.js';

const channel = new BroadcastChannel('caravan-session'); // each page says when it opens: a person has signed in
const live = document.getElementById('live');
let ended = false;

// otherwise the browser itself would ask for a password when the session has ended
document.addEventListener('htmx:configRequest', event => {
  event.detail.headers['X-Requested-With'] = 'htmx';
});
document.addEventListener('htmx:responseError', event => {
  if (event.detail.xhr.status === 401) {
    askToSignIn();
  }
});
document.addEventListener('signed-out', askToSignIn);

function askToSignIn() {
  if (ended) {
    return;
  }
  ended = true;
  stop();
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

// why something was not done, where it is seen
function tell(text) {
  const notice = document.createElement('p');
  notice.className = 'notice bad';
  notice.setAttribute('role', 'alert');
  notice.textContent = text;
  const question = ask.open && document.getElementById('question');
  if (question) {
    question.querySelectorAll('.notice.bad').forEach(before => before.remove());
    question.prepend(notice);
  } else {
    document.getElementById('outcome').replaceChildren(notice);
  }
}

function sentence(xhr) {
  let said;
  try {
    said = JSON.parse(xhr.responseText).detail;
  } catch { // not from us, but from a proxy
  }
  return said ?? `That did not work: the answer was ${xhr.status}.`;
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
    document.querySelector('#ask-content .live')?.remove();
    start();
    changed('all');
  }
}

document.addEventListener('htmx:beforeSwap', async event => {
  const form = event.detail.requestConfig.elt;
  if (form.matches('form[data-keep]') && event.detail.xhr.status === 403) {
    event.detail.shouldSwap = false; // what was typed stays
    if (await renewToken()) {
      tell('That was refused. Try once more; if it is refused again, your role does not allow it.');
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
    } else if (event.detail.requestConfig.verb !== 'get' || event.detail.target.id === 'ask-content') { // a person waits
      tell(sentence(xhr));
    }
  }
});

channel.addEventListener('message', signedInElsewhere);
channel.postMessage('here');
