/**
 * What the page can do beyond being read: a filter over findings. Nobody's text stands in it, so that the page's policy can
 * name it by its hash; a test says which.
 */
export const script = `(() => {
  const bar = document.getElementById('filter');
  const box = document.getElementById('words');
  const left = document.getElementById('left');
  const only = document.getElementById('only');
  const boxes = [...bar.querySelectorAll('input[type=checkbox]')];
  const items = [...document.querySelectorAll('article')].map((element) => ({
    element,
    words: element.textContent.toLowerCase(),
    nodes: (element.dataset.nodes || '').split(' '),
  }));
  let node = '';
  const apply = () => {
    const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const shown = new Set(boxes.filter((each) => each.checked).map((each) => each.value));
    let count = 0;
    for (const { element, words: own, nodes } of items) {
      const fits =
        shown.has(element.dataset.severity) &&
        (node === '' || nodes.includes(node)) &&
        words.every((word) => own.includes(word));
      element.hidden = !fits;
      if (fits) count += 1;
    }
    for (const section of document.querySelectorAll('section.findings')) {
      section.hidden = !section.querySelector('article:not([hidden])');
    }
    left.textContent = count === items.length ? '' : count + ' of ' + items.length + ' shown';
    only.hidden = node === '';
  };
  const choose = (id, name) => {
    node = id;
    only.textContent = name + ' \\u00d7';
    only.setAttribute('aria-label', 'Show all again, not only ' + name);
    for (const each of document.querySelectorAll('svg a')) each.classList.toggle('chosen', each.dataset.node === id && id !== '');
    apply();
  };
  for (const link of document.querySelectorAll('svg a')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      choose(link.dataset.node, link.querySelector('.name').textContent);
      document.getElementById('findings').scrollIntoView({ block: 'start' });
    });
  }
  only.addEventListener('click', () => choose('', ''));
  box.addEventListener('input', apply);
  for (const each of boxes) each.addEventListener('change', apply);
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && document.activeElement !== box) {
      event.preventDefault();
      box.focus();
    } else if (event.key === 'Escape') {
      box.value = '';
      choose('', '');
    }
  });
  bar.hidden = false;
  apply();
})();`;

/** Base64 of the SHA-256 of {@link script}. */
export const scriptHash = 'M5NtNKe7oYFJrgU5x9P7h7vOFp8rsm/gGkJZKXXovoY=';
