import { sha256 } from '../platform/file-store.ts';

/** SHA-256 of a text in UTF-8, in hex. */
export function digestOfText(text: string): string {
  return sha256(new TextEncoder().encode(text));
}
