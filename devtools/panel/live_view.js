// What is shown of something that changes without telling: drawn again only when it is another, with the focus where it was.

/**
 * @param {HTMLElement} view what is drawn into
 * @param {() => unknown} look the data, as JSON can hold it
 * @param {(data: unknown) => Node[]} draw elements that can be focused have a `data-key`
 * @returns {() => void} looks, and draws if something changed
 */
export function liveView(view, look, draw) {
  let drawn;
  return () => {
    const data = look();
    const text = JSON.stringify(data);
    if (text === drawn) return;
    drawn = text;
    const focused = view.getRootNode().activeElement;
    const key = view.contains(focused) ? focused.dataset.key : undefined;
    view.replaceChildren(...draw(data));
    if (key !== undefined) {
      [...view.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key)?.focus();
    }
  };
}
