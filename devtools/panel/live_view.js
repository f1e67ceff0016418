// A view of data without change events: rendered again only after a change, with the focus kept.

/**
 * @param {HTMLElement} view the container
 * @param {() => unknown} look returns the data, as JSON
 * @param {(data: unknown) => Node[]} draw renders the data; focusable elements have a `data-key`
 * @returns {() => void} checks the data, and renders after a change
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
