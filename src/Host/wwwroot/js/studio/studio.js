// Starts the Studio and says how far it is; rows of its lists open their own pages.
import { bringer } from './boot.js';
import { tendNewProcedures } from './new-procedure.js';
import { labelPorts } from './ports.js';
import { tellRefusals } from './refusals.js';
import { createTranslator } from './translate.js';

const page = document.documentElement;
const isChinese = page.lang.startsWith('zh');
const wait = document.querySelector('[data-studio-wait]');
const element = wait?.nextElementSibling;

const go = path => location.assign(new URL(path, document.baseURI));
const edit = id => go(`workflows/definitions/${encodeURIComponent(id)}/edit`);
const opens = {
  'elsa-workflow-definition-list': { editWorkflowDefinition: edit },
  'elsa-workflow-instance-list': { viewWorkflowInstance: id => go(`workflows/instances/${encodeURIComponent(id)}/view`) },
  'elsa-workflow-instance-viewer': { editWorkflowDefinition: edit },
};

function whenShown(done) {
  const watch = new MutationObserver(() => {
    if (!element.querySelector('.x6-graph, .mud-table, .mud-paper')) return;
    watch.disconnect();
    done();
  });
  watch.observe(element, { childList: true, subtree: true });
}

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** The Studio's log tab and the viewer call the properties of activities by their technical names, and the list of variables their types. */
async function technicalNames() {
  const [activities, types] = await Promise.all(['activities', 'variables'].map(list => read(`/elsa/api/descriptors/${list}`)));
  return new Map([
    ...activities.items.flatMap(activity => [...activity.inputs, ...activity.outputs]).map(property => [property.name, property.displayName]),
    ...types.items.map(type => [type.typeName, type.displayName]),
  ]);
}

async function speakChinese() {
  const [dictionary, names] = await Promise.all([read(document.querySelector('[data-dictionary]').dataset.dictionary), technicalNames()]);
  createTranslator(dictionary, names).start();
}

const fail = () => { page.dataset.studioFailed = ''; };

async function start() {
  customElements.whenDefined(element.localName).then(() => Object.assign(element, opens[element.localName]));
  whenShown(() => wait.remove());
  labelPorts(element, isChinese ? 'zh' : 'en');
  tendNewProcedures(document.body, isChinese);
  tellRefusals(document.querySelector('[data-studio-refused]'));
  if (isChinese) speakChinese().catch(console.error);
  try {
    await Blazor.start({ loadBootResource: bringer(fail) });
  } catch (failure) {
    fail();
    console.error(failure);
  }
}

// On a small screen the chart's pages say so first, and start when the person wants it all the same.
const note = document.querySelector('[data-studio-small]');
if (element && note?.checkVisibility()) {
  note.querySelector('button').addEventListener('click', () => { note.remove(); start(); });
} else if (element) {
  start();
}
