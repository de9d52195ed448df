// Frames and numbers elements of the last snapshot. Takes one argument, JSON: by frame address, by the element's
// place in the snapshot, the number to show. Gives how many were marked.
(argument) => {
  const wanted = JSON.parse(argument)[location.href] || {};
  const elements = window[Symbol.for('gatehouse')].elements;
  let marked = 0;
  for (const [index, number] of Object.entries(wanted)) {
    const box = elements[Number(index)].getBoundingClientRect();
    const mark = document.createElement('div');
    const place = `position:absolute;pointer-events:none;z-index:2147483647;left:${box.left + scrollX - 3}px;top:${box.top + scrollY - 3}px`;
    mark.setAttribute('style', `${place};width:${box.width + 6}px;height:${box.height + 6}px;box-sizing:border-box;border:2px solid #d4006a;border-radius:4px`);
    const tag = document.createElement('span');
    tag.textContent = number;
    tag.setAttribute('style', 'position:absolute;right:-2px;top:-10px;background:#d4006a;color:#fff;font:bold 12px sans-serif;line-height:16px;padding:0 5px;border-radius:8px');
    mark.appendChild(tag);
    document.documentElement.appendChild(mark);
    marked++;
  }
  return String(marked);
}
