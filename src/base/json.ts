/** Parses JSON from a bucket within a bound of memory. */
import { LIMITS } from './limits.ts';

/**
 * JSON from a bucket, with a bound on what it takes in memory: a text of 64 MiB can ask for a hundred million lists.
 */
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;

/**
 * @param text UTF-8
 * @throws if it is not JSON, or has more than `LIMITS.jsonMaxValues` values
 */
export function parseJson(text: Uint8Array): unknown {
  // A value takes a byte at least.
  if (text.length > LIMITS.jsonMaxValues) countValues(text);
  return JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.length).toString()) as unknown;
}

/** Each value follows a comma, or is the first in a list or object, or the whole: names of fields come for free. */
function countValues(text: Uint8Array): void {
  let values = 1;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (isText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === COMMA || byte === OPEN_LIST || byte === OPEN_OBJECT) values++;
    if (values > LIMITS.jsonMaxValues) throw new Error(`it has more than ${String(LIMITS.jsonMaxValues)} values`);
  }
}
