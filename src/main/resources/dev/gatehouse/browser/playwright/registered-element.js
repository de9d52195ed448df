// The element a reading registered, or null when its registry has been replaced or it left the page.
(given) => {
  const registry = window[Symbol.for('gatehouse')];
  if (!registry || registry.stamp !== given.stamp || registry.stamped !== registry.elements) return null;
  const element = registry.elements[given.index];
  return element && element.isConnected ? element : null;
}
