// Brings the Studio's assemblies. Their names change with their content, so the browser's copies are taken without asking; and what
// does not come after a second try is told, because Blazor itself then waits for ever.
const CARRIED = new Set(['assembly', 'dotnetwasm', 'globalization']);

export function bringer(onMissing) {
  const tries = new Map();

  function failed(uri) {
    tries.set(uri, (tries.get(uri) ?? 0) + 1);
    if (tries.get(uri) > 1) onMissing();
  }

  async function bring(uri, integrity) {
    try {
      const answer = await fetch(uri, { integrity });
      if (!answer.ok) failed(uri);
      return answer;
    } catch (failure) {
      failed(uri);
      throw failure;
    }
  }

  return (type, name, uri, integrity) => CARRIED.has(type) ? bring(uri, integrity) : undefined;
}
