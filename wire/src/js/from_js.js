// The bytes of plain JavaScript values. Walking an object from wasm, field by field, takes ten times as long.

// As in lib.rs.
const MAX_DEPTH = 32;
// A larger value is a mistake, and would be copied into every app.
const MAX_BYTES = 4 << 20;
const UINT = 0, NEGATIVE = 1, TEXT = 3, ARRAY = 4, MAP = 5;
const FALSE = 0xf4, TRUE = 0xf5, NULL = 0xf6, FLOAT = 0xfb;
const encoder = new TextEncoder();

// What is being written, and where its next byte goes. A getter that encodes, too, writes behind what is there.
let bytes = new Uint8Array(1024);
let at = 0;
let begin = 0;

/**
 * The bytes of what JSON can hold. `undefined` is null, and an undefined field is left out.
 *
 * @returns {Uint8Array} to be copied before anything else runs
 * @throws {{path: string, message: string}} for functions, symbols, big integers, numbers that are not finite, cycles, and
 *   values of more than 4 MiB
 */
export const fromJs = (value) => written(() => append(value, 0));

/** @returns {(type: string, payload: unknown) => Uint8Array} the bytes of an action, as `fromJs` gives them; throws an `Error` */
export const actionEncoder = () => (type, payload) => {
  try {
    return written(() => {
      if (payload !== undefined) head(ARRAY, 2);
      appendText(type);
      if (payload !== undefined) append(payload, 0);
    });
  } catch ({ path, message }) {
    throw new Error(`bad payload of "${type}": ${path ? `${path}: ` : ""}${message}`);
  }
};

function written(write) {
  const before = begin;
  begin = at;
  try {
    write();
    return bytes.subarray(begin, at);
  } finally {
    at = begin;
    begin = before;
    // One large value does not hold its room for good.
    if (at === 0 && bytes.length > 1 << 16) bytes = new Uint8Array(1024);
  }
}

function append(value, depth) {
  if (depth > MAX_DEPTH) throw unfit("nested too deeply, or within itself");
  if (at - begin > MAX_BYTES) throw unfit("larger than 4 MiB");
  switch (typeof value) {
    case "string":
      return appendText(value);
    case "number":
      return appendNumber(value);
    case "boolean":
      return put(value ? TRUE : FALSE);
    case "undefined":
      return put(NULL);
    case "object":
      return value === null ? put(NULL) : Array.isArray(value) ? appendList(value, depth) : appendFields(value, depth);
    default:
      throw unfit(`a ${typeof value} is not data`);
  }
}

function appendText(text) {
  const { length } = text;
  if (length > MAX_BYTES) throw unfit("larger than 4 MiB");
  // Short texts are mostly ASCII, and an encoder takes longer to call than they take to write.
  if (length < 64) {
    makeRoom(length + 2);
    const start = at;
    at += length < 24 ? 1 : 2;
    let index = 0;
    for (let code; index < length && (code = text.charCodeAt(index)) < 128; index++) bytes[at++] = code;
    const end = at;
    at = start;
    if (index === length) {
      head(TEXT, length);
      at = end;
      return;
    }
  }
  const encoded = encoder.encode(text);
  head(TEXT, encoded.length);
  makeRoom(encoded.length);
  bytes.set(encoded, at);
  at += encoded.length;
}

function appendNumber(number) {
  if (!Number.isFinite(number)) throw unfit("NaN and infinity cannot be stored");
  if (Number.isSafeInteger(number)) return number < 0 ? head(NEGATIVE, -1 - number) : head(UINT, number);
  put(FLOAT);
  makeRoom(8);
  new DataView(bytes.buffer).setFloat64(at, number);
  at += 8;
}

function appendList(list, depth) {
  head(ARRAY, list.length);
  let index = 0;
  try {
    for (; index < list.length; index++) append(list[index], depth + 1);
  } catch (error) {
    throw within(index, error);
  }
}

function appendFields(object, depth) {
  let name = "";
  try {
    const names = Object.keys(object).filter((name) => object[name] !== undefined);
    head(MAP, names.length);
    for (name of names) {
      appendText(name);
      append(object[name], depth + 1);
    }
  } catch (error) {
    throw within(name, error);
  }
}

function head(major, number) {
  makeRoom(9);
  if (number < 24) return put((major << 5) | number);
  const size = number < 0x100 ? 0 : number < 0x10000 ? 1 : number < 0x100000000 ? 2 : 3;
  put((major << 5) | (24 + size));
  for (let left = (1 << size) - 1; left >= 0; left--) bytes[at++] = Math.floor(number / 256 ** left) % 256;
}

function put(byte) {
  makeRoom(1);
  bytes[at++] = byte;
}

function makeRoom(length) {
  if (at + length <= bytes.length) return;
  const larger = new Uint8Array(2 * (at + length));
  larger.set(bytes.subarray(0, at));
  bytes = larger;
}

const unfit = (message) => ({ path: "", message });

/** What was wrong in the part of that name. */
function within(name, { path = "", message }) {
  return { path: `${name}${path && "."}${path}`, message };
}
