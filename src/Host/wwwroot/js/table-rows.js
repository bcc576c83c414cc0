// Adds and takes out rows of a table in place. Without it the button asks for a page with one more row, and a box marks rows to take out.

for (const table of document.querySelectorAll('[data-table]')) {
  const add = table.querySelector('button[data-add]');
  const body = table.querySelector('tbody');
  if (!add || !body) continue;

  const most = Number(table.dataset.most);
  const pattern = body.querySelector('tr').cloneNode(true);
  const rows = () => [...body.querySelectorAll(':scope > tr:not(.tbl__e)')];
  let next = rows().length;

  const tell = () => table.dispatchEvent(new Event('change', { bubbles: true }));

  const clear = (row) => {
    for (const control of row.querySelectorAll('input, select, textarea')) {
      if (control.name.endsWith('.id')) control.remove();
      else if (control.type === 'checkbox') control.checked = false;
      else if (control.type !== 'hidden') control.value = '';
      control.removeAttribute('aria-invalid');
      if (control.tagName === 'SELECT') control.selectedIndex = 0;
    }
    for (const error of row.querySelectorAll('.err')) error.remove();
  };

  const count = () => {
    for (const [i, row] of rows().entries()) {
      row.querySelector('th').firstChild.textContent = String(i + 1);
      for (const cell of row.querySelectorAll('td[data-l]')) {
        const control = cell.querySelector('[aria-label]');
        if (control) control.setAttribute('aria-label', add.dataset.add.replace('{0}', i + 1).replace('{1}', cell.dataset.l));
      }
    }
    add.disabled = rows().length >= most;
  };

  const arm = (row) => {
    const box = row.querySelector('.tbl__x label');
    if (!box) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn--s btn--calm';
    button.textContent = box.textContent.trim();
    button.addEventListener('click', () => {
      if (rows().length === 1) clear(row);
      else {
        if (row.nextElementSibling?.matches('.tbl__e')) row.nextElementSibling.remove();
        row.remove();
      }
      count();
      add.focus();
      tell();
    });
    box.replaceWith(button);
  };

  add.addEventListener('click', (event) => {
    event.preventDefault();
    const row = pattern.cloneNode(true);
    const number = next++;
    for (const part of row.querySelectorAll('[name], [id], [aria-describedby]')) {
      for (const name of ['name', 'id', 'aria-describedby']) {
        if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/\[\d+\]/, `[${number}]`));
      }
    }
    clear(row);
    arm(row);
    body.append(row);
    count();
    row.querySelector('input:not([type=hidden]), select, textarea')?.focus();
    tell();
  });

  for (const row of rows()) arm(row);
  count();
}
