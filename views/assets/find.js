// The search box: suggestions while one types, also while an input method composes. Without this file the box just searches.
(() => {
  const form = document.querySelector('form.find');
  const box = form?.querySelector('input[name="q"]');
  if (!(box instanceof HTMLInputElement)) return;
  const PAUSE = 70; // milliseconds
  const english = document.documentElement.lang.startsWith('en');
  const KINDS = english
    ? { vendor: 'vendor', account: 'account', person: 'person', document: 'document' }
    : { vendor: '厂商', account: '客户', person: '人物', document: '文献' };
  const list = document.createElement('ul');
  Object.assign(list, { className: 'suggest', id: 'suggest', hidden: true });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.getAttribute('aria-label') ?? '');
  form.append(list);
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', 'suggest');
  box.setAttribute('aria-expanded', 'false');
  box.autocomplete = 'off';
  let shown = [];
  let chosen = -1;
  let asked;
  let timer;

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    chosen = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  };
  const choose = (index) => {
    chosen = index;
    [...list.children].forEach((item, i) => void item.setAttribute('aria-selected', String(i === chosen)));
    const item = list.children[chosen];
    if (item) box.setAttribute('aria-activedescendant', item.id);
    else box.removeAttribute('aria-activedescendant');
  };
  const show = (suggestions) => {
    shown = suggestions;
    list.replaceChildren(
      ...suggestions.map(({ text, kind, via }, i) => {
        const item = document.createElement('li');
        item.id = `suggest-${i}`;
        item.setAttribute('role', 'option');
        item.setAttribute('aria-selected', 'false');
        const name = document.createElement('span');
        name.className = 'tx';
        name.textContent = text;
        const note = document.createElement('span');
        note.className = 'muted';
        note.textContent = via ? `${via} · ${KINDS[kind]}` : KINDS[kind];
        item.append(name, note);
        return item;
      }),
    );
    chosen = -1;
    list.hidden = suggestions.length === 0;
    box.setAttribute('aria-expanded', String(!list.hidden));
    box.removeAttribute('aria-activedescendant');
  };
  const ask = async () => {
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    const typed = box.value.trim();
    if (typed === '') return close();
    try {
      const answer = await fetch(`/search/suggest.json?q=${encodeURIComponent(typed)}`, { signal: mine.signal });
      if (!answer.ok) return close();
      const { suggestions } = await answer.json();
      if (asked === mine && document.activeElement === box) show(suggestions);
    } catch {
      // left behind by the next key, or the server is gone: the box still searches
    }
  };
  const go = (index) => {
    const one = shown[index];
    if (one) location.assign(one.href);
  };

  // Composed letters are in the value already: huo'shan suggests before the words are chosen.
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  box.addEventListener('keydown', (event) => {
    // The keys belong to the input method while it composes (229: Safari after the composition ended).
    if (event.isComposing || event.keyCode === 229 || list.hidden) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const places = shown.length + 1; // one of them is the box itself
      choose(((chosen + 1 + step + places) % places) - 1);
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      go(chosen);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener('mousedown', (event) => {
    event.preventDefault(); // the box keeps the focus
    const item = event.target instanceof Element ? event.target.closest('li') : null;
    if (item) go([...list.children].indexOf(item));
  });
  box.addEventListener('blur', close);
  form.addEventListener('submit', close);
})();
