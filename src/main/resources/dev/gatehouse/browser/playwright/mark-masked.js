// Adds an element to those its document's screenshots paint over; none twice.
(element) => {
  const key = Symbol.for('gatehouse');
  const registry = (window[key] ??= {});
  const masked = (registry.masked ??= []);
  if (!masked.includes(element)) masked.push(element);
}
