// Runs in a world of its own in every document, where the page cannot see it, and tells through the
// binding `gatehouseChanged` that the document may have changed.
(() => {
  if (globalThis.gatehouseObserving) return;
  globalThis.gatehouseObserving = true;
  // The first change is told at once, later ones at most this often: a page that never rests stays cheap.
  const APART_MILLIS = 40;
  // attachShadow is not a mutation, so that roots attached late are looked for now and then.
  const LOOK_FOR_ROOTS_MILLIS = 200;
  const HOW = { subtree: true, childList: true, attributes: true, characterData: true };
  const observed = new WeakSet();
  let last = -Infinity;
  let pending = false;

  const tell = () => {
    pending = false;
    last = performance.now();
    observeRootsIn(document);
    globalThis.gatehouseChanged('');
  };
  const changed = () => {
    if (pending) return;
    const wait = last + APART_MILLIS - performance.now();
    if (wait <= 0) {
      tell();
    } else {
      pending = true;
      setTimeout(tell, wait);
    }
  };
  const observer = new MutationObserver(changed);
  const observe = (root) => {
    observed.add(root);
    observer.observe(root, HOW);
    root.addEventListener('transitionend', changed, true);
    root.addEventListener('animationend', changed, true);
    observeRootsIn(root);
  };
  const observeRootsIn = (root) => {
    let found = false;
    for (const element of root.querySelectorAll('*')) {
      const shadow = element.shadowRoot;
      if (!shadow) continue;
      if (!observed.has(shadow)) {
        observe(shadow);
        found = true;
      } else if (observeRootsIn(shadow)) {
        found = true;
      }
    }
    return found;
  };
  observe(document);
  // A style sheet that came, or will not, changes what is seen without changing the document.
  const came = (event) => {
    if (event.target.localName === 'link') changed();
  };
  document.addEventListener('load', came, true);
  document.addEventListener('error', came, true);
  setInterval(() => {
    if (observeRootsIn(document)) changed();
  }, LOOK_FOR_ROOTS_MILLIS);
})();
