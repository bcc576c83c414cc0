// Where the Studio's own labels may stand. What people wrote is never touched: a step called "Save" stays "Save". The rules are the
// dictionary's "regions", the first one that fits counts: "allow", "only" some words, "names" of properties and types, or nothing.
export function createPlaces({ regions }, { englishOf, originalOf }) {
  const rules = regions.map(rule => ({ ...rule, only: rule.only && new Set(rule.only) }));

  // The title above the data panel that an element belongs to.
  function headingOf(element) {
    for (let at = element, level = 0; at && level < 9; at = at.parentElement, level++) {
      const heading = at.querySelector(':scope > .mud-typography-overline');
      if (heading) return englishOf(heading);
    }
    return '';
  }

  function fieldOf(element) {
    const control = element.closest('.mud-input-control') ?? element.closest('.mud-select, .mud-select-extended')?.querySelector('.mud-input-control');
    return englishOf(control?.querySelector('label.mud-input-label'))
      || englishOf(control?.querySelector('legend'))
      || originalOf(control?.querySelector('[placeholder]')?.getAttribute('placeholder'));
  }

  // Menus, lists and tooltips are moved to the end of the page; this is the element that they belong to.
  function anchorOf(element) {
    const id = element.closest('[id^="popovercontent-"]')?.id;
    return id ? document.getElementById(id.replace('popovercontent-', 'popover-')) : null;
  }

  const isFirstTab = tab => {
    const bar = tab.closest('.mud-tabs-tabbar-wrapper');
    return bar?.querySelector('.mud-tab') === tab && /Code View|代码视图/.test(bar.textContent);
  };

  const fits = (rule, hit) =>
    (!rule.headings || rule.headings.includes(headingOf(hit)))
    && (!rule.rowLabels || rule.rowLabels.includes(englishOf(hit.closest('tr')?.querySelector('td'))))
    && (!rule.column || rule.column === englishOf(hit.closest('table')?.querySelectorAll('th')[hit.cellIndex]))
    && (!rule.fields || rule.fields.includes(fieldOf(hit.matches('.mud-input-slot') ? hit : anchorOf(hit) ?? hit)))
    && (!rule.anchor || Boolean((anchorOf(hit) ?? hit).closest(rule.anchor)))
    && (!rule.first || isFirstTab(hit));

  /** What is a label in this place: "all", "names", a set of words, or null for nothing. */
  return function labelsIn(element) {
    for (const rule of rules) {
      const hit = element.closest(rule.sel);
      if (hit && fits(rule, hit)) return rule.allow ? 'all' : rule.names ? 'names' : rule.only ?? null;
    }
    const anchor = anchorOf(element);
    return anchor ? labelsIn(anchor) : 'all';
  };
}
