// Runs the caller's script and stamps the registry of elements it left, so that an element asked for
// later is never another reading's element of the same index.
(given) => {
  const value = (SCRIPT)(given.argument);
  const registry = window[Symbol.for('gatehouse')];
  if (!registry) return { value, stamp: 0 };
  if (registry.stamped !== registry.elements) {
    registry.stamped = registry.elements;
    registry.stamp = given.stamp;
  }
  return { value, stamp: registry.stamp };
}
