/** The data keys that a store's pages may be sealed under, by generation; new pages take the current one. */
export type Keyring = {
  readonly current: number;
  /** 32 random bytes each. */
  readonly keys: ReadonlyMap<number, Uint8Array>;
};

export const wrapKinds = ['passphrase', 'keychain', 'previous'] as const;
export type WrapKind = (typeof wrapKinds)[number];

/**
 * One way to a data key, as it stands in `records.store`: sealed under a passphrase, under a secret of
 * this computer's keychain, or, while records are encrypted anew, under the key that follows it.
 */
export type KeyWrap = {
  readonly kind: WrapKind;
  readonly generation: number;
  /** JSON of the kind's own form. */
  readonly body: string;
};

/** Wraps that go and wraps that come, in one step. */
export type KeyWrapChange = {
  readonly remove: readonly Pick<KeyWrap, 'kind' | 'generation'>[];
  readonly put: readonly KeyWrap[];
};

/** A data key with its generation. */
export type DataKey = { readonly generation: number; readonly key: Uint8Array };

/** The key that new pages are sealed under. */
export function currentKey({ current, keys }: Keyring): DataKey {
  const key = keys.get(current);
  if (!key) throw new Error('A keyring lacks its current key');
  return { generation: current, key };
}

/** Overwrites the keys with zeros; the keyring opens nothing afterwards. */
export function forgetKeyring({ keys }: Keyring): void {
  for (const key of keys.values()) key.fill(0);
}

/** The wrap of a kind that leads to the newest key, or undefined. */
export function newestWrap(wraps: readonly KeyWrap[], kind: WrapKind): KeyWrap | undefined {
  return wraps
    .filter((wrap) => wrap.kind === kind)
    .toSorted((one, other) => other.generation - one.generation)[0];
}

/** The JSON of a wrap's body, or null when it is none. */
export function wrapContent({ body }: KeyWrap): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** What the seal of a wrap is bound to: it opens in no other wrap's place. */
export function wrapBinding({ kind, generation }: Pick<KeyWrap, 'kind' | 'generation'>): string {
  return `caretrail key wrap ${kind} ${generation}`;
}
