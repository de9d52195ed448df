// The components of the identity provider. Each keeps its parts in an open shadow root.
const sheet = new CSSStyleSheet();
fetch('/assets/shadow.css').then((r) => r.text()).then((css) => sheet.replace(css));

let csrf = document.querySelector('meta[name="csrf-token"]').content;

async function send(path, body) {
  const response = await fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: body ? { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const type = response.headers.get('Content-Type') || '';
  const answer = type.includes('json') ? await response.json() : { error: `Request failed (${response.status})` };
  if (response.status === 401) {
    window.location = `/login?expired=1&next=${encodeURIComponent(window.location.pathname)}`;
  }
  return { ok: response.ok, ...answer };
}

class Component extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
  }
  part(name) {
    return this.shadowRoot.querySelector(`[data-js="${name}"]`);
  }
}

// A labelled control; it hands the Enter key on to the form around it.
class AkInput extends Component {
  connectedCallback() {
    const label = document.createElement('label');
    const input = this.control();
    input.id = `${this.id}-control`;
    label.htmlFor = input.id;
    label.textContent = this.getAttribute('label');
    this.shadowRoot.replaceChildren(label, input);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        this.dispatchEvent(new CustomEvent('ak-enter', { bubbles: true, composed: true }));
      }
    });
    if (this.hasAttribute('error')) {
      const error = document.createElement('div');
      error.className = 'kw-error';
      error.textContent = this.getAttribute('error');
      this.shadowRoot.append(error);
    }
  }
  control() {
    const input = document.createElement('input');
    for (const name of ['type', 'name', 'autocomplete', 'placeholder', 'value']) {
      if (this.getAttribute(name)) input.setAttribute(name, this.getAttribute(name));
    }
    return input;
  }
  get value() {
    return this.shadowRoot.querySelector('input, select').value;
  }
}

class AkSelect extends AkInput {
  control() {
    const select = document.createElement('select');
    select.name = this.getAttribute('name');
    select.append(...[...this.querySelectorAll('option')].map((option) => option.cloneNode(true)));
    return select;
  }
}

// Holds a form of components, and gathers what they hold.
class FormHolder extends Component {
  put(html) {
    this.shadowRoot.innerHTML = html;
    const form = this.shadowRoot.querySelector('form');
    if (!form) return;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const values = Object.fromEntries(new FormData(form));
      for (const field of form.querySelectorAll('ak-input, ak-select')) {
        values[field.getAttribute('name')] = field.value;
      }
      this.submit(values);
    });
    form.addEventListener('ak-enter', () => form.requestSubmit());
  }
}

class Stage extends FormHolder {
  connectedCallback() {
    this.put(this.html);
  }
  submit(values) {
    this.dispatchEvent(new CustomEvent('ak-respond', { bubbles: true, composed: true, detail: values }));
  }
}

class AkFlowExecutor extends Component {
  connectedCallback() {
    this.shadowRoot.innerHTML = `<div class="kw-center"><main class="kw-box">
      <header><img src="/assets/logo.svg" alt="Keyway" width="150"></header>
      <div class="kw-stage" data-js="stage" aria-live="polite"></div>
      <footer>Practice portal; not affiliated with any company.</footer></main></div>`;
    this.addEventListener('ak-respond', async (event) => this.show(await send('/api/flow', event.detail)));
    send('/api/flow').then((challenge) => this.show(challenge));
  }
  show(challenge) {
    if (challenge.to) {
      window.location = challenge.to;
    } else if (challenge.component) {
      const stage = document.createElement(challenge.component);
      stage.html = challenge.html;
      this.part('stage').replaceChildren(stage);
    } else {
      const alert = document.createElement('div');
      alert.className = 'kw-alert';
      alert.setAttribute('role', 'alert');
      alert.textContent = challenge.error;
      this.part('stage').replaceChildren(alert);
    }
  }
}

class AkShell extends Component {
  connectedCallback() {
    this.shadowRoot.innerHTML = `<header class="kw-top"><a href="/library"><img src="/assets/logo.svg" alt="Keyway" width="130"></a>
      <nav aria-label="Main"><a href="/library">My applications</a><a href="/settings">Settings</a></nav>
      <span class="kw-user">Signed in as <strong data-js="user"></strong></span>
      <button type="button" class="kw-plain" data-js="out"></button></header>
      <main class="kw-body"><slot></slot></main>`;
    this.part('user').textContent = this.getAttribute('user');
    this.part('out').textContent = this.getAttribute('label');
    this.part('out').addEventListener('click', async () => {
      const answer = await send('/api/logout', {});
      if (answer.to) window.location = answer.to;
    });
  }
}

class AkLibrary extends Component {
  connectedCallback() {
    const cards = document.createElement('div');
    cards.className = 'kw-cards';
    cards.append(...[...this.querySelectorAll('ak-app')].map((app) => app.cloneNode(true)));
    const heading = document.createElement('h1');
    heading.textContent = 'My applications';
    this.shadowRoot.replaceChildren(heading, cards);
  }
}

class AkApp extends Component {
  connectedCallback() {
    this.shadowRoot.innerHTML = `<a class="kw-card" href="#"><span class="kw-icon" data-js="icon"></span>
      <b data-js="name"></b><span class="kw-dim" data-js="about"></span></a>`;
    this.part('icon').textContent = this.getAttribute('name').slice(0, 1);
    this.part('name').textContent = this.getAttribute('name');
    this.part('about').textContent = this.getAttribute('about');
  }
}

class AkUserSettings extends FormHolder {
  connectedCallback() {
    this.put(this.querySelector('template').innerHTML);
  }
  async submit(values) {
    const answer = await send('/api/profile', values);
    if (answer.html) {
      this.put(answer.html);
    } else {
      this.put(`<div class="kw-alert" role="alert"></div>`);
      this.shadowRoot.querySelector('[role="alert"]').textContent = answer.error;
    }
  }
}

customElements.define('ak-input', AkInput);
customElements.define('ak-select', AkSelect);
customElements.define('ak-stage-identification', class extends Stage {});
customElements.define('ak-stage-password', class extends Stage {});
customElements.define('ak-flow-executor', AkFlowExecutor);
customElements.define('ak-app', AkApp);
customElements.define('ak-library', AkLibrary);
customElements.define('ak-user-settings', AkUserSettings);
customElements.define('ak-shell', AkShell);
