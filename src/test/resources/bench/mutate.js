// Changes a page as a redesign would, at random but by seed. Takes one argument, JSON: {"seed": 7}. Gives the
// names of what it changed. Elements keep the mark data-truth by which the bench knows them.
(argument) => {
  let state = JSON.parse(argument).seed * 2654435761 + location.pathname.length;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const all = (selector) => {
    const found = [];
    const collect = (root) => {
      found.push(...root.querySelectorAll(selector));
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) collect(element.shadowRoot);
    };
    collect(document);
    return found;
  };
  const word = () => 'x' + Math.floor(random() * 1e6).toString(36);
  const SAID = [
    [/^user ?name\b|^user id\b|^login id\b/i, ['User name', 'Username', 'User ID', 'Login name', 'Your user name']],
    [/^e-?mail( address)?\b/i, ['E-mail', 'Email address', 'Your e-mail address', 'E-mail address']],
    [/^password\b/i, ['Password', 'Your password', 'Account password']],
    [/^(sign|log) ?in\b|^login$/i, ['Sign in', 'Log in', 'Login', 'Sign in to your account']],
    [/^(next|continue)\b/i, ['Next', 'Continue', 'Proceed']],
  ];
  const reword = (text) => {
    const plain = text.trim();
    const known = SAID.find(([pattern]) => pattern.test(plain) && plain.length < 40);
    return known ? pick(known[1]) : null;
  };
  const CHANGES = {
    ids() {
      for (const element of all('[id]')) {
        const before = element.id;
        element.id = word();
        for (const label of all('label')) if (label.htmlFor === before) label.htmlFor = element.id;
        for (const name of ['aria-labelledby', 'aria-describedby']) {
          for (const other of all(`[${name}~="${CSS.escape(before)}"]`)) {
            other.setAttribute(name, other.getAttribute(name).split(' ').map((id) => (id === before ? element.id : id)).join(' '));
          }
        }
      }
    },
    classes() {
      const style = document.styleSheets.length;
      for (const element of all('input,button,label,a')) element.className = word() + style;
    },
    names() {
      for (const element of all('input:not([type=hidden]),select,textarea')) element.name = word();
    },
    wrappers() {
      for (const element of all('input:not([type=hidden]),button')) {
        if (random() < 0.5) continue;
        const box = document.createElement('div');
        element.replaceWith(box);
        box.appendChild(element);
      }
    },
    wording() {
      for (const element of all('label,label span,button,button span')) {
        const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        for (const text of texts) text.data = reword(text.data) || text.data;
      }
      for (const element of all('input[type=submit]')) element.value = reword(element.value) || element.value;
    },
    placeholders() {
      for (const element of all('input[placeholder]')) element.removeAttribute('placeholder');
    },
    tags() {
      for (const element of all('button[type=submit],button:not([type])')) {
        if (!element.form || element.childElementCount) continue;
        const other = document.createElement('input');
        other.type = 'submit';
        other.value = element.textContent.trim();
        for (const name of ['class', 'id', 'data-truth']) if (element.hasAttribute(name)) other.setAttribute(name, element.getAttribute(name));
        element.replaceWith(other);
      }
    },
    order() {
      for (const form of all('form')) {
        const links = [...form.children].filter((child) => child.matches('a,p') && !child.querySelector('input,button'));
        links.forEach((link) => form.prepend(link));
      }
    },
    newsletter() {
      const box = document.createElement('form');
      box.innerHTML = '<h3>Stay informed</h3><label>E-mail for our newsletter <input type="email" name="newsletter"></label><button>Subscribe</button>';
      random() < 0.5 ? document.body.prepend(box) : document.body.append(box);
    },
    search() {
      const box = document.createElement('form');
      box.innerHTML = '<input type="search" name="q" placeholder="Search products"><button>Search</button>';
      document.body.prepend(box);
    },
    honeypot() {
      for (const form of all('form')) {
        const trap = document.createElement('div');
        trap.setAttribute('style', pick(['display:none', 'position:absolute;left:-9999px', 'height:0;overflow:hidden', 'opacity:0;position:absolute']));
        trap.innerHTML = '<label>User name <input name="username" data-trap="1"></label><label>E-mail <input name="email" data-trap="1"></label><label>Password <input type="password" name="password" data-trap="1"></label>';
        form.prepend(trap);
      }
    },
    second() {
      const box = document.createElement('form');
      box.innerHTML = '<h3>Partner extranet</h3><label>Partner number <input name="partner"></label><label>PIN <input type="password" name="pin"></label><button>Open extranet</button>';
      random() < 0.5 ? document.body.prepend(box) : document.body.append(box);
    },
  };
  const names = Object.keys(CHANGES);
  const chosen = new Set();
  const many = 1 + Math.floor(random() * 5);
  while (chosen.size < many) chosen.add(pick(names));
  for (const name of names) if (chosen.has(name)) CHANGES[name]();
  return [...chosen].join(' ');
}
