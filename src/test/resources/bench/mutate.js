// Changes a page as a redesign would, at random but by seed, so that it can be taken back by restore.js. Takes one
// argument, JSON: {"seed": 7}. Gives the names of what it changed. Elements keep the mark data-truth by which the bench
// knows them; a field no person could see is marked data-trap.
(argument) => {
  let state = JSON.parse(argument).seed * 2654435761 + location.pathname.length;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const shuffled = (list) => list.map((value) => [random(), value]).sort((a, b) => a[0] - b[0]).map(([, value]) => value);
  const roots = [];
  const collectRoots = (root) => {
    roots.push(root);
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) collectRoots(element.shadowRoot);
  };
  collectRoots(document);
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  const word = () => 'x' + Math.floor(random() * 1e6).toString(36);
  const FIELDS = 'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]),select,textarea';
  const SAID = [
    [/^user ?name\b|^user id\b|^login id\b/i, ['User name', 'Username', 'User ID', 'Login name', 'Your user name']],
    [/^(your |business )?e-?mail( address)?\b/i, ['E-mail', 'Email address', 'Your e-mail address', 'E-mail address']],
    [/^password\b/i, ['Password', 'Your password', 'Account password']],
    [/^(sign|log) ?in\b|^login$/i, ['Sign in', 'Log in', 'Login', 'Sign in to your account']],
    [/^(sign|log) ?(out|off)\b|^logout$/i, ['Sign out', 'Log out', 'Logout', 'Log off']],
    [/^(next|continue)\b/i, ['Next', 'Continue', 'Proceed', 'Next step']],
    [/^verify\b/i, ['Verify', 'Confirm', 'Continue', 'Submit code']],
    [/^submit (\w+)$/i, ['Submit', 'Send $1', 'Submit your $1', 'Submit $1 now']],
    [/^(submit|send)$/i, ['Submit', 'Send', 'Submit form']],
    [/^(save|update)\b/i, ['Save', 'Save changes', 'Update', 'Apply changes']],
    [/^(register|create account|apply)\b/i, ['Register', 'Create account', 'Apply now', 'Sign up']],
    [/^(first|given) name$/i, ['First name', 'Given name', 'Forename']],
    [/^(last|family) name$|^surname$/i, ['Last name', 'Family name', 'Surname']],
    [/^(zip|postal) code$|^postcode$/i, ['ZIP code', 'Postal code', 'ZIP / postal code', 'Postcode']],
    [/^(tele)?phone( number)?$|^telephone$/i, ['Telephone', 'Phone', 'Phone number', 'Telephone number']],
    [/^(company|organi[sz]ation)( name)?$/i, ['Company', 'Company name', 'Organization', 'Name of your company']],
    [/^(town|city)$/i, ['City', 'Town / city', 'Town or city']],
    [/^street( address)?$|^address$/i, ['Street', 'Street address', 'Street and number']],
    [/^quantity\b(.*)/i, ['Quantity$1', 'Qty$1', 'How many$1']],
    [/^comments?$/i, ['Comment', 'Comments', 'Remarks', 'Anything else?']],
    [/^reason\b(.*)/i, ['Reason$1', 'Why? (reason$1)', 'Your reason$1']],
    [/^country$/i, ['Country', 'Country / region', 'Country or region']],
    [/^authentication code$|^code$/i, ['Authentication code', 'Verification code', 'One-time code', 'Security code']],
  ];
  const DECORATED = [(t) => t + ' *', (t) => t + ':', (t) => t + ' (required)', (t) => 'Your ' + t, (t) => 'Enter ' + t, (t) => t.toUpperCase()];
  const reword = (text, decorate) => {
    const plain = text.trim().replace(/\s*[:*]+$/, '');
    const known = plain.length < 40 && SAID.find(([pattern]) => pattern.test(plain));
    if (known) return plain.replace(new RegExp(known[0].source + '.*$', 'i'), pick(known[1])).replace(/^\w/, (c) => c.toUpperCase());
    return decorate && random() < 0.5 ? pick(DECORATED)(plain) : null;
  };
  const ownTexts = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 1);
  const isChoice = (element) => element && /^(radio|checkbox)$/.test(element.type);
  const TRAPS = [
    'display:none', 'position:absolute;left:-9999px', 'height:0;overflow:hidden', 'opacity:0;position:absolute', 'visibility:hidden',
    'position:absolute;width:1px;height:1px;overflow:hidden', 'transform:scale(0)', 'position:fixed;top:-900px', 'clip-path:inset(50%);position:absolute',
    'text-indent:-9999px;width:0;overflow:hidden', 'position:absolute;clip:rect(0 0 0 0)',
  ];
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
      for (const element of all('[data-testid]')) element.setAttribute('data-testid', word());
    },
    classes() {
      for (const element of all('input,button,label,a')) element.className = word();
    },
    names() {
      const renamed = new Map();
      for (const element of all(FIELDS)) {
        if (!element.name) continue;
        const group = isChoice(element) ? element.name : element;
        if (!renamed.has(group)) renamed.set(group, word());
        element.setAttribute('name', renamed.get(group));
      }
      for (const element of all('form')) if (element.getAttribute('action')) element.setAttribute('action', '/' + word());
      for (const element of all('button[name],input[type=submit][name]')) element.setAttribute('name', word());
    },
    wrappers() {
      for (const element of all(FIELDS + ',button,input[type=submit]')) {
        if (random() < 0.5 || isChoice(element)) continue;
        const box = document.createElement('div');
        element.replaceWith(box);
        box.appendChild(element);
      }
    },
    wording() {
      for (const element of all('label,label span,legend,th,td,dt,button,button span')) {
        if (element.tagName === 'TD' && element.querySelector(FIELDS + ',a,button')) continue;
        if (element.closest('label') && isChoice(element.closest('label').control)) continue;
        const decorate = !element.closest('button') && element.tagName !== 'TH' && element.tagName !== 'TD';
        for (const text of ownTexts(element)) text.data = reword(text.data, decorate) || text.data;
      }
      for (const element of all('input[type=submit]')) element.setAttribute('value', reword(element.value, false) || element.value);
      for (const element of all('nav a,header a')) for (const text of ownTexts(element)) text.data = reword(text.data, false) || (random() < 0.3 ? 'My ' + text.data.trim().toLowerCase() : text.data);
    },
    placeholders() {
      for (const element of all('input[placeholder]')) element.removeAttribute('placeholder');
    },
    tags() {
      for (const element of all('button[type=submit],button:not([type])')) {
        if (!element.form || element.childElementCount) continue;
        const other = document.createElement('input');
        other.type = 'submit';
        other.setAttribute('value', element.textContent.trim());
        for (const name of ['class', 'id', 'name', 'data-truth']) if (element.hasAttribute(name)) other.setAttribute(name, element.getAttribute(name));
        element.replaceWith(other);
      }
      for (const element of all('input[type=submit]')) {
        if (!element.hasAttribute('data-truth') || element.dataset.swapped || random() < 0.5) continue;
        const other = document.createElement('button');
        other.textContent = element.value;
        for (const name of ['class', 'id', 'name', 'data-truth']) if (element.hasAttribute(name)) other.setAttribute(name, element.getAttribute(name));
        element.replaceWith(other);
      }
      for (const element of all('input[type=number],input[type=tel],input[type=url],input[type=email]')) {
        if (random() < 0.5) element.setAttribute('type', 'text');
      }
    },
    order() {
      for (const form of all('form')) {
        const links = [...form.children].filter((child) => child.matches('a,p') && !child.querySelector('input,button'));
        links.forEach((link) => form.prepend(link));
        // Whole rows change places, each with its label; who asks for a password keeps what comes before it.
        if (form.querySelector('input[type=password]')) continue;
        const rows = new Map();
        for (const field of form.querySelectorAll(FIELDS)) {
          let row = field;
          const alone = (node) => [...node.querySelectorAll(FIELDS)].every((other) => other === field || (isChoice(field) && other.name === field.name)) && !node.querySelector('button,input[type=submit]');
          while (row.parentElement && row.parentElement !== form && alone(row.parentElement)) row = row.parentElement;
          if (row === field || !row.textContent.trim() || row.tagName === 'TD') continue;
          if (!rows.has(row.parentElement)) rows.set(row.parentElement, []);
          if (!rows.get(row.parentElement).includes(row)) rows.get(row.parentElement).push(row);
        }
        for (const [parent, those] of rows) {
          const places = those.map((row) => { const mark = document.createComment(''); parent.insertBefore(mark, row); return mark; });
          shuffled(those).forEach((row, i) => places[i].replaceWith(row));
        }
      }
      for (const list of all('nav ul,nav')) {
        const entries = [...list.children].filter((child) => child.matches('li,a'));
        if (entries.length === list.childElementCount) shuffled(entries).forEach((entry) => list.appendChild(entry));
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
        trap.setAttribute('style', pick(TRAPS));
        trap.innerHTML = '<label>User name <input name="username" data-trap="1"></label><label>E-mail <input name="email" data-trap="1"></label>'
          + '<label>Password <input type="password" name="password" data-trap="1"></label>';
        // A copy of a real field, down to its name and label, is the worst of them.
        const real = pick([...form.querySelectorAll(FIELDS)].filter((field) => !isChoice(field) && field.type !== 'file'));
        if (real) {
          const label = document.createElement('label');
          label.textContent = (real.labels && real.labels[0] ? real.labels[0].textContent : real.name) + ' ';
          const copy = real.cloneNode(true);
          copy.removeAttribute('data-truth');
          copy.removeAttribute('id');
          copy.setAttribute('data-trap', '1');
          label.append(copy);
          trap.append(label);
        }
        random() < 0.5 ? form.prepend(trap) : form.append(trap);
      }
    },
    second() {
      const box = document.createElement('form');
      box.innerHTML = '<h3>Partner extranet</h3><label>Partner number <input name="partner"></label><label>PIN <input type="password" name="pin"></label><button>Open extranet</button>';
      random() < 0.5 ? document.body.prepend(box) : document.body.append(box);
    },
    login() {
      const box = document.createElement('form');
      box.innerHTML = '<h3>Staff</h3><label>Staff e-mail <input type="email" name="staff"></label><label>Password <input type="password" name="staffpw"></label><button>Log in</button>';
      document.body.append(box);
    },
    buttons() {
      for (const form of all('form')) {
        const last = [...form.querySelectorAll('button,input[type=submit]')].pop();
        if (!last) continue;
        for (const text of shuffled(['Cancel', 'Save draft', 'Print', 'Delete', 'Help']).slice(0, 2)) {
          const extra = document.createElement('button');
          extra.type = text === 'Save draft' ? 'submit' : 'button';
          extra.textContent = text;
          random() < 0.5 ? last.before(extra) : last.after(extra);
        }
      }
    },
    links() {
      const bar = document.createElement('div');
      bar.innerHTML = '<a href="/news">News</a> <a href="/contact">Contact us</a> <a href="/jobs">Jobs</a> <a href="/help">Help and support</a>';
      random() < 0.5 ? document.body.prepend(bar) : document.body.append(bar);
    },
  };
  const observer = new MutationObserver(() => {});
  for (const root of roots) {
    observer.observe(root, { subtree: true, childList: true, attributes: true, attributeOldValue: true, characterData: true, characterDataOldValue: true });
  }
  const names = Object.keys(CHANGES);
  const chosen = new Set();
  const many = 1 + Math.floor(random() * 5);
  while (chosen.size < many) chosen.add(pick(names));
  for (const name of names) if (chosen.has(name)) CHANGES[name]();
  window[Symbol.for('bench')] = observer.takeRecords();
  observer.disconnect();
  return [...chosen].sort().join(' ');
}
