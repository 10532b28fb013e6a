import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { isPassword } from '../../shared/staff/pin.ts';

/** scrypt's parameters (RFC 7914): N = 2^log2N, block size r, parallelisation p. */
export type PinCost = { readonly log2N: number; readonly r: number; readonly p: number };

/** One of the equivalent settings of OWASP's password storage cheat sheet: 64 MiB, about 0.3 s. */
export const DEFAULT_PIN_COST: PinCost = { log2N: 16, r: 8, p: 2 };

const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** Node refuses scrypt beyond 32 MiB unless told how much it may take. */
function memoryLimit({ log2N, r, p }: PinCost): number {
  return 128 * r * (2 ** log2N + p + 2) + 1024 * 1024;
}

function derive(pin: string, salt: Buffer, cost: PinCost): Promise<Buffer> {
  const options = { N: 2 ** cost.log2N, r: cost.r, p: cost.p, maxmem: memoryLimit(cost) };
  return new Promise((resolve, reject) => {
    scrypt(pin.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** Returns `scrypt$log2N$r$p$salt$key`, so that each PIN remembers what it was hashed with. */
export async function hashPin(pin: string, cost: PinCost): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(pin, salt, cost);
  const { log2N, r, p } = cost;
  return ['scrypt', log2N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** A PIN as it is stored; `mustChange` when somebody else than its owner chose it. */
export async function storedPin(
  pin: string,
  cost: PinCost,
  { mustChange }: { readonly mustChange: boolean },
) {
  return { pinHash: await hashPin(pin, cost), isPassword: isPassword(pin), mustChange };
}

/** Takes as long for a wrong PIN as for the right one. */
export async function isPin(pin: string, pinHash: string): Promise<boolean> {
  const [scheme, log2N, r, p, salt = '', key = ''] = pinHash.split('$');
  if (scheme !== 'scrypt') throw new Error('A stored PIN hash is of an unknown kind');
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const expected = Buffer.from(key, 'base64url');
  return timingSafeEqual(await derive(pin, Buffer.from(salt, 'base64url'), cost), expected);
}

// RFC 7914, section 12, third vector: scrypt("pleaseletmein", "SodiumChloride", 2^14, 8, 1).
const KNOWN_KEY = '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2';

/** Proves at start that this computer hashes as the standard says: else no PIN could be verified later. */
export async function checkPinHashing(): Promise<void> {
  const cost = { log2N: 14, r: 8, p: 1 };
  const key = await derive('pleaseletmein', Buffer.from('SodiumChloride'), cost);
  // The standard's key has 64 bytes, of which a shorter one is the beginning.
  if (key.toString('hex') !== KNOWN_KEY)
    throw new Error('scrypt on this computer gives wrong keys');
}
