// Help opens beside the work, in a small window of its own.
for (const link of document.querySelectorAll('[data-js="help"]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    window.open('/help', 'help', 'width=480,height=600');
  });
}
