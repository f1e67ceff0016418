// Channels in browsers that lack or deny them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const source = readFileSync(new URL("../src/channel.js", import.meta.url), "utf8");
const { openChannel } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const throws = () => {
  throw new DOMException("denied", "SecurityError");
};

test("a missing or denied channel is undefined, and a failed post returns false", () => {
  const open = (page) => openChannel("shop", () => {}, page);
  assert.equal(open({}), undefined);
  assert.equal(open({ BroadcastChannel: throws }), undefined);
  const closed = class {
    postMessage = throws;
    close = throws;
  };
  assert.doesNotThrow(() => open({ BroadcastChannel: closed }).close());
  assert.equal(open({ BroadcastChannel: closed }).post("x"), false);
});
