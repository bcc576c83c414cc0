// 常用意见: a phrase fills the opinion; an opinion already begun gets it appended.

for (const group of document.querySelectorAll('[data-opinions]')) group.hidden = false;

document.addEventListener('click', (event) => {
  const phrase = event.target instanceof Element ? event.target.closest('[data-say]') : null;
  if (!phrase) return;
  const opinion = document.getElementById(phrase.dataset.for);
  const written = opinion.value.trim();
  opinion.value = written && written !== phrase.dataset.say ? `${written}${phrase.dataset.say}` : phrase.dataset.say;
  opinion.dispatchEvent(new Event('input', { bubbles: true }));
  opinion.focus();
});
