// Live counts of the navigation. The stream sends {"todo":11,"done":0,…}; without it the numbers of the page stay.

const places = document.querySelectorAll('[data-count]');

if (places.length > 0 && 'EventSource' in window) {
  const stream = new EventSource('/inbox/counts/stream');
  stream.addEventListener('message', (event) => {
    let counts;
    try {
      counts = JSON.parse(event.data);
    } catch {
      return;
    }
    for (const place of places) {
      const count = counts[place.dataset.count];
      if (typeof count !== 'number') continue;
      place.querySelector('[data-number]').textContent = count > 999 ? '999+' : String(count);
      place.hidden = count === 0;
    }
  });
  // Refused or not there: no retry loop against a server that does not offer it.
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) stream.close();
  });
  window.addEventListener('pagehide', () => stream.close());
}
