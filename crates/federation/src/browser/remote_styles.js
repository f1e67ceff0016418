// The style sheets of remotes: they affect only the slots of their remote, and apply while it is mounted.
//
// The browser has parsed and verified a sheet by then, so its rules are rewritten in place: in every browser, for remotes of any team and
// tool. (`@scope` is newer, and leaves animations, fonts and `:root` to the whole page.)

/** By remote: the links of its current build, and the number of its mounts. */
const remotes = new Map();

/** Sets the links of a remote. Links of an earlier build are removed. */
export function setStyles(remote, links) {
  const { links: before = [], mounts = 0 } = remotes.get(remote) ?? {};
  for (const link of before) link.remove();
  for (const { sheet } of links) {
    if (!sheet) continue;
    confine(sheet, remote);
    sheet.disabled = mounts === 0;
    // It was loaded with no medium.
    sheet.media.mediaText = "";
  }
  remotes.set(remote, { links, mounts });
}

const isImport = (rule) => rule.constructor.name === "CSSImportRule";

/** Whether the sheet of a link is loaded and imports others, which may have failed. */
export function hasImports(sheet) {
  try {
    return [...sheet.cssRules].some(isImport);
  } catch {
    // There is no sheet, or its rules are not readable: it was refused as a whole.
    return false;
  }
}

/** Counts a mount (1) or an unmount (-1) of the remote. */
export function countMount(remote, change) {
  const entry = remotes.get(remote);
  if (!entry) return;
  entry.mounts += change;
  for (const { sheet } of entry.links) if (sheet) sheet.disabled = entry.mounts === 0;
  // The server's HTML of the remote has come with its styles. From now on they are those of the mounted build.
  for (const style of document.querySelectorAll(`head > [data-rendered-for="${remote}"]`)) style.remove();
}

function confine(sheet, remote) {
  const slot = `[data-remote="${remote}"] > .remote-content`;
  // A rule `@font-face` may have no family.
  const names = namesIn(sheet.cssRules, []).filter(Boolean);
  const pattern = names.length && RegExp(`(^|[^\\w-])(${names.join("|")})(?![\\w-])`, "g");
  const renamed = (text) => (pattern ? text.replace(pattern, `$1${remote}-$2`) : text);
  confineRules(sheet, slot, renamed, false);
}

/** The animations and fonts that the rules define. Their names are global to the page. */
function namesIn(rules, names) {
  for (const rule of rules) {
    if (rule instanceof CSSKeyframesRule) names.push(literal(rule.name));
    else if (rule instanceof CSSFontFaceRule) names.push(literal(familyOf(rule)));
    else if (rule.cssRules) namesIn(rule.cssRules, names);
  }
  return names;
}

/** A pattern that matches the text. */
const literal = (text) => text.replace(/[^\w\s-]/g, "\\$&");

const familyOf = (rule) => rule.style.getPropertyValue("font-family").replace(/^["']|["']$/g, "");

function confineRules(parent, slot, renamed, isNested) {
  // From the end: rules are removed.
  for (let index = parent.cssRules.length - 1; index >= 0; index--) {
    const rule = parent.cssRules[index];
    if (rule instanceof CSSPageRule) {
      parent.deleteRule(index);
    } else if (rule instanceof CSSStyleRule) {
      const selector = scoped(rule.selectorText, slot, isNested);
      rule.selectorText = selector;
      if (!rule.selectorText.includes(":where(")) {
        // The browser refused it.
        parent.deleteRule(index);
        continue;
      }
      rename(rule.style, renamed);
      if (rule.cssRules) confineRules(rule, slot, renamed, true);
    } else if (rule instanceof CSSKeyframesRule) {
      rule.name = renamed(rule.name);
    } else if (rule instanceof CSSFontFaceRule) {
      const text = rule.cssText.replace(/font-family:[^;}]*/, (family) => renamed(family));
      parent.deleteRule(index);
      parent.insertRule(text, index);
    } else if (rule.cssRules) {
      confineRules(rule, slot, renamed, isNested || rule.constructor.name === "CSSScopeRule");
    } else if (rule.style && isNested) {
      // Declarations among nested rules.
      rename(rule.style, renamed);
    } else if (!isHarmless(rule)) {
      // @import, @property and the like are for a whole page, as @page above.
      parent.deleteRule(index);
    }
  }
}

/** A layer's name alone; a custom property that the page does not use itself. */
const isHarmless = (rule) =>
  rule.constructor.name === "CSSLayerStatementRule" ||
  (rule.constructor.name === "CSSPropertyRule" && !getComputedStyle(document.documentElement).getPropertyValue(rule.name));

/** Renames the animations and fonts of the sheet in the declarations. */
function rename(style, renamed) {
  const own = [...style].filter((name) => name.startsWith("--"));
  for (const name of ["animation", "animation-name", "font", "font-family", ...own]) {
    const value = style.getPropertyValue(name);
    const next = value && renamed(value);
    if (next !== value) style.setProperty(name, next, style.getPropertyPriority(name));
  }
}

// The selectors: pure text, which Node tests.

/**
 * The selector list with each subject confined to `slot`, which is a simple selector. The specificity is unchanged. `html`, `body` and
 * `:root` mean the slot: a remote may style them on its own page. `isNested`: `&` and `:scope` may be the slot itself.
 */
export const scoped = (list, slot, isNested) =>
  split(list)
    .map((selector) => scopedOne(selector, slot, isNested))
    .join(", ");

// No lookbehind, here and below: Safari supports it since 16.4.
const ROOT = /(^|[\s>+~])(?:(?:html|:root)\s*>?\s*)?(?:html|body|:root)(?=$|[\s>+~:])/gi;
/** A subject such as `:root[data-theme="dark"]`, which is a condition and not a place. */
const ROOT_SUBJECT = /(?:^|[\s>+~])(?:html|body|:root)(?![\w-])[^\s>+~]*$/i;

function scopedOne(selector, slot, isNested) {
  const place = `:where(${slot})`;
  // Pseudo-elements stand at the end of a selector.
  const end = pseudoElementAt(selector);
  const [element, pseudo] = [selector.slice(0, end), selector.slice(end)];
  let isPlace = false;
  const mapped = element.replace(ROOT, (root, before, at) => {
    isPlace ||= !/[\s>+~]/.test(element.slice(at + root.length));
    return before + place;
  });
  if (isPlace) return mapped + pseudo;
  if (ROOT_SUBJECT.test(mapped)) return `${mapped} ${place}${pseudo}`;
  return `${mapped}:where(${isNested ? `${slot}, ` : ""}${slot} *)${pseudo}`;
}

/** The position of the first pseudo-element, or the end. */
const pseudoElementAt = (selector) => find(selector, 0, (at) => selector.startsWith("::", at)) ?? selector.length;

/** The selectors of a list. */
function split(list) {
  const parts = [];
  for (let from = 0; ; ) {
    const comma = find(list, from, (at) => list[at] === ",");
    parts.push(list.slice(from, comma).trim());
    if (comma === undefined) return parts;
    from = comma + 1;
  }
}

/** The first position where `isIt` is true, outside of brackets and strings. */
function find(text, from, isIt) {
  let depth = 0;
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (quote) quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if ("([".includes(character)) depth++;
    else if (")]".includes(character)) depth--;
    else if (depth === 0 && isIt(at)) return at;
  }
}
