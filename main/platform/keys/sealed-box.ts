import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes in the JSON of a wrap: base64. */
export const bytesText = z
  .base64()
  .transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')));

export function asBytesText(content: Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

/** A key under another key, as it stands in the JSON of a wrap. */
export const sealedBox = z.strictObject({ nonce: bytesText, text: bytesText });
export type SealedBox = z.output<typeof sealedBox>;

/** Seals a key under another with AES-256-GCM; it opens again only with the same `boundTo`. */
export function sealKey(
  key: Uint8Array,
  under: Uint8Array,
  boundTo: string,
): z.input<typeof sealedBox> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, under, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(boundTo));
  const text = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { nonce: asBytesText(nonce), text: asBytesText(text) };
}

/** The key, or null when `under` or `boundTo` is another, or anything was altered. */
export function openKey(
  { nonce, text }: SealedBox,
  under: Uint8Array,
  boundTo: string,
): Uint8Array | null {
  if (nonce.length !== NONCE_BYTES || text.length < TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, under, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(text.subarray(-TAG_BYTES));
  decipher.setAAD(Buffer.from(boundTo));
  const opened = decipher.update(text.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    opened.fill(0);
    return null;
  }
  const key = Uint8Array.from(opened);
  opened.fill(0);
  return key;
}
