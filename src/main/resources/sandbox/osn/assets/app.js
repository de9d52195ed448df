// The service hub: one page, drawn view by view with what the server sends.
const root = document.querySelector('[data-js="root"]');
const toasts = document.querySelector('[data-js="toasts"]');
const views = { '/orders': 'orders', '/orders/new': 'new', '/account': 'account' };
let csrf = '';
let notice = '';

async function api(path, body) {
  const response = await fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: body ? { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const isJson = (response.headers.get('Content-Type') || '').includes('json');
  const answer = isJson ? await response.json() : {};
  return { status: response.status, error: `Something went wrong (${response.status}).`, ...answer };
}

function toast(text) {
  const box = document.createElement('div');
  box.className = 'toast';
  box.textContent = text;
  toasts.replaceChildren(box);
}

function fail(text) {
  const box = root.querySelector('[data-js="error"]');
  if (box) {
    box.textContent = text;
    box.hidden = !text;
  } else {
    root.innerHTML = '<main class="view"><div class="error-box" role="alert" data-js="error"></div></main>';
    root.querySelector('[data-js="error"]').textContent = text;
  }
}

async function go(path, replace) {
  history[replace ? 'replaceState' : 'pushState']({}, '', path);
  await draw();
}

async function draw() {
  const session = await api('/api/session');
  csrf = session.csrf;
  const here = window.location.pathname;
  if (session.status !== 200) {
    fail(session.error);
  } else if (!session.user) {
    if (here !== '/login') history.replaceState({ next: here }, '', '/login');
    await mount('login');
    fail(notice || session.expired || '');
    notice = '';
  } else if (!views[here]) {
    await go('/orders', true);
  } else {
    await mount(views[here]);
  }
}

async function mount(view) {
  const answer = await api(`/api/views/${view}`);
  if (answer.status === 401) {
    await expired(answer.error);
  } else if (answer.html) {
    root.innerHTML = answer.html;
    root.querySelectorAll('[data-js="combo"]').forEach(combo);
  } else {
    fail(answer.error);
  }
}

async function expired(text) {
  notice = text;
  await draw();
}

function combo(part) {
  const box = part.querySelector('[role="combobox"]');
  const list = part.querySelector('[role="listbox"]');
  const open = (yes) => {
    list.hidden = !yes;
    box.setAttribute('aria-expanded', yes);
  };
  const options = [...list.children];
  const choose = (option) => {
    options.forEach((other) => other.setAttribute('aria-selected', other === option));
    box.textContent = option.textContent;
    part.dataset.value = option.dataset.value;
    open(false);
  };
  box.addEventListener('click', () => open(list.hidden));
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) choose(option);
  });
  box.addEventListener('keydown', (event) => {
    const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      choose(options[Math.max(0, Math.min(options.length - 1, next))]);
      open(true);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(list.hidden);
    } else if (event.key === 'Escape') {
      open(false);
    }
  });
}

function values(form) {
  const all = Object.fromEntries(new FormData(form));
  form.querySelectorAll('[data-js="combo"]').forEach((part) => {
    all[part.dataset.name] = part.dataset.value || '';
  });
  // A box that is not ticked is not sent, as with any other form.
  return all;
}

root.addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.dataset.js === 'login') {
    const answer = await api('/api/login', values(form));
    if (answer.status === 200) {
      await go((history.state && history.state.next) || '/orders');
    } else {
      fail(answer.error);
    }
  } else if (form.dataset.js === 'order') {
    const answer = await api('/api/orders', values(form));
    form.querySelectorAll('[data-error]').forEach((place) => {
      place.textContent = (answer.fields || {})[place.dataset.error] || '';
    });
    if (answer.status === 201) {
      root.querySelector('[data-js="order-panel"]').outerHTML = answer.html;
      toast(`Order ${answer.reference} submitted`);
    } else if (answer.status === 401) {
      await expired(answer.error);
    } else {
      fail((answer.fields || {})[''] || answer.error);
    }
  }
});

root.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-route]');
  const out = event.target.closest('[data-js="sign-out"]');
  if (link) {
    event.preventDefault();
    await go(link.getAttribute('href'));
  } else if (out) {
    const answer = await api('/api/logout', {});
    await go('/login');
    if (answer.message) toast(answer.message);
  }
});

window.addEventListener('popstate', draw);
draw();
