// The ports of a step are named by the keys of its outcomes. The chart shows what the step's own outcomeLabels call them, in the
// page's language; the keys stay on the ports and in everything that is saved.
const WRAPPER = 'elsa-activity-wrapper';

// What a step without outcomes is left by; one that a person calls "Done" is his.
const DONE = { key: 'Done', zh: '完成', en: 'Done' };

function listIn(input) {
  try {
    const value = input?.expression?.value;
    const list = typeof value === 'string' ? JSON.parse(value) : value;
    return Array.isArray(list) ? list : [];
  } catch {
    return [];                         // half-written by the person who edits it
  }
}

function labelsOf(json) {
  const { outcomes, outcomeLabels } = JSON.parse(json);
  const labels = listIn(outcomeLabels).map(label => [label.key, label]);
  return new Map(listIn(outcomes).includes(DONE.key) ? labels : [[DONE.key, DONE], ...labels]);
}

export function labelPorts(chart, language) {
  const known = new WeakMap();         // wrapper -> { json, labels }
  const originals = new WeakMap();     // text -> what the Studio wrote, for when its label is taken away

  function labelsFor(wrapper) {
    const json = wrapper.getAttribute('activity-json');
    let entry = known.get(wrapper);
    if (entry?.json !== json) known.set(wrapper, entry = { json, labels: labelsOf(json) });
    return entry.labels;
  }

  function label(node) {
    const wrapper = node.querySelector(WRAPPER);
    if (!wrapper?.hasAttribute('activity-json')) return;
    const labels = labelsFor(wrapper);
    for (const port of node.querySelectorAll('.x6-port')) {
      const key = port.querySelector('[port]')?.getAttribute('port');
      const text = port.querySelector('.x6-port-label tspan')?.firstChild;
      const shown = labels.get(key)?.[language] ?? originals.get(text);
      if (!text || !shown || text.data === shown) continue;
      if (!originals.has(text)) originals.set(text, text.data);
      text.data = shown;
    }
  }

  const nodeOf = target => (target.nodeType === 1 ? target : target.parentElement)?.closest('.x6-node');
  const watch = new MutationObserver(records => {
    const changed = new Set();
    for (const record of records) {
      const node = nodeOf(record.target);
      if (node) changed.add(node);
      for (const added of record.addedNodes) {
        if (added.nodeType !== 1) continue;
        if (added.matches('.x6-node')) changed.add(added);
        for (const inner of added.getElementsByClassName('x6-node')) changed.add(inner);
      }
    }
    changed.forEach(label);
    watch.takeRecords();               // what was written just now
  });
  watch.observe(chart, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['activity-json'] });
}
