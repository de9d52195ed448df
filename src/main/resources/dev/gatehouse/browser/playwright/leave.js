// Takes the focus from the element, as going on to the next one does: only then is it told that it was changed.
(element) => {
  if (element.getRootNode().activeElement === element) element.blur();
}
