// Starts the app of a page. It stands in the page itself, before the styles, so that nothing waits for anything: this, the glue
// and the styles come side by side. The wasm is verified by its hash, the glue by its link above.
{
  const parsed = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  const file = "{wasm}";
  const wasm = fetch(file, { integrity: "{integrity}" }).catch(async () => {
    // A browser does not say why; asking without verification tells.
    const { ok } = await fetch(file).catch(() => file);
    throw Error((ok ? "FED-005: not what was published: " : "FED-007: cannot be fetched: ") + file);
  });
  Promise.all([import("{glue}"), wasm, parsed])
    .then(([glue, wasm]) => glue.default({ module_or_path: wasm }))
    .catch(async (error) => {
      console.error(error);
      await parsed;
      document.body.innerHTML = "<p class=page role=alert>This page could not be started. Please reload it, or try again later. </p>";
      document.body.firstChild.append(error.message);
    });
}
