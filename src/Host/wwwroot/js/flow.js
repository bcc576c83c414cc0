// A flow diagram wider than its region opens at the step where the case stands or ended, not at its empty corner.

const show = (region) => {
  const here = region.querySelector('[data-here]');
  if (!here) return;
  const [node, frame] = [here.getBoundingClientRect(), region.getBoundingClientRect()];
  region.scrollLeft += node.left + node.width / 2 - frame.left - frame.width / 2;
  region.scrollTop += node.top + node.height / 2 - frame.top - frame.height / 2;
};

for (const region of document.querySelectorAll('.flow-region')) {
  show(region);
  region.closest('details')?.addEventListener('toggle', () => show(region), { once: true });
}
