// Our store: one owner and its remotes, each a wasm instance with its own memory.

/** Instantiates the owner, which boots the page. */
export async function loadOwner() {
  const glue = await import('/bench_owner.js');
  const { memory } = await glue.default({ module_or_path: '/bench_owner_bg.wasm' });
  await glue.own_page();
  return { memory };
}

/**
 * Instantiates the remote of this number. Glue and wasm are loaded for each one, and the wasm differs in a meaningless
 * section, so that V8 shares no compiled code between them: real remotes are compiled separately.
 */
export async function loadRemote(number) {
  const glue = await import(`/bench_remote.js?${number}`);
  const bytes = new Uint8Array(await (await fetch('/bench_remote_bg.wasm')).arrayBuffer());
  const module = await WebAssembly.compile(withNote(bytes, `remote${number}`));
  const { memory } = await glue.default({ module_or_path: module });
  glue.be_called(`remote${number}`);
  return { glue, memory };
}

/** Creates short-lived remotes from one compiled module; nothing references them after their unmount. */
export async function newcomers() {
  const text = await (await fetch('/newcomer.js')).text();
  const module = await WebAssembly.compileStreaming(fetch('/bench_remote_bg.wasm'));
  const makeGlue = new Function(`${text}; return glue;`);
  return () => {
    const glue = makeGlue();
    glue.initSync({ module });
    glue.be_called('newcomer');
    return glue;
  };
}

/** `wasm` with an additional custom section. */
function withNote(wasm, text) {
  const note = new TextEncoder().encode(text);
  const section = [0, note.length + 1, note.length, ...note];
  const bytes = new Uint8Array(wasm.length + section.length);
  bytes.set(wasm);
  bytes.set(section, wasm.length);
  return bytes;
}

/** `count` subscribers, spread evenly over the remotes: `[glue, its subscribers]`, without remotes that have none. */
export function spread(remotes, count) {
  const shares = remotes.map(({ glue }, index) => [glue, Math.floor((count + remotes.length - 1 - index) / remotes.length)]);
  return shares.filter(([, share]) => share > 0);
}

/** Mounts `component` with its share of the subscribers in each remote, in elements of `place`; returns a function that unmounts. */
export function mount(component, shares, place) {
  const mounted = shares.map(([glue, count]) => {
    const element = place.appendChild(document.createElement('div'));
    return [glue, glue.mount(element, component, { count }), element];
  });
  return () => {
    for (const [glue, id, element] of mounted) {
      glue.unmount(id);
      element.remove();
    }
  };
}
