// Times in the reader's zone; the exact one shows when the mouse rests on it.

export function short(date) {
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString('en-GB', today
    ? {hour: '2-digit', minute: '2-digit', second: '2-digit'}
    : {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});
}

export function times(root) {
  root.querySelectorAll('time[datetime]').forEach(time => {
    const date = new Date(time.dateTime);
    time.title = date.toLocaleString('en-GB', {dateStyle: 'full', timeStyle: 'long'});
    const text = short(date);
    if (time.textContent !== text) {
      time.textContent = text;
    }
  });
}
