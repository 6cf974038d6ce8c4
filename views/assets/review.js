// Keys of the review pages: each presses the control that shows it (data-key). Without this file the controls work as they are.
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

// A document's page: words selected in the text fill the form by which a missed move is filed. Without this file they are pasted.
(() => {
  const form = document.querySelector('form[data-pick]');
  const reader = document.querySelector('.reader');
  if (!(form instanceof HTMLFormElement) || !reader) return;
  const fields = ['words', 'prefix', 'suffix'].map((name) => form.elements.namedItem(name));
  const button = form.querySelector('button');

  const blockOf = (node) => (node instanceof Element ? node : node?.parentElement)?.closest('.reader .rp');
  const textOf = (range) => {
    const part = range.cloneContents();
    for (const note of part.querySelectorAll('.rf')) note.remove();
    return part.textContent ?? '';
  };
  const rangeOf = (block, setEnd) => {
    const range = document.createRange();
    range.selectNodeContents(block);
    setEnd(range);
    return range.toString();
  };

  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    if (!selection || selection.rangeCount === 0 || !reader.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const [first, last] = [blockOf(range.startContainer), blockOf(range.endContainer)];
    const words = first ? textOf(range).trim() : '';
    form.classList.toggle('picking', words !== '');
    if (words === '') return;
    const before = rangeOf(first, (part) => part.setEnd(range.startContainer, range.startOffset));
    const after = last ? rangeOf(last, (part) => part.setStart(range.endContainer, range.endOffset)) : '';
    const values = [words, before.slice(-32), after.slice(0, 32)];
    fields.forEach((field, index) => {
      if (field instanceof HTMLInputElement) field.value = values[index];
    });
    if (button) button.disabled = words.length > 400;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') form.classList.remove('picking');
  });
})();

// A brief's page: a button that prints. Without this file the browser's own command does.
(() => {
  const button = document.querySelector('[data-print]');
  if (!(button instanceof HTMLElement)) return;
  button.hidden = false;
  button.addEventListener('click', () => window.print());
})();
