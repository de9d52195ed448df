// Gives Allure's application its data files: each is an inert block of this page, in Base64, and is
// read when it is asked for, so that a report with hundreds of screenshots opens at once.
window.reportDataReady = true;
window.reportData = new Proxy(
  {},
  {
    get(_, name) {
      const block = document.getElementById(name);
      // An empty file must not look like a missing one.
      return block === null ? undefined : block.textContent || ' ';
    },
  },
);
