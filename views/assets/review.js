// Keys of the review page: each presses the control that shows it (data-key). Without this file the controls work as they are.
(() => {
  let pressed = false;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target instanceof Element && event.target.closest('input, select, textarea, [contenteditable]')) return;
    const control = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!control || pressed) return;
    event.preventDefault();
    if (control instanceof HTMLElement && control.tagName === 'SUMMARY') {
      control.click();
      const field = control.parentElement?.querySelector('select, input:not([type=hidden]), textarea');
      if (control.parentElement?.hasAttribute('open') && field instanceof HTMLElement) field.focus();
      return;
    }
    pressed = true; // the page is being left
    control.click();
  });
  // Back from another page: the browser may show this one as it was left.
  window.addEventListener('pageshow', () => {
    pressed = false;
  });
})();
