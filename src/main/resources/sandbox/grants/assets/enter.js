// The sign-in frame has done its work: the whole window goes on.
window.top.location = document.querySelector('[data-to]').dataset.to;
