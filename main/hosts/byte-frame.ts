/** A binary message: a JSON header, then the bytes of a file. */
export type ByteFrame = { readonly header: unknown; readonly payload: Uint8Array };

/** Layout: header length (4 bytes, big-endian), header (JSON, UTF-8), payload. */
export function encodeByteFrame(header: object, payload: Uint8Array): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.byteLength);
  return Buffer.concat([length, json, payload]);
}

/** Null for bytes that are not a frame. */
export function decodeByteFrame(frame: Buffer): ByteFrame | null {
  if (frame.byteLength < 4) return null;
  const payloadAt = 4 + frame.readUInt32BE(0);
  if (payloadAt > frame.byteLength) return null;
  const header = parseJson(frame.toString('utf8', 4, payloadAt));
  return header === undefined ? null : { header, payload: frame.subarray(payloadAt) };
}

/** Undefined for text that is not JSON, which has no `undefined` of its own. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
