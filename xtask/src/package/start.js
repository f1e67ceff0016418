// Starts the app of a page. It stands in the page itself, before the styles, so that nothing waits for anything: this, the glue
// and what the glue imports come side by side. The wasm is verified by its hash, the scripts by their links above.
{
  const parsed = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  const wasm = fetch("{wasm}", { integrity: "{integrity}" }).catch(async () => {
    // A browser does not say why; asking without verification tells.
    const { ok } = await fetch("{wasm}").catch(() => ({}));
    throw Error(ok ? "FED-005: {wasm} is not the file that was published" : "FED-007: {wasm} cannot be fetched");
  });
  Promise.all([import("{glue}"), wasm, parsed])
    .then(([glue, wasm]) => glue.default({ module_or_path: wasm }))
    .catch(async (error) => {
      console.error(error);
      await parsed;
      const note = Object.assign(document.createElement("p"), { role: "alert", className: "page" });
      note.textContent = `This page could not be started. Please reload it, or try again later. (${error.message})`;
      document.body.append(note);
    });
}
