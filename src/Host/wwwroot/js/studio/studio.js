// Rows of the Studio's lists open their own pages; the progress bar goes when the element has something to show.
import { createTranslator } from './translate.js';

const dictionary = document.querySelector('script[data-dictionary]').dataset.dictionary;
const go = path => location.assign(new URL(path, document.baseURI));
const opens = {
  'elsa-workflow-definition-list': { editWorkflowDefinition: id => go(`workflows/definitions/${encodeURIComponent(id)}/edit`) },
  'elsa-workflow-instance-list': { viewWorkflowInstance: id => go(`workflows/instances/${encodeURIComponent(id)}/view`) },
  'elsa-workflow-instance-viewer': { editWorkflowDefinition: id => go(`workflows/definitions/${encodeURIComponent(id)}/edit`) },
};

for (const [name, callbacks] of Object.entries(opens)) {
  const element = document.querySelector(name);
  if (element) customElements.whenDefined(name).then(() => Object.assign(element, callbacks));
}

const wait = document.querySelector('[data-studio-wait]');
const element = wait?.nextElementSibling;
if (element) {
  const isThere = () => element.querySelector('.x6-graph, .mud-table, .mud-paper');
  const watch = new MutationObserver(() => { if (isThere()) { wait.remove(); watch.disconnect(); } });
  watch.observe(element, { childList: true, subtree: true });
}

if (document.documentElement.lang.startsWith('zh')) {
  const answer = await fetch(dictionary);
  createTranslator(await answer.json()).start();
}
