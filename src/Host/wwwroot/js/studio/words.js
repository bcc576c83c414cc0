// The dictionary: what the Studio's English labels are called here. An entry with several readings names the places they belong to.
const LATIN = /[A-Za-z]{2}/;
const LONGEST = 600;                   // longer texts are never labels

export const isLatin = text => LATIN.test(text);

export function createWords({ exact, patterns }) {
  const entries = new Map(Object.entries(exact));
  const originals = new Map();         // Chinese -> English, to know a heading again that is already translated
  for (const [english, readings] of entries) {
    for (const reading of [readings].flat()) originals.set(reading.zh ?? reading, english);
  }

  // {0}, {1} … become groups; what they catch may be a word or a sentence itself: "2 workflows imported successfully."
  const sentences = patterns.map(([english, chinese]) => ({
    shape: new RegExp(`^${english.split(/\{\d\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)')}$`),
    order: [...english.matchAll(/\{(\d)\}/g)].map(match => match[1]),
    chinese,
  }));

  const readingIn = (readings, place) =>
    [readings].flat().map(reading => typeof reading === 'string' ? reading : place.closest(reading.in) ? reading.zh : null).find(reading => reading);

  function sentence(text, place) {
    for (const { shape, order, chinese } of sentences) {
      const caught = shape.exec(text);
      if (caught) return chinese.replace(/\{(\d)\}/g, (_, index) => part(caught[1 + order.indexOf(index)], place));
    }
  }

  const part = (text, place) => word(text, place) ?? sentence(text, place) ?? text;

  function word(text, place) {
    return entries.has(text) ? readingIn(entries.get(text), place) : undefined;
  }

  return {
    /** Undefined where it is no label that is known. */
    of: (text, place) => text && text.length <= LONGEST && isLatin(text) ? word(text, place) ?? sentence(text, place) : undefined,
    originalOf: chinese => originals.get(chinese),
  };
}
