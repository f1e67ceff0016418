// The selectors of a remote, confined to its slot.
import assert from "node:assert/strict";
import { test } from "node:test";
import { scoped } from "../src/browser/remote_styles.js";

const SLOT = "#slot";
const IN = ":where(#slot *)";

for (const [selector, expected] of [
  ["button", `button${IN}`],
  ["*", `*${IN}`],
  ["button, .a > .b", `button${IN}, .a > .b${IN}`],
  [".a::before", `.a${IN}::before`],
  ["::selection", `${IN}::selection`],
  ["a:hover::after:hover", `a:hover${IN}::after:hover`],
  [":is(.a, .b) c", `:is(.a, .b) c${IN}`],
  ['[title="a, b"]', `[title="a, b"]${IN}`],
  [".sm\\:grid", `.sm\\:grid${IN}`],
  [".a\\,b", `.a\\,b${IN}`],
  ["body", ":where(#slot)"],
  ["html", ":where(#slot)"],
  [":root", ":where(#slot)"],
  ["html body", ":where(#slot)"],
  ["html > body", ":where(#slot)"],
  ["body::before", ":where(#slot)::before"],
  ["body:hover", ":where(#slot):hover"],
  ["body > .page", `:where(#slot) > .page${IN}`],
  ["html body .page", `:where(#slot) .page${IN}`],
  ["html.dark .page", `html.dark .page${IN}`],
  [':root[data-theme="dark"]', ':root[data-theme="dark"] :where(#slot)'],
  ["html.dark body", "html.dark :where(#slot)"],
  ["html:has(.x)", ":where(#slot):has(.x)"],
  ["body:not(.x) button", `:where(#slot):not(.x) button${IN}`],
  [":not(body)", `:not(body)${IN}`],
  ["body ~ div", `:where(#slot) ~ div${IN}`],
  [".body .html", `.body .html${IN}`],
  ["body-like", `body-like${IN}`],
]) {
  test(`${selector} reaches the slot only`, () => assert.equal(scoped(selector, SLOT, false), expected));
}

test("a nested selector may mean the slot itself", () => {
  assert.equal(scoped("&.on, & b", SLOT, true), "&.on:where(#slot, #slot *), & b:where(#slot, #slot *)");
});
