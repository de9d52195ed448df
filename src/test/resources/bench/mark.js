// Marks every control last read with its place, by which the bench knows it again.
(text) => {
  window[Symbol.for('gatehouse')].elements.forEach((element, i) => element.setAttribute('data-truth', String(i)));
  return '';
}
