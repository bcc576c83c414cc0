// Counts the days and names the next persons while an application is being filled in. It asks what the page's own
// button asks and takes two parts out of the answer; without it the button does the same.

const quietMilliseconds = 700;
const asked = ['from', 'fromHalf', 'to', 'toHalf', 'type', 'standIn'];

for (const form of document.querySelectorAll('form[data-autosave]')) {
  const preview = document.getElementById('preview');
  if (!preview) continue;
  let timer = 0;
  let round = 0;

  const notesOf = (root) => [...(root.querySelector('#range')?.querySelectorAll(':scope > ol.days, :scope > p.hint:not([id])') ?? [])];

  const ask = async () => {
    const mine = ++round;
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) {
      if (value instanceof File) data.delete(name);
    }
    data.set('preview', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: data, redirect: 'manual' });
      if (!answer.ok || mine !== round) return;
      const shown = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = shown.getElementById('preview');
      if (fresh) preview.replaceChildren(...fresh.childNodes);
      const range = document.getElementById('range');
      for (const note of notesOf(document)) note.remove();
      range?.append(...notesOf(shown));
    } catch {
      // The numbers of the page stay; submitting counts again.
    }
  };

  form.addEventListener('change', (event) => {
    if (!asked.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, quietMilliseconds);
  });
  form.addEventListener('submit', () => { round += 1; clearTimeout(timer); });
}
