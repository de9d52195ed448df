// A selector engine that finds the elements marked to be painted over. It runs in Playwright's own world,
// the marks are in the page's; of all things only events reach from one to the other without a trace in
// the document.
({
  queryAll() {
    const found = [];
    const collect = (event) => found.push(event.composedPath()[0]);
    window.addEventListener('gatehouse-masked', collect, true);
    document.dispatchEvent(new Event('gatehouse-name-masked'));
    window.removeEventListener('gatehouse-masked', collect, true);
    return found;
  },
  query() {
    return this.queryAll()[0] ?? null;
  },
})
