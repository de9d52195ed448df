// A selector engine that finds what a picture must not show: fields for secrets by what they say of themselves,
// and whatever shows one of the texts told by length and hash. It runs in Playwright's own world, where a page
// sees neither. The hash is a polynomial one over UTF-16 units, in 32 bits, of text in small letters with single
// spaces; its base differs with every picture.
({
  queryAll(root, selector) {
    const { fields, base, texts } = JSON.parse(selector);
    const found = new Set();
    const shows = (raw) => {
      if (typeof raw !== 'string' || texts.length === 0) return false;
      const text = raw.trim().replace(/\s+/g, ' ').toLowerCase();
      return texts.some(({ length, hash }) => {
        let power = 1;
        for (let i = 0; i < length; i++) power = Math.imul(power, base);
        let rolling = 0;
        for (let i = 0; i < text.length; i++) {
          rolling = (Math.imul(rolling, base) + text.charCodeAt(i)) | 0;
          if (i >= length) rolling = (rolling - Math.imul(text.charCodeAt(i - length), power)) | 0;
          if (i >= length - 1 && rolling === hash) return true;
        }
        return false;
      });
    };
    // The smallest element that shows all of it; a form may have a field called "children".
    const narrow = (element) => {
      const inner = [...Element.prototype.__lookupGetter__('children').call(element)]
        .filter((child) => shows(textOf(child)));
      if (inner.length === 0) found.add(element);
      else inner.forEach(narrow);
    };
    const textOf = (node) => Node.prototype.__lookupGetter__('textContent').call(node);
    const search = (scope) => {
      scope.querySelectorAll(fields).forEach((field) => found.add(field));
      for (const element of scope.querySelectorAll('*')) {
        if (element.shadowRoot instanceof ShadowRoot) search(element.shadowRoot);
        if (/^(input|textarea|select|option)$/i.test(element.localName)
            && (shows(element.value) || shows(element.getAttribute('placeholder')))) {
          found.add(element);
        }
      }
      const top = scope.documentElement ?? null;
      if (top && shows(textOf(top))) narrow(top);
      else if (!top) [...scope.children].filter((child) => shows(textOf(child))).forEach(narrow);
    };
    search(root.ownerDocument ?? root);
    return [...found];
  },
  query(root, selector) {
    return this.queryAll(root, selector)[0] ?? null;
  },
})
