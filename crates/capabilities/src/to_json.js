// JSON of plain data, independent of other scripts of the page. Old versions of Prototype.js and other libraries define `toJSON` for arrays,
// objects, texts and dates: JSON.stringify then writes an array as a text.

const EPOCH = "1970-01-01T00:00:00.000Z";

/** Whether JSON.stringify may deviate from the standard. */
function isChanged() {
  try {
    return "toJSON" in [] || new Date(0).toJSON() !== EPOCH;
  } catch {
    return true;
  }
}

/**
 * Equal data without a `toJSON` on arrays, objects or dates. Instances of classes with their own `toJSON` are replaced by its result.
 */
function copied(value, isSorted, name = "") {
  if (typeof value === "function") return undefined;
  if (typeof value !== "object" || value === null) return value;
  const part = (key) => copied(value[key], isSorted, `${key}`);
  // A `toJSON` that is not a function has no effect, and hides an inherited one.
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
 * The JSON of plain data, or undefined as from JSON.stringify. `isSorted` sorts the fields of each object by name. It throws as JSON.stringify
 * does.
 */
export const toJson = (value, isSorted = false) => JSON.stringify(isSorted || isChanged() ? copied(value, isSorted) : value);
