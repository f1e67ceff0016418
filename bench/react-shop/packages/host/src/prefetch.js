import { loadRemoteOf } from './remotes.js';

const pathOf = (link) => (link?.origin === location.origin ? link.pathname : undefined);
const prefetch = (link) => pathOf(link) && Promise.resolve(loadRemoteOf(pathOf(link))).catch(() => {});
const isBusy = () => document.readyState !== 'complete' || document.querySelector('[aria-busy=true]:not([hidden])');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
// Safari has no requestIdleCallback.
const idle = () => new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));

/** Loads the remote behind a link when the pointer or the focus reaches it, and the remotes of all links when the page is idle. */
export async function prefetchRemotes() {
  for (const type of ['pointerover', 'focusin']) addEventListener(type, ({ target }) => prefetch(target.closest?.('a[href]')));
  const { saveData = false, effectiveType = '4g' } = navigator.connection ?? {};
  if (saveData || effectiveType !== '4g') return;
  do await pause(250);
  while (isBusy());
  for (const link of document.querySelectorAll('a[href]')) {
    await prefetch(link);
    while (isBusy()) await pause(50);
    await idle();
  }
}
