// JSON of plain data, whatever other scripts have put into the page. Old versions of Prototype.js and others define `toJSON` for arrays,
// objects, texts and dates in ways of their own: JSON.stringify then writes an array as a text.

const EPOCH = "1970-01-01T00:00:00.000Z";

/** Whether JSON.stringify may write something else than the language says. */
function isChanged() {
  try {
    return "toJSON" in [] || new Date(0).toJSON() !== EPOCH;
  } catch {
    return true;
  }
}

/**
 * The same data with nothing in it that asks for a `toJSON` of arrays, objects or dates. Instances of classes with a `toJSON` of their own
 * are what that gives.
 */
function copied(value, isSorted, name = "") {
  if (typeof value === "function") return undefined;
  if (typeof value !== "object" || value === null) return value;
  const part = (key) => copied(value[key], isSorted, `${key}`);
  // A `toJSON` that is no function counts for nothing, and nobody inherits another.
  if (Array.isArray(value))
    return Object.assign(
      Array.from(value, (_, index) => part(index)),
      { toJSON: undefined },
    );
  if (value instanceof Date) return Number.isFinite(value.getTime()) ? value.toISOString() : null;
  const { toJSON } = value;
  if (typeof toJSON === "function" && toJSON !== Object.prototype.toJSON) return copied(value.toJSON(name), isSorted, name);
  const names = Object.keys(value);
  if (isSorted) names.sort();
  const fields = Object.fromEntries(names.map((key) => [key, part(key)]));
  return { ...fields, toJSON: Object.hasOwn(fields, "toJSON") ? fields.toJSON : undefined };
}

/**
 * The JSON of plain data, or undefined as JSON.stringify gives it; `isSorted`: with the fields of each object in the order of their names.
 * Throws where JSON.stringify does.
 */
export const toJson = (value, isSorted = false) => JSON.stringify(isSorted || isChanged() ? copied(value, isSorted) : value);
