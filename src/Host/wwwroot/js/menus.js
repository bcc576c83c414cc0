// Comfort for menus and dialogs. Every link that opens a dialog also leads to a page of its own (?do=return).

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
};

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const opener = target?.closest('a[data-dialog]');
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog instanceof HTMLDialogElement && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      closeMenus();
      takeOverOpinion(dialog);
      dialog.showModal();
      return;
    }
  }
  if (target?.closest('[data-close]')) {
    event.preventDefault();
    target.closest('dialog')?.close();
  }
  if (target?.closest('[data-print]')) {
    event.preventDefault();
    window.print();
  }
  closeMenus(target);
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    const open = document.querySelector('details.menu[open]');
    closeMenus();
    open?.querySelector('summary')?.focus();
  }
  const typing = event.target instanceof Element && event.target.closest('input,textarea,select,[contenteditable]');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.getElementById('q');
    if (search && search.offsetParent) {
      event.preventDefault();
      search.focus();
    }
  }
});

// What was already written in the bar goes with the person into the dialog.
function takeOverOpinion(dialog) {
  const written = document.querySelector('.bar textarea[name="opinion"]')?.value.trim();
  const field = dialog.querySelector('textarea[name="opinion"]');
  if (written && field && !field.value) field.value = written;
}

// A form is sent once: a second click while the answer is on its way changes nothing.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === 'post' && !form.dataset.stays) form.dataset.sent = 'true';
});
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

for (const button of document.querySelectorAll('button[data-reveal]')) {
  const field = document.getElementById(button.dataset.reveal);
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = field.type === 'text';
    field.type = shown ? 'password' : 'text';
    button.textContent = shown ? button.dataset.show : button.dataset.hide;
    button.setAttribute('aria-pressed', String(!shown));
  });
}

for (const control of document.querySelectorAll('[data-needs-script]')) control.hidden = false;
for (const select of document.querySelectorAll('select[data-sends-form]')) {
  select.addEventListener('change', () => select.form.requestSubmit());
}

// A row of choices wider than the screen shows the one that is taken.
for (const pick of document.querySelectorAll('.picks--scroll [aria-current]')) pick.scrollIntoView({ block: 'nearest', inline: 'center' });

document.querySelector('.errors[tabindex]')?.focus();
