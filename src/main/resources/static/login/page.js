// Shows and hides the password. Without this script the page works as well; the button is not there then.
const password = document.getElementById('password');
const show = document.getElementById('show');

function set(visible) {
  password.type = visible ? 'text' : 'password';
  show.textContent = visible ? 'Hide' : 'Show';
  show.setAttribute('aria-pressed', String(visible));
}

show.hidden = false;
show.addEventListener('click', () => {
  set(password.type === 'password');
  password.focus();
});
// a password that is sent as text would be remembered as one that was typed into a field
password.form.addEventListener('submit', () => set(false));
