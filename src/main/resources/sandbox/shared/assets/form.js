// Shows a field only while the control it depends on has the value that asks for it.
(() => {
  const value = (form, name) => {
    const controls = [...form.elements].filter((control) => control.name === name);
    const chosen = controls.find((c) => (c.type === 'radio' || c.type === 'checkbox') && c.checked);
    if (chosen) return chosen.type === 'checkbox' ? 'yes' : chosen.value;
    const plain = controls.find((c) => c.type !== 'radio' && c.type !== 'checkbox');
    if (plain) return plain.value;
    return controls.some((c) => c.type === 'radio') ? '' : 'no';
  };
  const update = (form) => {
    for (const part of form.querySelectorAll('[data-when-name]')) {
      if (part.dataset.whenName) {
        part.hidden = value(form, part.dataset.whenName) !== part.dataset.whenValue;
      }
    }
  };
  for (const form of document.forms) {
    form.addEventListener('change', () => update(form));
    update(form);
  }
  const banner = document.querySelector('[data-js="cookies"]');
  if (banner) {
    banner.hidden = document.cookie.includes('cookie-choice=');
    banner.addEventListener('click', (event) => {
      if (event.target.closest('button')) {
        document.cookie = 'cookie-choice=made; path=/; max-age=86400; samesite=lax';
        banner.hidden = true;
      }
    });
  }
})();
