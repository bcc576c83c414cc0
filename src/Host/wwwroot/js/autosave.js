// Saves a form as a draft a moment after the last change. The answer may be empty or {"savedAt":"09:41","draftId":"…"}.

const quietMilliseconds = 1500;

for (const form of document.querySelectorAll('form[data-autosave]')) {
  const note = document.getElementById(form.dataset.autosaveNote ?? '');
  let timer = 0;
  let running = Promise.resolve();
  let sent = false;

  const show = (text) => {
    if (!note) return;
    note.hidden = false;
    (note.querySelector('[data-text]') ?? note).textContent = text;
  };

  const save = async () => {
    if (sent) return;
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) {
      if (value instanceof File) data.delete(name);
    }
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST',
        body: data,
        headers: { Accept: 'application/json' },
        redirect: 'manual',
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const saved = (answer.headers.get('Content-Type') ?? '').includes('json') ? await answer.json() : {};
      if (saved.draftId && form.elements.draftId) form.elements.draftId.value = saved.draftId;
      if (saved.draftVersion && form.elements.draftVersion) form.elements.draftVersion.value = saved.draftVersion;
      const time = saved.savedAt ?? new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
      show(form.dataset.saved.replace('{0}', time));
    } catch {
      show(form.dataset.notSaved);
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { running = running.then(save); }, quietMilliseconds);
  };

  form.addEventListener('input', later);
  form.addEventListener('change', later);
  form.addEventListener('submit', () => { sent = true; clearTimeout(timer); });
}
