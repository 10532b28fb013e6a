import { z } from 'zod';
import { deriveSubkey } from './key-derivation.ts';
import { type DataKey, type KeyWrap, wrapBinding, wrapContent } from './keyring.ts';
import { openKey, sealedBox, sealKey } from './sealed-box.ts';

/** `under`: the generation whose key opens it. */
const previousBody = z.strictObject({ under: z.int(), box: sealedBox });

/** An older generation's key under the key that follows it. */
export function sealPrevious(older: DataKey, newer: DataKey): KeyWrap {
  const place = { kind: 'previous', generation: older.generation } as const;
  const under = deriveSubkey(newer.key, 'previous key');
  const box = sealKey(older.key, under, wrapBinding(place));
  under.fill(0);
  const body: z.input<typeof previousBody> = { under: newer.generation, box };
  return { ...place, body: JSON.stringify(body) };
}

/** The newest key and every older one that can be reached from it. */
export function withPreviousKeys(
  newest: DataKey,
  wraps: readonly KeyWrap[],
): ReadonlyMap<number, Uint8Array> {
  const keys = new Map([[newest.generation, newest.key]]);
  const previous = wraps
    .filter(({ kind }) => kind === 'previous')
    .toSorted((one, other) => other.generation - one.generation);
  for (const wrap of previous) {
    const key = openPrevious(wrap, keys);
    if (key) keys.set(wrap.generation, key);
  }
  return keys;
}

function openPrevious(wrap: KeyWrap, keys: ReadonlyMap<number, Uint8Array>): Uint8Array | null {
  const body = previousBody.safeParse(wrapContent(wrap));
  const newer = body.success ? keys.get(body.data.under) : undefined;
  if (!body.success || !newer) return null;
  const under = deriveSubkey(newer, 'previous key');
  const key = openKey(body.data.box, under, wrapBinding(wrap));
  under.fill(0);
  return key;
}
