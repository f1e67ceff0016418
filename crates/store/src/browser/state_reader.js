// The states of slices as plain objects, decoded from their bytes (the crate `tarn-wire`, a subset of CBOR) in the owner's memory. Creating
// objects from wasm, field by field, takes ten times as long.
//
// Equal bytes keep the same object: clients that compare elements by identity skip unchanged ones, as with Immer in Redux Toolkit.

const MAX_DEPTH = 64;
const UINT = 0,
  NEGATIVE = 1,
  TEXT = 3,
  ARRAY = 4,
  MAP = 5,
  SIMPLE = 7;
const decoder = new TextDecoder();

/** The state of all slices, which the owner updates: a new object whenever a slice changes. */
export function stateReader() {
  // By slice: a copy of its bytes, and the positions of the fields in them.
  const last = new Map();
  return {
    state: {},
    put(slice, value) {
      this.state = { ...this.state, [slice]: value };
    },
    /** Throws if the bytes are malformed. */
    read(slice, bytes) {
      const input = new Input(bytes, last.get(slice)?.bytes);
      const { value, fields } = readState(input, last.get(slice)?.fields);
      if (input.at !== bytes.length) throw new Error("trailing bytes after the value");
      last.set(slice, { bytes: bytes.slice(), fields });
      this.put(slice, value);
    },
    /** Replaces numbers: `lines.3.quantity=5 updatedSeq=17`. Objects without changed numbers keep their identity. */
    patch(slice, numbers) {
      let value = this.state[slice];
      for (const number of numbers.split(" ")) {
        const at = number.indexOf("=");
        value = withNumber(value, number.slice(0, at).split("."), 0, Number(number.slice(at + 1)));
      }
      this.put(slice, value);
    },
    remove(slice) {
      last.delete(slice);
      const { [slice]: _, ...rest } = this.state;
      this.state = rest;
    },
  };
}

function withNumber(value, path, depth, number) {
  if (depth === path.length) return number;
  const copy = Array.isArray(value) ? value.slice() : { ...value };
  copy[path[depth]] = withNumber(copy[path[depth]], path, depth + 1, number);
  return copy;
}

/** A state and its fields by name. */
function readState(input, known) {
  if (input.major() !== MAP) return { value: input.item(0) };
  const value = {};
  const fields = new Map();
  for (let count = input.head(); count > 0; count--) {
    const name = input.item(1);
    const field = readField(input, known?.get(name));
    fields.set(name, field);
    value[name] = field.value;
  }
  return { value, fields };
}

/** The value of a field, its position, and for a list the position of each element. */
function readField(input, known) {
  const start = input.at;
  if (known && input.skipSame(known.start, known.length)) return { ...known, start };
  if (input.major() !== ARRAY) {
    const value = input.item(1);
    return { value, start, length: input.at - start };
  }
  const value = [];
  const elements = [];
  const isAt = (place) => {
    const element = known?.elements?.[place];
    return element !== undefined && input.skipSame(known.start + element.offset, element.length);
  };
  // The previous position of the next element. After an inserted or removed element it is beside its place.
  let place = 0;
  for (let count = input.head(); count > 0; count--) {
    const offset = input.at - start;
    const same = isAt(place) ? place : isAt(place + 1) ? place + 1 : isAt(place - 1) ? place - 1 : undefined;
    value.push(same === undefined ? input.item(2) : known.value[same]);
    place = (same ?? place) + 1;
    elements.push({ offset, length: input.at - start - offset });
  }
  return { value, elements, start, length: input.at - start };
}

class Input {
  /** `before`: the bytes of the previous state. */
  constructor(bytes, before) {
    this.bytes = bytes;
    this.before = before;
    this.at = 0;
  }

  /** The major type of the next item. */
  major() {
    return this.bytes[this.at] >> 5;
  }

  byte() {
    if (this.at >= this.bytes.length) throw new Error("cut short");
    return this.bytes[this.at++];
  }

  /** The number of the next item. */
  head() {
    const code = this.byte() & 31;
    if (code < 24) return code;
    if (code > 27) throw new Error("an unknown kind of item");
    let number = 0;
    for (let left = 1 << (code - 24); left > 0; left--) number = number * 256 + this.byte();
    return number;
  }

  item(depth) {
    if (depth > MAX_DEPTH) throw new Error("nested too deeply");
    switch (this.major()) {
      case UINT:
        return this.head();
      case NEGATIVE:
        return -1 - this.head();
      case TEXT:
        return this.text(this.head());
      case ARRAY: {
        const list = [];
        for (let count = this.head(); count > 0; count--) list.push(this.item(depth + 1));
        return list;
      }
      case MAP: {
        const object = {};
        for (let count = this.head(); count > 0; count--) {
          const name = this.item(depth + 1);
          object[name] = this.item(depth + 1);
        }
        return object;
      }
      case SIMPLE:
        return this.simple(this.byte());
      default:
        throw new Error("an unknown kind of item");
    }
  }

  text(length) {
    const end = this.at + length;
    if (end > this.bytes.length) throw new Error("cut short");
    // Short texts are mostly ASCII: calling a decoder takes longer than reading them.
    if (length < 32) {
      let text = "";
      let at = this.at;
      while (at < end && this.bytes[at] < 128) text += String.fromCharCode(this.bytes[at++]);
      if (at === end) {
        this.at = end;
        return text;
      }
    }
    const text = decoder.decode(this.bytes.subarray(this.at, end));
    this.at = end;
    return text;
  }

  simple(first) {
    if (first === 0xf4) return false;
    if (first === 0xf5) return true;
    if (first === 0xf6) return null;
    if (first !== 0xfb) throw new Error("an unknown kind of item");
    const number = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at, 8).getFloat64(0);
    this.at += 8;
    return number;
  }

  /** Skips the next item if it equals the previous item at `start`; the bytes of an item determine its end. */
  skipSame(start, length) {
    const { bytes, before, at } = this;
    if (length === 0 || at + length > bytes.length) return false;
    for (let index = 0; index < length; index++) if (bytes[at + index] !== before[start + index]) return false;
    this.at += length;
    return true;
  }
}
