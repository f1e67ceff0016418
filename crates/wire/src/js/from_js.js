// Encodes plain JavaScript values. Reading an object from wasm, field by field, takes ten times as long.

// As in lib.rs.
const MAX_DEPTH = 32;
// A larger value is a mistake, and would be copied into every app.
const MAX_BYTES = 4 << 20;
const UINT = 0,
  NEGATIVE = 1,
  TEXT = 3,
  ARRAY = 4,
  MAP = 5;
const FALSE = 0xf4,
  TRUE = 0xf5,
  NULL = 0xf6,
  FLOAT = 0xfb;
const encoder = new TextEncoder();

/**
 * The bytes of a value that JSON can represent. `undefined` becomes null, and an undefined field is omitted.
 *
 * @throws {{path: string, message: string}} for functions, symbols, big integers, instances of classes (Date, Map, Error, ..),
 *   numbers that are not finite, fields that cannot be read, cycles, and values of more than 4 MiB
 */
export function fromJs(value) {
  const out = [];
  append(out, value, 0);
  return new Uint8Array(out);
}

/**
 * @returns {{(type: string, payload?: unknown, meta?: unknown, error?: unknown): Uint8Array, kind(value: unknown): string}} returns
 *   the bytes of an action, as `fromJs` does, and throws an `Error` that names the field; `kind` names the kind of a value
 */
export const actionEncoder = () =>
  Object.assign(
    (type, payload, meta, error) => {
      if (payload === undefined && meta === undefined && error === undefined) return fromJs(type);
      const out = [];
      head(out, ARRAY, payload === undefined ? 1 : 2);
      if (meta === undefined && error === undefined) appendText(out, type);
      else {
        // `meta` and `error` of a flux standard action stand beside the type: reducers get the payload unchanged.
        head(out, ARRAY, 2);
        appendText(out, type);
        head(out, MAP, (meta !== undefined) + (error !== undefined));
        if (meta !== undefined) appendPart(out, "meta", meta, type);
        if (error !== undefined) appendPart(out, "error", error, type);
      }
      if (payload !== undefined) appendPart(out, "payload", payload, type, true);
      return new Uint8Array(out);
    },
    { kind },
  );

/** A part of an action, after its name unless `isBare`. */
function appendPart(out, name, value, type, isBare) {
  if (!isBare) appendText(out, name);
  try {
    append(out, value, 1);
  } catch ({ path, message }) {
    throw new Error(`bad ${name} of "${type}": ${name}${path && "."}${path}: ${message}`);
  }
}

function append(out, value, depth) {
  if (depth > MAX_DEPTH) throw unfit("nested too deeply, or within itself");
  if (out.length > MAX_BYTES) throw unfit("larger than 4 MiB");
  const type = typeof value;
  if (value === undefined || value === null) out.push(NULL);
  else if (type === "string") appendText(out, value);
  else if (type === "boolean") out.push(value ? TRUE : FALSE);
  else if (type === "number") appendNumber(out, value);
  else if (type === "object") appendParts(out, value, depth + 1);
  else throw unfit(`a ${type} is not data`);
}

function appendText(out, text) {
  const { length } = text;
  if (length > MAX_BYTES) throw unfit("larger than 4 MiB");
  const start = out.length;
  head(out, TEXT, length);
  // Most texts are short and ASCII: calling an encoder takes longer than writing them.
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127 || index > 99) {
      out.length = start;
      const bytes = encoder.encode(text);
      head(out, TEXT, bytes.length);
      for (const byte of bytes) out.push(byte);
      return;
    }
    out.push(code);
  }
}

function appendNumber(out, number) {
  if (!Number.isFinite(number)) throw unfit("NaN and infinity cannot be stored");
  if (Number.isSafeInteger(number)) head(out, number < 0 ? NEGATIVE : UINT, number < 0 ? -1 - number : number);
  else out.push(FLOAT, ...new Uint8Array(Float64Array.of(number).buffer).reverse());
}

function appendParts(out, value, depth) {
  let names;
  let isList;
  let reading = "";
  const isThere = (name) => value[(reading = name)] !== undefined;
  try {
    let is = kind(value);
    isList = is === "array";
    // A Map or Date with the prototype of an object looks like an empty object. Its structured clone has the original prototype.
    if (is === "object" && !Object.keys(value).length) is = kind(copy(value));
    if (!isList && is !== "object") throw unfit(`${/^[AEIOU]/.test(is) ? "an" : "a"} ${is} is not data; put what it holds into a plain object`);
    // Before the elements are listed: an empty array may have a length of four billion.
    if (isList && value.length > MAX_BYTES) throw unfit("larger than 4 MiB");
    names = isList ? [...value.keys()] : Object.keys(value).filter(isThere);
  } catch (thrown) {
    throw { ...asUnfit(thrown), path: reading };
  }
  head(out, isList ? ARRAY : MAP, names.length);
  for (const name of names) {
    try {
      // As a key it would set the prototype of the decoded object.
      if (name === "__proto__") throw unfit("a field cannot have this name");
      if (!isList) appendText(out, name);
      append(out, value[name], depth);
    } catch (thrown) {
      const { path, message } = asUnfit(thrown);
      throw { path: `${name}${path && "."}${path}`, message };
    }
  }
}

/** A structured clone, or the value itself if it has none: a proxy, or any value in browsers of 2021. */
function copy(value) {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}

/** "object" for a plain object, "array" for an array, otherwise the actual kind: "Date", "number". */
function kind(value) {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return "array";
  const prototype = Object.getPrototypeOf(value);
  const isPlain =
    prototype === Object.prototype ||
    prototype === null ||
    // The prototype of plain objects in another realm, such as a frame, also ends the chain.
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf"));
  // Such as "[object Math]", or "[object Date]" of a Date whose prototype was changed.
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (isPlain) return tag === "Object" ? "object" : tag;
  const { constructor: made } = prototype;
  return (typeof made === "function" && made.name) || "class instance";
}

function head(out, major, number) {
  const size = number < 24 ? -1 : number < 0x100 ? 0 : number < 0x10000 ? 1 : number < 0x100000000 ? 2 : 3;
  out.push((major << 5) | (size < 0 ? number : 24 + size));
  for (let left = (1 << size) - 1; size >= 0 && left >= 0; left--) out.push(Math.floor(number / 256 ** left) % 256);
}

const unfit = (message) => ({ path: "", message });

/** The exception of a getter or a proxy, as an error of its value. */
const asUnfit = (thrown) =>
  typeof thrown?.path === "string" && Object.getPrototypeOf(thrown) === Object.prototype
    ? thrown
    : unfit(`it cannot be read: ${String(thrown?.message ?? thrown)}`);
