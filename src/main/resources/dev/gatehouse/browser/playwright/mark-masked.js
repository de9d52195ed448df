// Adds an element to those its document's screenshots paint over; mask-engine.js asks for them.
(element) => {
  const key = Symbol.for('gatehouse-masked');
  let masked = window[key];
  if (!masked) {
    masked = window[key] = new Set();
    document.addEventListener('gatehouse-name-masked', () => {
      for (const one of masked) {
        if (one.isConnected) one.dispatchEvent(new Event('gatehouse-masked', { composed: true }));
      }
    });
  }
  masked.add(element);
}
