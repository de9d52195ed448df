// Where to click a label, relative to its box, so that no link or button inside it is hit.
(label) => {
  label.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const box = label.getBoundingClientRect();
  const y = box.height / 2;
  const root = label.getRootNode();
  for (const x of [Math.min(8, box.width / 2), box.width / 2, box.width / 4, box.width - 4]) {
    const hit = root.elementFromPoint(box.left + x, box.top + y);
    if (hit && label.contains(hit) && !hit.closest('a, button')) return { x, y };
  }
  return { x: Math.min(8, box.width / 2), y };
}
