/** What tests ask of a page from within; a browser runs it, and it is no part of the page. */

globalThis.inPage = {
  openAll() {
    for (const one of document.querySelectorAll('details')) one.open = true;
  },

  /** By how much the page is wider than the window, and elements that run over its edge. */
  over() {
    const wide = [...document.querySelectorAll('body *')].filter(
      (one) => one.closest('nav') === null && one.getBoundingClientRect().right > innerWidth + 0.5,
    );
    const excess = document.documentElement.scrollWidth - innerWidth;
    return [excess, ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 200))];
  },

  /** Texts whose colour is too near to what they stand on (WCAG 2.2, 1.4.3). */
  faint() {
    const found = new Set();
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
      if (!own || element.tagName === 'title') continue;
      const style = getComputedStyle(element);
      const colour = element.tagName === 'text' ? style.fill : style.color;
      const [high, low] = [luminance(colour), luminance(groundOf(element))].sort((a, b) => b - a);
      const contrast = (high + 0.05) / (low + 0.05);
      if (!(contrast >= 4.5)) found.add(`${element.tagName}.${element.getAttribute('class')} ${colour} ${contrast}`);
    }
    return [...found];
  },

  /** Texts of a path that are broader than the box that they stand in. */
  broad() {
    return [...document.querySelectorAll('svg.path .box')].flatMap((box) => {
      const room = box.querySelector('rect').getBBox().width;
      const texts = [...box.querySelectorAll('text')];
      return texts.filter((text) => text.getBBox().width > room + 1).map((text) => `${text.textContent} > ${room}`);
    });
  },

  /** The kind of element that each link leads to. */
  targets() {
    return [...document.querySelectorAll('a')].map(
      (link) => document.querySelector(link.getAttribute('href'))?.tagName,
    );
  },
};

function luminance(colour) {
  const [red, green, blue] = numbers(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function numbers(colour) {
  return (colour.match(/[\d.]+/g) ?? []).map(Number);
}

/** What an element stands on: in a picture the shape of its group, elsewhere the nearest ground with a colour. */
function groundOf(element) {
  const group = element.closest('svg') === null ? undefined : element.parentElement;
  const shape = group?.matches('.box, .edge, .badges g') ? group.querySelector('rect, circle') : null;
  if (shape) return getComputedStyle(shape).fill;
  for (let one = element; one !== null; one = one.parentElement) {
    const colour = getComputedStyle(one).backgroundColor;
    if (numbers(colour)[3] !== 0) return colour;
  }
  return 'rgb(255, 255, 255)';
}
