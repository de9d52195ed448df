// The label that stands for a hidden check box: one that has a size, its own before one that wraps it.
(element) => {
  const labels = [...element.labels];
  return labels.find((label) => label.getBoundingClientRect().width > 2) ?? labels[0];
}
