// Puts a filter above a long list of persons. The list itself is an ordinary <select> and stays the field that is sent.

const longFrom = 8;

for (const select of document.querySelectorAll('select[data-picker]')) {
  if (select.options.length < longFrom) continue;

  const filter = document.createElement('input');
  filter.type = 'search';
  filter.className = 'in picker__filter';
  filter.placeholder = select.dataset.picker;
  filter.setAttribute('aria-label', select.dataset.picker);
  filter.setAttribute('aria-controls', select.id);
  filter.autocomplete = 'off';
  select.before(filter);

  const every = [...select.options].map((option) => ({ option, parent: option.parentElement, words: option.textContent.toLowerCase() }));

  filter.addEventListener('input', () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const { option, words } of every) {
      const fits = !wanted || !option.value || words.includes(wanted);
      option.hidden = !fits;
      option.disabled = !fits && !option.selected;
    }
    for (const group of select.querySelectorAll('optgroup')) {
      group.hidden = [...group.children].every((option) => option.hidden);
    }
    const fitting = every.filter(({ option }) => option.value && !option.hidden);
    if (wanted && fitting.length === 1 && select.value !== fitting[0].option.value) {
      select.value = fitting[0].option.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
}
