// JSON of plain data, independent of other scripts on the page. Old versions of Prototype.js and others define their own `toJSON` for arrays,
// objects, strings and dates, with which JSON.stringify writes an array as a string.

const EPOCH = "1970-01-01T00:00:00.000Z";

/** Whether scripts may have changed the result of JSON.stringify. */
function isChanged() {
  try {
    return "toJSON" in [] || new Date(0).toJSON() !== EPOCH;
  } catch {
    return true;
  }
}

/**
 * A copy of the data without a `toJSON` of arrays, objects or dates. Instances of classes with their own `toJSON`
 * are replaced by its result.
 */
function copied(value, isSorted, name = "") {
  if (typeof value === "function") return undefined;
  if (typeof value !== "object" || value === null) return value;
  const part = (key) => copied(value[key], isSorted, `${key}`);
  // A `toJSON` that is no function is ignored, and no copy inherits one.
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
 * The JSON of plain data, or undefined, as from JSON.stringify; `isSorted` sorts the fields of each object by name.
 * Throws where JSON.stringify does.
 */
export const toJson = (value, isSorted = false) => JSON.stringify(isSorted || isChanged() ? copied(value, isSorted) : value);
