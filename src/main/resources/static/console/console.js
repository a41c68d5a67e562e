// Asks in a dialog, and does what the pages need beside htmx. The pages can be read without it.

import {ask, changed, refreshMissed} from './live.js';
import {times} from './times.js';
import './session.js';

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
    asker = 'outcome';
    ask.close();
    answered();
    event.detail.target.focus();
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
// a question that is the page itself is asked no more: a second click would do it a second time
function answered() {
  const question = document.querySelector('#page > #question');
  const back = question?.querySelector('a[data-close]');
  if (back) {
    back.textContent = 'Back';
    question.replaceWith(back);
  }
}

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

// a dialog covers what the page says of its connection
document.addEventListener('htmx:sendError', event => {
  if (ask.open && ask.contains(event.detail.elt) && !document.getElementById('cut-off')) {
    const notice = document.createElement('p');
    notice.id = 'cut-off';
    notice.className = 'notice bad';
    notice.setAttribute('role', 'alert');
    notice.textContent = 'The connection is lost, so no answer came. What you have typed stays: try again when it is back.';
    document.getElementById('question').prepend(notice);
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
