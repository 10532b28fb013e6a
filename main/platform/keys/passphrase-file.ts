import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { keyFor, keyFrom, passphraseKey } from './passphrase-key-pair.ts';
import { type PassphraseLock, passphraseLock } from './passphrase-wrap.ts';
import { asBytesText, bytesText } from './sealed-box.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NEWLINE = 10;

const header = z.strictObject({ lock: passphraseLock, sender: bytesText, nonce: bytesText });

/**
 * A file that only a passphrase opens, sealed without knowing it: a line that says what it is, a line of JSON
 * with the way to the key, then the content, AES-256-GCM over it and both lines.
 */
export function sealFile(title: string, lock: PassphraseLock, content: Uint8Array): Uint8Array {
  const { key, sender } = keyFor(lock.publicKey);
  const nonce = randomBytes(NONCE_BYTES);
  const said: z.input<typeof header> = {
    lock: { ...lock, salt: asBytesText(lock.salt), publicKey: asBytesText(lock.publicKey) },
    sender: asBytesText(sender),
    nonce: asBytesText(nonce),
  };
  const head = Buffer.from(`${title}\n${JSON.stringify(said)}\n`);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(head);
  const sealed = Buffer.concat([head, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  key.fill(0);
  return new Uint8Array(sealed);
}

export type FromFile = Uint8Array | 'notOurs' | 'wrongPassphrase';

/** `notOurs` for a file of another kind or one that was cut off; a damaged one is told as a wrong passphrase. */
export async function openFile(
  title: string,
  file: Uint8Array,
  passphrase: string,
): Promise<FromFile> {
  const firstEnd = file.indexOf(NEWLINE);
  const headEnd = file.indexOf(NEWLINE, firstEnd + 1) + 1;
  const text = Buffer.from(file.subarray(0, headEnd)).toString();
  const said = header.safeParse(parseJson(text.slice(title.length + 1)));
  const isOurs = text.startsWith(`${title}\n`) && said.success;
  if (!isOurs || file.length < headEnd + TAG_BYTES) return 'notOurs';
  const { lock, sender, nonce } = said.data;
  if (nonce.length !== NONCE_BYTES) return 'notOurs';
  try {
    const key = keyFrom(sender, await passphraseKey(passphrase, lock.salt, lock));
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    key.fill(0);
    decipher.setAuthTag(file.subarray(-TAG_BYTES));
    decipher.setAAD(file.subarray(0, headEnd));
    const opened = decipher.update(file.subarray(headEnd, -TAG_BYTES));
    decipher.final();
    return new Uint8Array(opened);
  } catch {
    return 'wrongPassphrase';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
