// Chinese labels for the unmodified Studio: whatever it writes is looked up before it is painted, and only texts are replaced, never nodes.
import { createPlaces } from './places.js';
import { createWords, isLatin } from './words.js';

const ATTRIBUTES = ['placeholder', 'title', 'aria-label'];
const LABELLED = [...ATTRIBUTES, 'data-label'].map(name => `[${name}]`).join(',');

/**
 * @param dictionary Words, patterns and the places they may stand in.
 * @param names What the properties of activities and the types of variables are called, by their technical names, which some panels show.
 */
export function createTranslator(dictionary, names = new Map(), root = document.body) {
  const words = createWords(dictionary);
  const sources = new WeakMap();       // text node -> what it said before
  const untouched = dictionary.never.join(',');
  const untouchedAttributes = dictionary.neverAttr.join(',');

  const labelsIn = createPlaces(dictionary, { englishOf, originalOf: words.originalOf });

  function englishOf(element) {
    const text = element && [...element.childNodes].find(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const shown = text?.data.trim() ?? '';
    return sources.get(text)?.chinese === shown && shown ? sources.get(text).english : shown;
  }

  function translated(text, place) {
    const english = text.replace(/\s+/g, ' ').trim();
    const found = words.of(english, place) ?? names.get(english);
    if (!found || found === english) return null;
    const labels = labelsIn(place);
    if (labels === null || (labels instanceof Set && !labels.has(english))) return null;
    const chinese = labels === 'names' ? names.get(english) : found;
    return chinese && { english, chinese, text: text.replace(/^(\s*)[\s\S]*?(\s*)$/, (_, before, after) => before + chinese + after) };
  }

  function onText(node) {
    const place = node.parentElement;
    if (!place || !isLatin(node.data) || place.closest(untouched)) return;
    const result = translated(node.data, place);
    if (!result) return;
    sources.set(node, result);
    node.data = result.text;
  }

  function onAttribute(element, name) {
    const value = element.getAttribute(name);
    if (!value || !isLatin(value)) return;
    if (name === 'data-label') return onCellLabel(element, value);
    if (element.closest(untouchedAttributes)) return;
    const result = translated(value, element);
    if (result) element.setAttribute(name, result.text);
  }

  // On small screens the cells of a list carry their headings; the attribute itself is what the rules know a column by.
  function onCellLabel(cell, label) {
    const heading = cell.closest('table')?.querySelector('th') ?? cell;
    const chinese = words.of(label.trim(), heading);
    if (chinese) cell.dataset.zhLabel = chinese;
  }

  // A select shows its choice as the value of a read-only input, which no mutation reports.
  function onChoices() {
    for (const input of root.querySelectorAll('.mud-select input[readonly]:not([type="hidden"])')) {
      const result = isLatin(input.value) && translated(input.value, input);
      if (result) input.value = result.text;
    }
  }

  const onAttributes = element => {
    if (element.matches(LABELLED)) for (const name of [...ATTRIBUTES, 'data-label']) onAttribute(element, name);
  };

  function onTree(node) {
    if (node.nodeType === Node.TEXT_NODE) return onText(node);
    if (node.nodeType !== Node.ELEMENT_NODE || node.closest(untouched)) return;
    onAttributes(node);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, inner =>
      inner.nodeType === Node.ELEMENT_NODE && inner.matches(untouched) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let inner; (inner = walker.nextNode());) {
      if (inner.nodeType === Node.TEXT_NODE) onText(inner);
      else onAttributes(inner);
    }
  }

  const watch = new MutationObserver(records => {
    const seen = new Set();
    for (const record of records) {
      if (record.type === 'characterData') onText(record.target);
      else if (record.type === 'attributes') onAttribute(record.target, record.attributeName);
      else for (const added of record.addedNodes) if (added.isConnected && !seen.has(added)) { seen.add(added); onTree(added); }
    }
    onChoices();
    watch.takeRecords();               // what was written just now; nothing else can have happened in between
  });

  return {
    start() {
      onTree(root);
      onChoices();
      watch.observe(root, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
    },
  };
}
