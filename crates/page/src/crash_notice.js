// Shows on the page that its app has panicked or cannot start. It uses no framework, because the app that would render it has failed.

const ID = "tarn-crash";

/** `message` is for the console, the sentence for users. It is shown once per page; later messages are in the console only. */
export function showCrash(message) {
  console.error(message);
  if (document.getElementById(ID)) return;
  const notice = document.createElement("div");
  notice.id = ID;
  notice.setAttribute("role", "alert");
  notice.style.cssText =
    "position:fixed;inset:auto 0 0;z-index:9999;max-height:50vh;overflow:auto;padding:1rem;background:#7f1d1d;color:#fff;font:1rem/1.4 system-ui";
  const sentence = document.createElement("p");
  sentence.textContent = "Something went wrong in this page. What is saved is safe; please reload the page.";
  const details = document.createElement("p");
  details.style.cssText = "font-size:.8rem;overflow-wrap:anywhere";
  details.textContent = message;
  const reload = document.createElement("button");
  reload.textContent = "Reload";
  reload.style.cssText = "min-height:2.75rem;padding:0 1.5rem;font:inherit;color:#7f1d1d;background:#fff;border:0;border-radius:.5rem";
  reload.onclick = () => location.reload();
  notice.append(sentence, details, reload);
  document.body.append(notice);
}

/** A description of the value with the registry's name, which tells a developer its origin. */
const whatIsThere = () => {
  try {
    return window.__TARN__;
  } catch (error) {
    return error;
  }
};

/**
 * Shows why the app does not start: on an otherwise empty page, or above what a server has rendered, which can be read. A page with another host
 * continues; there the message is in the console.
 */
export function showStartFailure(message) {
  // For early_presses.js: no app will hear the presses.
  dispatchEvent(new Event("tarn:start-failed"));
  console.error(message, whatIsThere());
  // An app that takes the page over removes this attribute of the server.
  const isRendered = "rendered" in document.documentElement.dataset;
  if (document.getElementById("main") && !isRendered) return;
  const notice = document.createElement("div");
  notice.className = "page";
  notice.setAttribute("role", "alert");
  const sentence = document.createElement("p");
  sentence.textContent =
    "This page could not be started, because of a mistake in it. Reloading does not help; the operator of the site has to correct it.";
  const details = document.createElement("p");
  details.className = "small muted";
  details.textContent = message;
  notice.append(sentence, details);
  if (isRendered) document.body.prepend(notice);
  else document.body.replaceChildren(notice);
}
