// JSON in a page whose other scripts have changed `toJSON`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";

const source = readFileSync(new URL("../src/to_json.js", import.meta.url), "utf8");
const { toJson } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const DATA = { lines: [{ id: "p1", pieces: 2, tags: [] }, null], at: new Date(86_400_000), toJSON: "a field", none: undefined, f() {} };
const EXPECTED = JSON.stringify(DATA);
const dateToJson = Date.prototype.toJSON;

afterEach(() => {
  for (const { prototype } of [Array, Object, String, Number]) delete prototype.toJSON;
  Date.prototype.toJSON = dateToJson;
});

/** As Prototype.js 1.6 has it: a text of what JSON.stringify then writes as a text. */
const asText = function () {
  return `"${this}"`;
};
const throws = () => {
  throw new Error("not for you");
};

for (const [what, pollute] of [
  ["nothing", () => {}],
  ["a toJSON of every array", () => (Array.prototype.toJSON = asText)],
  ["a toJSON of every object", () => (Object.prototype.toJSON = asText)],
  ["a toJSON of every text and number", () => (String.prototype.toJSON = Number.prototype.toJSON = asText)],
  ["a toJSON of every date", () => (Date.prototype.toJSON = asText)],
  ["dates without toJSON", () => delete Date.prototype.toJSON],
  ["a toJSON that throws", () => (Array.prototype.toJSON = Object.prototype.toJSON = throws)],
  ["all that Prototype.js changes", () => [Array, Object, String, Date].forEach(({ prototype }) => (prototype.toJSON = asText))],
]) {
  test(`data is the same JSON in a page with ${what}`, () => {
    pollute();
    assert.equal(toJson(DATA), EXPECTED);
    assert.equal(toJson("text"), '"text"');
    assert.equal(toJson([new Date(Number.NaN), undefined]), "[null,null]");
  });
}

test("the `toJSON` of a class determines its JSON, in any page", () => {
  class Money {
    toJSON(name) {
      return [name, { cents: 5 }];
    }
  }
  for (const pollute of [() => {}, () => (Array.prototype.toJSON = Object.prototype.toJSON = asText)]) {
    pollute();
    assert.equal(toJson({ price: new Money() }), '{"price":["price",{"cents":5}]}');
  }
});

test("sorted JSON does not depend on the order of fields", () => {
  assert.equal(toJson([{ b: [{ d: 1, c: 2 }], a: 0 }], true), '[{"a":0,"b":[{"c":2,"d":1}]}]');
});

test("a value without JSON is undefined, and a cycle is an error", () => {
  assert.equal(toJson(undefined), undefined);
  const cycle = {};
  cycle.cycle = cycle;
  for (const isSorted of [false, true]) assert.throws(() => toJson(cycle, isSorted));
});
