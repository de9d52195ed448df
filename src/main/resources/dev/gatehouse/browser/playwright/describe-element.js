// An element in a few words for a message. Never its value: that may be a secret.
(element) => {
  let text = '<' + element.localName;
  for (const name of ['id', 'name', 'type', 'role', 'aria-label', 'placeholder']) {
    const value = element.getAttribute(name);
    if (value) text += ' ' + name + '="' + value.slice(0, 60) + '"';
  }
  return text + '>';
}
