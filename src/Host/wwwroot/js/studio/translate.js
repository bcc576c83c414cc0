// Chinese labels for the unmodified Elsa Studio elements: dictionary + MutationObserver.
// Rule of thumb: everything is a label unless it lies in a region listed in dictionary.json ("regions").
const ATTRS = ['placeholder', 'title', 'aria-label'];
const LATIN = /[A-Za-z]{2}/;
const MAX = 600;                       // longer texts are never labels

export function createTranslator(dict, root = document.body) {
  const exact = new Map(Object.entries(dict.exact));
  const byZh = new Map();              // zh -> en, to recognise a heading that is already translated
  for (const [en, v] of exact) for (const x of [v].flat()) byZh.set(typeof x === 'string' ? x : x.zh, en);
  const patterns = dict.patterns.map(([en, zh]) => ({
    // {0}, {1} … become groups; a capture that is itself a dictionary word is translated ("workflow" -> "流程")
    re: new RegExp('^' + en.split(/\{\d\}/).map(s => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)') + '$'), zh,
    order: [...en.matchAll(/\{(\d)\}/g)].map(m => +m[1]) }));
  const hard = dict.never.join(',');   // whole subtrees that are never looked at
  const regions = dict.regions.map(r => ({ ...r, only: r.only && new Set(r.only), headings: r.headings && new Set(r.headings), fields: r.fields && new Set(r.fields) }));
  const source = new WeakMap();        // text node -> English text it showed before translation
  const stats = { batches: 0, records: 0, writes: 0, ms: 0, max: 0, samples: [] };

  const english = n => source.get(n)?.zh === n?.data.trim() ? source.get(n).en : n?.data.trim();
  const englishOf = el => { const t = el && [...el.childNodes].find(n => n.nodeType === 3 && n.data.trim()); return t ? english(t) : ''; };
  const headingOf = el => {            // overline title of the data panel an element belongs to
    for (let e = el, i = 0; e && i < 9; e = e.parentElement, i++) { const h = e.querySelector(':scope > .mud-typography-overline'); if (h) return englishOf(h); }
    return '';
  };
  const fieldOf = el => {
    const c = el.closest('.mud-input-control') ?? el.closest('.mud-select, .mud-select-extended')?.querySelector('.mud-input-control');
    return englishOf(c?.querySelector('label.mud-input-label')) || englishOf(c?.querySelector('legend')) || byZh.get(c?.querySelector('[placeholder]')?.getAttribute('placeholder')) || '';
  };
  const anchorOf = el => {             // MudBlazor moves menus, lists and tooltips to a provider at the end; find the element they belong to
    const id = el.closest('[id^="popovercontent-"]')?.id;
    return id ? document.getElementById(id.replace('popovercontent-', 'popover-')) : null;
  };

  // null = translate freely, false = leave alone, Set = only these words
  function region(el) {
    for (const r of regions) {
      const hit = el.closest(r.sel);
      if (!hit) continue;
      if (r.headings && !r.headings.has(headingOf(hit))) continue;
      if (r.rowLabels && !r.rowLabels.includes(englishOf(hit.closest('tr')?.querySelector('td')))) continue;
      if (r.fields && !r.fields.has(fieldOf(hit.matches('.mud-input-slot') ? hit : anchorOf(hit) ?? hit))) continue;
      if (r.first && !(hit.closest('.mud-tabs-tabbar-wrapper')?.querySelector('.mud-tab') === hit && /Code View|代码视图/.test(hit.closest('.mud-tabs-tabbar-wrapper').textContent))) continue;
      if (r.allow === true) return null;
      return r.only ?? false;
    }
    const a = anchorOf(el);
    return a ? region(a) : null;
  }
  const pick = (v, el) => {
    if (typeof v === 'string') return v;
    for (const x of v) if (typeof x === 'string' || el.closest(x.in)) return typeof x === 'string' ? x : x.zh;
  };
  function translate(text, el) {
    const key = text.replace(/\s+/g, ' ').trim();
    if (!key || key.length > MAX || !LATIN.test(key)) return null;
    let out = exact.has(key) ? pick(exact.get(key), el) : null;
    if (out == null) for (const p of patterns) {
      const m = p.re.exec(key);
      if (m) { out = p.zh.replace(/\{(\d)\}/g, (_, i) => { const c = m[1 + p.order.indexOf(+i)]; return exact.has(c) ? pick(exact.get(c), el) : c; }); break; }
    }
    if (out == null || out === key) return null;
    const r = region(el);
    if (r === false || (r && !r.has(key))) return null;
    return { key, out: text.replace(/^(\s*)[\s\S]*?(\s*)$/, (_, a, b) => a + out + b) };
  }
  function onText(n) {
    const el = n.parentElement;
    if (!el || !LATIN.test(n.data) || el.closest(hard)) return;
    const t = translate(n.data, el);
    if (t) { source.set(n, { en: t.key, zh: t.out.trim() }); n.data = t.out; stats.writes++; }
  }
  function onAttr(el, a) {
    const v = el.getAttribute(a);
    if (!v || !LATIN.test(v) || el.closest(dict.neverAttr.join(','))) return;
    const t = translate(v, el);
    if (t) { el.setAttribute(a, t.out); stats.writes++; }
  }
  // MudSelect shows plain texts as the value PROPERTY of a read-only input; no mutation is reported for it
  function onValues() {
    for (const i of root.querySelectorAll('.mud-select input[readonly]:not([type="hidden"])')) {
      const t = LATIN.test(i.value) && translate(i.value, i);
      if (t) { i.value = t.out; stats.writes++; }
    }
  }
  const hasAttrs = ATTRS.map(a => `[${a}]`).join(',');
  function onTree(node) {
    if (node.nodeType === 3) return onText(node);
    if (node.nodeType !== 1 || node.closest(hard)) return;
    if (node.matches(hasAttrs)) for (const a of ATTRS) onAttr(node, a);
    const w = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, n => n.nodeType === 1 && n.matches(hard) && !n.matches('input') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let n; (n = w.nextNode());) n.nodeType === 3 ? onText(n) : n.matches(hasAttrs) && ATTRS.forEach(a => onAttr(n, a));
  }
  const observer = new MutationObserver(records => {
    const t0 = performance.now();
    const done = new Set();
    for (const r of records) {
      if (r.type === 'childList') { for (const n of r.addedNodes) if (!done.has(n) && n.isConnected) { done.add(n); onTree(n); } }
      else if (r.type === 'characterData') onText(r.target);
      else onAttr(r.target, r.attributeName);
    }
    onValues();
    observer.takeRecords();            // our own writes; nothing else can have happened in between
    const ms = performance.now() - t0;
    stats.batches++; stats.records += records.length; stats.ms += ms; stats.max = Math.max(stats.max, ms);
    if (stats.samples.length < 20000) stats.samples.push(ms);
  });
  return {
    stats,
    start() { onTree(root); onValues(); observer.observe(root, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRS }); return this; },
    stop() { observer.disconnect(); },
  };
}
