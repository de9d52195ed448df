// Whether a check box or radio button is on, and whether a person could hit it itself: many pages hide
// the real one and draw the label instead.
(element) => {
  const native = element.localName === 'input';
  const on = native ? element.checked : element.getAttribute('aria-checked') === 'true';
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const hidden =
    box.width < 3 ||
    box.height < 3 ||
    box.right < 0 ||
    box.bottom + scrollY < 0 ||
    style.visibility !== 'visible' ||
    style.opacity === '0' ||
    style.clip === 'rect(0px, 0px, 0px, 0px)' ||
    style.clipPath === 'inset(50%)' ||
    style.clipPath === 'inset(100%)' ||
    style.pointerEvents === 'none';
  return { on, hidden, labelled: native && element.labels !== null && element.labels.length > 0 };
}
