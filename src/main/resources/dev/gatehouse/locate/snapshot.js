// Takes everything recognition needs from one frame, in one pass over its document and its open shadow roots.
// Takes one argument, JSON: {"pins": {"name": "css"}, "maxControls": 3000, "maxDepth": 256, "maxMillis": 2000, "maxFieldMillis": 4000}.
// After maxMillis only forms' controls and CAPTCHAs are looked for, after maxFieldMillis nothing.
// Gives JSON: see PageSnapshot.FrameSnapshot. Never reads what is typed in a field: only whether there is something.
// Libraries replace Array.from and give prototypes a toJSON of their own, so neither is relied on.
(argument) => {
  const options = JSON.parse(argument);
  const started = performance.now();
  const registry = (window[Symbol.for('gatehouse')] = { elements: [] });
  // A sheet that failed is as good as come once the document is complete.
  const isUnstyled = () => document.readyState !== 'complete' && [...document.querySelectorAll('link[rel~="stylesheet" i][href]')]
    .some((link) => !link.sheet && !link.disabled && (!link.media || matchMedia(link.media).matches));
  const out = {
    title: document.title,
    language: (document.documentElement && document.documentElement.lang) || '',
    unstyled: isUnstyled(),
    text: '',
    headings: [],
    alerts: [],
    captchas: [],
    forms: [],
    controls: [],
    truncated: false,
  };
  // A form's fields stand in for its own properties of the same names (name="parentNode"), so that what may be a form is
  // asked by the functions themselves.
  const getterOf = (type, name) => {
    const { get } = Object.getOwnPropertyDescriptor(type.prototype, name);
    return (node) => get.call(node);
  };
  const methodOf = (type, name) => {
    const method = type.prototype[name];
    return (node, ...given) => method.apply(node, given);
  };
  const parentOf = getterOf(Node, 'parentNode');
  const parentElementOf = getterOf(Node, 'parentElement');
  const childNodesOf = getterOf(Node, 'childNodes');
  const nodeTypeOf = getterOf(Node, 'nodeType');
  const previousOf = getterOf(Node, 'previousSibling');
  const nextOf = getterOf(Node, 'nextSibling');
  const rootOf = methodOf(Node, 'getRootNode');
  const tagOf = getterOf(Element, 'tagName');
  const classOf = getterOf(Element, 'className');
  const idOf = getterOf(Element, 'id');
  const shadowOf = getterOf(Element, 'shadowRoot');
  const rectOf = methodOf(Element, 'getBoundingClientRect');
  const attributeOf = methodOf(Element, 'getAttribute');
  const hasAttribute = methodOf(Element, 'hasAttribute');
  const fits = methodOf(Element, 'matches');
  const within = methodOf(Element, 'closest');
  const first = methodOf(Element, 'querySelector');
  const seen = Element.prototype.checkVisibility ? methodOf(Element, 'checkVisibility') : () => true;
  const isElement = (node) => nodeTypeOf(node) === 1;

  const squeeze = (text, limit) => (text || '').replace(/[\s\u00a0\u200b]+/g, ' ').trim().slice(0, limit);
  const attribute = (element, name, limit) => squeeze(attributeOf(element, name), limit || 120);

  const FIELDS = 'input,select,textarea';
  const ROLES = new Set(['button', 'link', 'textbox', 'searchbox', 'combobox', 'listbox', 'option', 'checkbox', 'radio',
    'switch', 'menuitem', 'tab', 'spinbutton']);
  const ALERT_CLASS = /(^|[-_ ])(error|errors|alert|danger|invalid|warn|warning|fail|failed|failure|success|notice|toast|flash|message|messages|notification|feedback|banner)([-_ ]|$)/i;
  const ERROR_ID = /(^|[-_])[Ee]rrors?([-_A-Z]|$)|[a-z]Errors?([-_A-Z]|$)/;
  const CAPTCHA = [
    ['reCAPTCHA', /recaptcha/i],
    ['hCaptcha', /hcaptcha|h-captcha/i],
    ['Turnstile', /turnstile|challenges\.cloudflare/i],
    ['image CAPTCHA', /captcha/i],
  ];

  const boxOf = (element) => {
    const box = rectOf(element);
    return [Math.round(box.left + window.scrollX), Math.round(box.top + window.scrollY), Math.round(box.width), Math.round(box.height)];
  };
  // Whether nothing of it is drawn though it is laid out, or it is fixed where no scrolling leads.
  const isClipped = (element, style) => {
    if (/^inset\((?:[5-9]\d|100)(?:\.\d+)?%|^(?:circle|ellipse)\(0/.test(style.clipPath)) return true;
    if (!/^(?:absolute|fixed)$/.test(style.position)) return false;
    const [top, right, bottom, left] = (style.clip.match(/-?[\d.]+/g) || []).map(Number);
    if (left !== undefined && (right - left <= 2 || bottom - top <= 2)) return true;
    const box = rectOf(element);
    return style.position === 'fixed' && (box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth);
  };
  // Whether a container around it is folded or shrunk to nothing and cuts off what is in it. Asked once a container.
  const cutting = new Map();
  const isCutOff = (element) => {
    const container = parentElementOf(element) || (rootOf(element) instanceof ShadowRoot ? rootOf(element).host : null);
    if (!container || container === document.body) return false;
    if (!cutting.has(container)) {
      const { width, height } = rectOf(container);
      const style = getComputedStyle(container);
      const cuts = (width <= 2 || height <= 2) && /hidden|clip/.test(style.overflow);
      cutting.set(container, cuts || isClipped(container, style) || isCutOff(container));
    }
    return cutting.get(container);
  };
  // What a person could see: laid out, not transparent, not moved off the page, not shrunk to a point.
  const isVisible = (element) => {
    if (!seen(element, { opacityProperty: true, visibilityProperty: true })) return false;
    const [left, top, width, height] = boxOf(element);
    return width > 2 && height > 2 && left + width > 0 && top + height > 0 && !isClipped(element, getComputedStyle(element)) && !isCutOff(element);
  };
  // Whether something else lies over its middle: a dialog, a mask, a banner. Beyond the window's edge nobody can tell.
  const isCovered = (element) => {
    const box = rectOf(element);
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    if (x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight) return false;
    let top = document.elementFromPoint(x, y);
    while (top && shadowOf(top)) {
      const inner = shadowOf(top).elementFromPoint(x, y);
      if (!inner || inner === top) break;
      top = inner;
    }
    if (!top) return false;
    return !standsIn(top, element) && !standsIn(element, top) && ![...(element.labels || [])].some((label) => standsIn(top, label));
  };
  const standsIn = (inner, outer) => {
    for (let node = inner; node; node = (!(node instanceof HTMLFormElement) && node.assignedSlot) || parentOf(node) || node.host) if (node === outer) return true;
    return false;
  };
  const visibleThroughLabel = (element) =>
    isVisible(element) || [...(element.labels || [])].some(isVisible) ||
    (element.tagName === 'INPUT' && /^(checkbox|radio|file)$/.test(element.type) && parentElementOf(element) && isVisible(parentElementOf(element)));

  const textOf = (node) => {
    if (nodeTypeOf(node) === Node.TEXT_NODE) return node.data;
    if (!isElement(node) || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|OPTION|SELECT|TEXTAREA)$/.test(tagOf(node))) return '';
    let text = '';
    for (const child of childNodesOf(node)) text += textOf(child) + ' ';
    if (shadowOf(node)) for (const child of shadowOf(node).childNodes) text += textOf(child) + ' ';
    if (tagOf(node) === 'IMG') text += node.alt || '';
    return text;
  };
  const byIds = (element, ids) =>
    squeeze((ids || '').split(/\s+/).filter(Boolean).map((id) => {
      const root = rootOf(element);
      const found = root.getElementById ? root.getElementById(id) : document.getElementById(id);
      return found ? textOf(found) : '';
    }).join(' '), 160);
  const labelOf = (element) => squeeze([...(element.labels || [])].map(textOf).join(' '), 160);

  // The text a person reads just before a control: in front of it, in the cell to its left, or in the header above it.
  const textBefore = (element) => {
    let node = element;
    for (let hop = 0; node && hop < 5; hop++) {
      for (let sibling = previousOf(node); sibling; sibling = previousOf(sibling)) {
        if (isElement(sibling) && (fits(sibling, FIELDS + ',button') || first(sibling, FIELDS + ',button'))) {
          if (fits(sibling, 'input[type=hidden]')) continue;
          return '';
        }
        const text = squeeze(textOf(sibling), 400);
        if (text.length > 1) return text.slice(-120);
      }
      node = parentOf(node);
      if (node instanceof ShadowRoot) node = node.host;
      if (!node || node === document.body || node === document || tagOf(node) === 'FORM') return '';
    }
    return '';
  };
  const textAfter = (element) => {
    for (let sibling = nextOf(element); sibling; sibling = nextOf(sibling)) {
      if (isElement(sibling) && fits(sibling, FIELDS + ',button')) return '';
      const text = squeeze(textOf(sibling), 120);
      if (text.length > 1) return text;
    }
    return '';
  };
  const groupOf = (element) => {
    const group = element.closest('fieldset,[role=radiogroup],[role=group]');
    if (!group) return '';
    const legend = first(group, 'legend');
    return squeeze((legend && textOf(legend)) || attributeOf(group, 'aria-label') || '', 160) || byIds(group, attributeOf(group, 'aria-labelledby'));
  };

  // What a wordless button's picture is called: "fa fa-sign-out", "icons.svg#logout".
  const iconOf = (element) => {
    const names = [element.getAttribute('class') || ''];
    for (const part of element.querySelectorAll('i,svg,use,img,span')) {
      names.push(part.getAttribute('class') || '', part.getAttribute('data-icon') || '');
      names.push((part.getAttribute('href') || part.getAttribute('xlink:href') || part.getAttribute('src') || '').replace(/^data:.*/, '').replace(/^.*[/#]/, ''));
    }
    return squeeze(names.join(' '), 160);
  };

  const formIndex = new Map();
  const formOf = (element) => {
    let form = element.form || element.closest('form,[role=form]');
    for (let root = element.getRootNode(); !form && root instanceof ShadowRoot; root = root.host.getRootNode()) form = root.host.closest('form,[role=form]');
    if (!form) return -1;
    if (!formIndex.has(form)) {
      formIndex.set(form, out.forms.length);
      const heading = first(form, 'h1,h2,h3,h4,legend');
      out.forms.push({
        id: attribute(form, 'id'), name: attribute(form, 'name'), action: attribute(form, 'action', 200),
        method: attribute(form, 'method'), classes: attribute(form, 'class', 200), role: attribute(form, 'role'),
        label: squeeze(attributeOf(form, 'aria-label') || (heading && textOf(heading)) || '', 120),
      });
    }
    return formIndex.get(form);
  };
  const pinned = (element) => Object.entries(options.pins || {}).filter(([, css]) => {
    try { return element.matches(css); } catch (e) { return false; }
  }).map(([name]) => name);

  const addControl = (element, shadowDepth) => {
    // Fields and what sends them are worth more than the thousandth link.
    if (out.controls.length >= options.maxControls) {
      out.truncated = true;
      if (!fits(element, FIELDS) && !element.form || out.controls.length >= 2 * options.maxControls) return;
    }
    const tag = element.tagName.toLowerCase();
    const type = tag === 'input' || tag === 'button' ? element.type : attribute(element, 'type');
    const isField = element.matches(FIELDS) && !/^(submit|button|reset|image)$/.test(type);
    const clickable = !isField;
    const visible = isField ? visibleThroughLabel(element) : isVisible(element);
    const index = registry.elements.push(element) - 1;
    // An icon's alternative text often says the same again.
    const text = clickable ? squeeze(textOf(element), 160).replace(/^(.+) \1$/, '$1') : '';
    out.controls.push({
      index, tag, type, shadowDepth,
      role: attribute(element, 'role'),
      id: attribute(element, 'id'), name: attribute(element, 'name'), classes: attribute(element, 'class', 200),
      autocomplete: attribute(element, 'autocomplete'), placeholder: attribute(element, 'placeholder'),
      label: labelOf(element), ariaLabel: attribute(element, 'aria-label'),
      labelledBy: byIds(element, element.getAttribute('aria-labelledby')),
      describedBy: byIds(element, element.getAttribute('aria-describedby')),
      titleText: attribute(element, 'title'), alt: attribute(element, 'alt'),
      testId: attribute(element, 'data-testid') || attribute(element, 'data-test') || attribute(element, 'formcontrolname') || attribute(element, 'data-bind'),
      text, icon: clickable && text.length < 2 ? iconOf(element) : '',
      value: clickable && tag === 'input' ? squeeze(element.value, 120) : (/^(radio|checkbox)$/.test(type) ? squeeze(element.value, 120) : ''),
      before: isField || /^(textbox|combobox|searchbox|listbox)$/.test(element.getAttribute('role') || '') ? textBefore(element) : '',
      after: /^(radio|checkbox)$/.test(type) ? textAfter(element) : '',
      group: groupOf(element),
      form: formOf(element),
      href: tag === 'a' ? attribute(element, 'href', 300) : '',
      visible, covered: visible && isCovered(element),
      enabled: !element.disabled && element.getAttribute('aria-disabled') !== 'true',
      readOnly: !!element.readOnly, required: !!element.required || element.getAttribute('aria-required') === 'true',
      checked: !!element.checked || element.getAttribute('aria-checked') === 'true' || element.getAttribute('aria-selected') === 'true',
      filled: isField && tag !== 'select' && !/^(radio|checkbox)$/.test(type) && !!element.value,
      invalid: element.getAttribute('aria-invalid') === 'true' || (isField && element.matches(':user-invalid')),
      validation: isField && element.willValidate && element.matches(':user-invalid') ? squeeze(element.validationMessage, 160) : '',
      inputMode: attribute(element, 'inputmode'), pattern: attribute(element, 'pattern', 200),
      maxLength: element.maxLength > 0 ? element.maxLength : -1,
      expanded: attribute(element, 'aria-expanded'), popup: attribute(element, 'aria-haspopup'),
      accept: attribute(element, 'accept'),
      options: tag === 'select' ? [...element.options].slice(0, 400).map((o) => ({ value: o.value, text: squeeze(o.text, 120), selected: o.selected })) : [],
      box: (([left, top, width, height]) => ({ left, top, width, height }))(boxOf(element)),
      pins: pinned(element),
    });
  };

  const isControl = (element) => {
    const tag = tagOf(element);
    if (tag === 'INPUT') return element.type !== 'hidden';
    if (tag === 'SELECT' || tag === 'TEXTAREA' || tag === 'BUTTON' || tag === 'SUMMARY') return true;
    // A link without an address is a script's; one with a name alone is a place to link to.
    if (tag === 'A') return hasAttribute(element, 'href') || hasAttribute(element, 'onclick') || hasAttribute(element, 'role') || (!hasAttribute(element, 'name') && element.firstChild !== null);
    const role = attributeOf(element, 'role');
    if (role && ROLES.has(role)) return true;
    if (element.isContentEditable && attributeOf(element, 'contenteditable') !== null) return true;
    return hasAttribute(element, 'onclick') || attributeOf(element, 'type') === 'submit' || isPointedAt(element);
  };
  // What a script listens to says so to people by the hand the pointer turns into over it.
  const POINTED = new Set(['DIV', 'SPAN', 'LI', 'TD', 'TR', 'H1', 'H2', 'H3', 'H4', 'IMG', 'I', 'DT', 'P']);
  const isPointedAt = (element) => {
    if (!POINTED.has(tagOf(element)) || element.childElementCount > 6) return false;
    if (getComputedStyle(element).cursor !== 'pointer') return false;
    const parent = element.parentElement || (element.getRootNode().host);
    // The hand is inherited: only the outermost that shows it counts, and a label or a control shows it by itself.
    return !(parent && getComputedStyle(parent).cursor === 'pointer') && !element.querySelector('a[href],button,input,select,textarea');
  };

  const ofForm = (element, tag) => /^(INPUT|SELECT|TEXTAREA)$/.test(tag) ? element.type !== 'hidden' : tag === 'BUTTON' && element.form;

  const alerts = [];
  let hurried = false;
  const visit = (root, shadowDepth) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    let seen = 0;
    for (let element = walker.nextNode(); element; element = walker.nextNode()) {
      if (++seen % 256 === 0) {
        const took = performance.now() - started;
        if (took > options.maxFieldMillis) { out.truncated = true; return; }
        if (took > options.maxMillis) out.truncated = hurried = true;
      }
      const tag = tagOf(element);
      if (hurried ? ofForm(element, tag) : isControl(element)) addControl(element, shadowDepth);
      else if (!hurried && /^(H1|H2|H3|LEGEND)$/.test(tag)) {
        if (out.headings.length < 40 && isVisible(element)) out.headings.push(squeeze(textOf(element), 160));
      }
      const role = attributeOf(element, 'role');
      const live = attributeOf(element, 'aria-live');
      const className = typeof classOf(element) === 'string' ? classOf(element) : '';
      if (!/^(INPUT|SELECT|TEXTAREA|BUTTON|A|BODY|HTML|FORM|IFRAME)$/.test(tag) && alerts.length < 60 &&
          (role === 'alert' || role === 'status' || role === 'alertdialog' || live === 'assertive' || live === 'polite' || ALERT_CLASS.test(className) || ERROR_ID.test(idOf(element))) && isVisible(element)) {
        alerts.push(element);
      }
      if (tag === 'IFRAME' || hasAttribute(element, 'data-sitekey') || /captcha|turnstile/i.test(className + ' ' + idOf(element) + ' ' + (attributeOf(element, 'name') || ''))) {
        const mark = (tag === 'IFRAME' ? element.src + ' ' + element.title : '') + ' ' + className + ' ' + idOf(element) + ' ' + (attributeOf(element, 'name') || '');
        const hit = CAPTCHA.find(([, pattern]) => pattern.test(mark));
        // An invisible badge is on many pages that ask for nothing: only what a person is shown counts.
        if (hit && isVisible(element) && boxOf(element)[2] > 60 && !/grecaptcha-badge/.test(className) && !/size=invisible/.test(mark)) out.captchas.push(hit[0]);
      }
      const shadow = shadowOf(element);
      if (shadow && shadowDepth >= options.maxDepth) {
        out.truncated = true;
      } else if (shadow) {
        out.text += ' ' + squeeze([...shadow.children].map((c) => (/^(STYLE|SCRIPT)$/.test(c.tagName) ? '' : c.innerText || '')).join(' '), 8000);
        visit(shadow, shadowDepth + 1);
      }
    }
  };
  if (document.documentElement) visit(document.documentElement, 0);
  out.text = ((document.body ? document.body.innerText : '') + '\n' + out.text)
    .replace(/[^\S\n]+/g, ' ').replace(/ ?\n[\s]*/g, '\n').trim().slice(0, 30000);
  for (const element of alerts) {
    if (alerts.some((other) => other !== element && element.contains(other))) continue;
    const text = squeeze(textOf(element), 300);
    if (!text) continue;
    out.alerts.push({ text, role: attributeOf(element, 'role') || '', classes: squeeze(attribute(element, 'class', 120) + (ERROR_ID.test(idOf(element)) ? ' error' : ''), 130) });
  }
  out.captchas = [...new Set(out.captchas)];
  const replaced = [Object, Array, String, Number].map((type) => type.prototype)
    .filter((prototype) => Object.hasOwn(prototype, 'toJSON'))
    .map((prototype) => [prototype, Object.getOwnPropertyDescriptor(prototype, 'toJSON')]);
  replaced.forEach(([prototype]) => { delete prototype.toJSON; });
  try {
    return JSON.stringify(out);
  } finally {
    replaced.forEach(([prototype, writer]) => Object.defineProperty(prototype, 'toJSON', writer));
  }
}
