/** A binary message: a JSON header, then the bytes of a file. The same layout as in the host. */
export type ByteFrame = { readonly header: unknown; readonly payload: Uint8Array };

/** Layout: header length (4 bytes, big-endian), header (JSON, UTF-8), payload. */
export function encodeByteFrame(header: object, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const frame = new Uint8Array(4 + json.byteLength + payload.byteLength);
  new DataView(frame.buffer).setUint32(0, json.byteLength);
  frame.set(json, 4);
  frame.set(payload, 4 + json.byteLength);
  return frame;
}

/** Throws for bytes that are not a frame: our own host sends none. */
export function decodeByteFrame(frame: ArrayBuffer): ByteFrame {
  const payloadAt = 4 + new DataView(frame).getUint32(0);
  const json = new TextDecoder().decode(new Uint8Array(frame, 4, payloadAt - 4));
  return { header: JSON.parse(json), payload: new Uint8Array(frame, payloadAt) };
}
