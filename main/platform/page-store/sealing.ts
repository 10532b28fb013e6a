import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { Keyring } from '../keys/keyring.ts';
import { SealBroken } from './store-errors.ts';

/** A row's place: the table's tag (1 to 7) and the row's id (0 to 2^53). Content is bound to it. */
export type Place = { readonly table: number; readonly rowId: number };

/** Which sealing of a row this is; no two ever share both numbers. */
export type Version = { readonly opening: number; readonly serial: number };

/** `body` is the authentication tag, then the ciphertext. */
export type Sealed = Version & { readonly body: Uint8Array };

/**
 * One opening of the file for writing. It seals under a key of its own, derived from the data key and
 * 16 random bytes, and counts its nonces from 1: nothing is ever used twice, not after a crash, nor
 * when a restored or copied file is written to in two places.
 */
export type Opening = {
  readonly id: number;
  readonly generation: number;
  readonly salt: Uint8Array;
};

export type Sealer = {
  /** The opening that new rows are sealed under; it must be stored before they count. */
  readonly current: () => Opening;
  readonly seal: (place: Place, plain: Uint8Array) => Sealed;
  /** Throws SealBroken. */
  readonly open: (place: Place, sealed: Sealed) => Buffer;
  /** Begins an opening under another generation's key. */
  readonly turnTo: (keyring: Keyring) => void;
};

export type SealerOptions = {
  readonly keyring: Keyring;
  /** Derives a generation's key for this kind of file from its data key. */
  readonly subkey: (dataKey: Uint8Array) => Uint8Array;
  readonly openings: readonly Opening[];
};

const CIPHER = 'aes-256-gcm';
const TAG = { authTagLength: 16 } as const;
const SALT_BYTES = 16;

export function createSealer(options: SealerOptions): Sealer {
  return new OpeningSealer(options);
}

class OpeningSealer implements Sealer {
  readonly #subkey: SealerOptions['subkey'];
  readonly #known: Map<number, Opening>;
  readonly #keys = new Map<number, KeyObject>();
  #keyring: Keyring;
  #current: Opening;
  #serial = 0;

  constructor({ keyring, subkey, openings }: SealerOptions) {
    this.#subkey = subkey;
    this.#known = new Map(openings.map((opening) => [opening.id, opening]));
    this.#keyring = keyring;
    this.#current = this.#begin();
  }

  current(): Opening {
    return this.#current;
  }

  seal(place: Place, plain: Uint8Array): Sealed {
    this.#serial += 1;
    const opening = this.#current.id;
    const cipher = createCipheriv(CIPHER, this.#keyOf(opening), nonceOf(this.#serial), TAG);
    cipher.setAAD(placeBytes(place));
    const text = cipher.update(plain);
    cipher.final();
    return { opening, serial: this.#serial, body: Buffer.concat([cipher.getAuthTag(), text]) };
  }

  open(place: Place, { opening, serial, body }: Sealed): Buffer {
    const key = this.#keyOf(opening);
    try {
      // Also refuses a serial that no sealing ever gets.
      const decipher = createDecipheriv(CIPHER, key, nonceOf(serial), TAG);
      decipher.setAuthTag(body.subarray(0, TAG.authTagLength));
      decipher.setAAD(placeBytes(place));
      const plain = decipher.update(body.subarray(TAG.authTagLength));
      decipher.final();
      return plain;
    } catch {
      throw new SealBroken();
    }
  }

  turnTo(keyring: Keyring): void {
    this.#keyring = keyring;
    this.#keys.clear();
    this.#serial = 0;
    this.#current = this.#begin();
  }

  #begin(): Opening {
    const id = 1 + Math.max(0, ...this.#known.keys());
    const opening = { id, generation: this.#keyring.current, salt: randomBytes(SALT_BYTES) };
    this.#known.set(id, opening);
    // At once: derived from a data key that was overwritten meanwhile, it would be a key that anybody knows.
    this.#keyOf(id);
    return opening;
  }

  #keyOf(openingId: number): KeyObject {
    const cached = this.#keys.get(openingId);
    if (cached) return cached;
    const opening = this.#known.get(openingId);
    const dataKey = opening && this.#keyring.keys.get(opening.generation);
    if (!opening || !dataKey) throw new SealBroken();
    const root = this.#subkey(dataKey);
    const derived = createHmac('sha256', root).update(opening.salt).digest();
    const key = createSecretKey(derived);
    root.fill(0);
    derived.fill(0);
    this.#keys.set(openingId, key);
    return key;
  }
}

/** 12 bytes: the serial, then zeros. A reused buffer, because the cipher copies it at once. */
const nonce = Buffer.alloc(12);
function nonceOf(serial: number): Buffer {
  nonce.writeUIntBE(serial, 0, 6);
  return nonce;
}

const place9 = Buffer.alloc(9);
function placeBytes({ table, rowId }: Place): Buffer {
  place9[0] = table;
  place9.writeBigUInt64BE(BigInt(rowId), 1);
  return place9;
}
