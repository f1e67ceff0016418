// The bytes of plain JavaScript values. Walking an object from wasm, field by field, takes ten times as long.

// As in lib.rs.
const MAX_DEPTH = 32;
// A larger value is a mistake, and would be copied into every app.
const MAX_BYTES = 4 << 20;
const UINT = 0, NEGATIVE = 1, TEXT = 3, ARRAY = 4, MAP = 5;
const FALSE = 0xf4, TRUE = 0xf5, NULL = 0xf6, FLOAT = 0xfb;
const encoder = new TextEncoder();

/**
 * The bytes of what JSON can hold. `undefined` is null, and an undefined field is left out.
 *
 * @throws {{path: string, message: string}} for functions, symbols, big integers, numbers that are not finite, cycles, and
 *   values of more than 4 MiB
 */
export function fromJs(value) {
  const out = [];
  append(out, value, 0);
  return new Uint8Array(out);
}

/** @returns {(type: string, payload: unknown) => Uint8Array} the bytes of an action, as `fromJs` gives them; throws an `Error` */
export const actionEncoder = () => (type, payload) => {
  try {
    return fromJs(payload === undefined ? type : [type, payload]);
  } catch ({ path, message }) {
    // Within the payload, the action's second part.
    throw new Error(`bad payload of "${type}": ${path.replace(/^1\.?(.*)/, (_, within) => within && `${within}: `)}${message}`);
  }
};

function append(out, value, depth) {
  if (depth > MAX_DEPTH) throw unfit("nested too deeply, or within itself");
  if (out.length > MAX_BYTES) throw unfit("larger than 4 MiB");
  const kind = typeof value;
  if (value === undefined || value === null) out.push(NULL);
  else if (kind === "string") appendText(out, value);
  else if (kind === "boolean") out.push(value ? TRUE : FALSE);
  else if (kind === "number") appendNumber(out, value);
  else if (kind === "object") appendParts(out, value, depth + 1);
  else throw unfit(`a ${kind} is not data`);
}

function appendText(out, text) {
  const { length } = text;
  if (length > MAX_BYTES) throw unfit("larger than 4 MiB");
  const start = out.length;
  head(out, TEXT, length);
  // Most texts are short and ASCII, and an encoder takes longer to call than those take to write.
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
  const isList = Array.isArray(value);
  const names = isList ? [...value.keys()] : Object.keys(value).filter((name) => value[name] !== undefined);
  head(out, isList ? ARRAY : MAP, names.length);
  for (const name of names) {
    if (!isList) appendText(out, name);
    try {
      append(out, value[name], depth);
    } catch ({ path, message }) {
      throw { path: `${name}${path && "."}${path}`, message };
    }
  }
}

function head(out, major, number) {
  const size = number < 24 ? -1 : number < 0x100 ? 0 : number < 0x10000 ? 1 : number < 0x100000000 ? 2 : 3;
  out.push((major << 5) | (size < 0 ? number : 24 + size));
  for (let left = (1 << size) - 1; size >= 0 && left >= 0; left--) out.push(Math.floor(number / 256 ** left) % 256);
}

const unfit = (message) => ({ path: "", message });
