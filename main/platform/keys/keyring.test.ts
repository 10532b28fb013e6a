import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fakeKeychain } from '../../../test/fakes/keychain-fake.ts';
import { normalPassphrase } from '../../../shared/store/passphrase.ts';
import {
  addKeychain,
  beginGeneration,
  changePassphrase,
  endOlderGenerations,
  isPassphraseOf,
} from './change-keys.ts';
import type { Keychain } from './keychain.ts';
import {
  currentKey,
  forgetKeyring,
  type Keyring,
  type KeyWrap,
  type KeyWrapChange,
} from './keyring.ts';
import {
  createKeyring,
  firstWraps,
  openByKey,
  openByKeychain,
  openByPassphrase,
} from './open-keyring.ts';

// Guessing has its own test; here the cost of a guess only costs time.
const cost = { log2N: 2, r: 1, p: 1 };
const passphrase = '7K2QP-XW4M9-0AB1C-DEFGH-JKMNP';
const anyPassphrase = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });

async function create(chosen = passphrase, keychain: Keychain | null = null) {
  const keyring = createKeyring();
  return { keyring, wraps: await firstWraps(keyring, { passphrase: chosen, cost, keychain }) };
}

function changed(wraps: readonly KeyWrap[], { remove, put }: KeyWrapChange): readonly KeyWrap[] {
  const goes = ({ kind, generation }: KeyWrap): boolean =>
    [...remove, ...put].some((each) => each.kind === kind && each.generation === generation);
  return [...wraps.filter((wrap) => !goes(wrap)), ...put];
}

function keysOf(keyring: Keyring): Record<number, string> {
  return Object.fromEntries(
    [...keyring.keys].map(([generation, key]) => [generation, Buffer.from(key).toString('hex')]),
  );
}

async function opened(wraps: readonly KeyWrap[], text: string): Promise<Keyring> {
  const reply = await openByPassphrase(wraps, text);
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value;
}

describe('a passphrase', () => {
  test('opens the key that was sealed to it, and any other passphrase nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyPassphrase, anyPassphrase, async (chosen, other) => {
        const { keyring, wraps } = await create(chosen);
        expect(keysOf(await opened(wraps, chosen))).toEqual(keysOf(keyring));
        const isSame = normalPassphrase(other) === normalPassphrase(chosen);
        expect((await openByPassphrase(wraps, other)).ok).toBe(isSame);
      }),
      { numRuns: 60 },
    );
  });

  test('that is wrong is answered without a word of what was typed or kept', async () => {
    const { wraps } = await create();
    expect(await openByPassphrase(wraps, 'not the passphrase')).toEqual({
      ok: false,
      failure: { code: 'WrongPassphrase', message: 'That passphrase is not right.' },
    });
  });

  test('opens nothing where any bit of the wrap was changed', async () => {
    const { wraps } = await create();
    const [wrap] = wraps;
    if (!wrap) throw new Error('no wrap');
    const body: Record<string, unknown> = JSON.parse(wrap.body);
    const places = [['sender'], ['box', 'nonce'], ['box', 'text'], ['lock', 'salt']] as const;
    for (const place of places) {
      const forged = structuredClone(body);
      const holder = (place.length === 2 ? forged[place[0]] : forged) as Record<string, string>;
      const name = place.at(-1) ?? '';
      const content = Buffer.from(holder[name] ?? '', 'base64');
      content[5] = (content[5] ?? 0) ^ 1;
      holder[name] = content.toString('base64');
      const reply = await openByPassphrase([{ ...wrap, body: JSON.stringify(forged) }], passphrase);
      expect(reply.ok, name).toBe(false);
    }
    const moved = { ...wrap, generation: 2 };
    expect(await openByPassphrase([moved], passphrase)).toMatchObject({ ok: false });
  });

  test.each(['', 'null', '{}', '{"lock":{"log2N":60,"r":8,"p":1,"salt":"","publicKey":""}}'])(
    'finds a wrap %j damaged, not an error',
    async (body) => {
      const wrap: KeyWrap = { kind: 'passphrase', generation: 1, body };
      expect(await openByPassphrase([wrap], passphrase)).toMatchObject({
        failure: { code: 'DamagedWrap' },
      });
      expect(await openByPassphrase([], passphrase)).toMatchObject({
        failure: { code: 'DamagedWrap' },
      });
    },
  );

  test('is changed without a new data key; the one before opens nothing any more', async () => {
    const open = await create();
    const wrong = await changePassphrase(open, { current: 'no', next: 'correct horse' }, cost);
    expect(wrong).toMatchObject({ failure: { code: 'WrongPassphrase' } });
    const right = { current: passphrase, next: 'correct horse battery' };
    const reply = await changePassphrase(open, right, cost);
    if (!reply.ok) throw new Error('refused');
    const wraps = changed(open.wraps, reply.value);
    expect(keysOf(await opened(wraps, 'correct  horse battery '))).toEqual(keysOf(open.keyring));
    expect((await openByPassphrase(wraps, passphrase)).ok).toBe(false);
  });

  test('of other records is not the one of these', async () => {
    const [ours, theirs] = [await create(), await create()];
    expect(await isPassphraseOf(ours, passphrase)).toBe(true);
    expect(await isPassphraseOf({ ...ours, wraps: theirs.wraps }, passphrase)).toBe(false);
  });
});

describe('a keychain', () => {
  test('opens the records it was given, and not where it is another one', async () => {
    const [ours, theirs] = [fakeKeychain(), fakeKeychain()];
    const { keyring, wraps } = await create(passphrase, ours.keychain);
    const reply = await openByKeychain(wraps, ours.keychain);
    if (!reply.ok) throw new Error(reply.failure.code);
    expect(keysOf(reply.value.keyring)).toEqual(keysOf(keyring));
    expect(reply.value.fresh).toBeNull();
    expect(await openByKeychain(wraps, theirs.keychain)).toMatchObject({
      failure: { code: 'KeychainRefused' },
    });
  });

  test('that is locked says so without its own words, and keeps nobody from creating records', async () => {
    const { keychain, state } = fakeKeychain();
    state.isLocked = true;
    const { wraps } = await create(passphrase, keychain);
    expect(wraps.map(({ kind }) => kind)).toEqual(['passphrase']);
    expect(await openByKeychain(wraps, keychain)).toMatchObject({
      failure: { code: 'NoKeychainWrap' },
    });
    state.isLocked = false;
    const made = await create(passphrase, keychain);
    state.isLocked = true;
    const refused = await openByKeychain(made.wraps, keychain);
    expect(refused).toMatchObject({ failure: { code: 'KeychainRefused' } });
    expect(JSON.stringify(refused)).not.toContain('hunter2');
  });

  test('whose own key was changed protects the secret anew', async () => {
    const { keychain, state } = fakeKeychain();
    const { keyring, wraps } = await create(passphrase, keychain);
    state.isStale = true;
    const reply = await openByKeychain(wraps, keychain);
    const fresh = reply.ok ? reply.value.fresh : null;
    if (!fresh) throw new Error('no fresh wrap');
    state.isStale = false;
    const renewed = await openByKeychain(changed(wraps, { remove: [], put: [fresh] }), keychain);
    expect(renewed.ok && keysOf(renewed.value.keyring)).toEqual(keysOf(keyring));
    expect(renewed.ok && renewed.value.fresh).toBeNull();
  });

  test('is added to records that came from another computer', async () => {
    const [there, here] = [fakeKeychain(), fakeKeychain()];
    const open = await create(passphrase, there.keychain);
    const change = await addKeychain(open, here.keychain);
    if (!change) throw new Error('refused');
    const wraps = changed(open.wraps, change);
    expect((await openByKeychain(wraps, here.keychain)).ok).toBe(true);
    expect((await openByKeychain(wraps, there.keychain)).ok).toBe(false);
  });
});

describe('a generation of keys', () => {
  async function begun() {
    const { keychain } = fakeKeychain();
    const open = await create(passphrase, keychain);
    const next = await beginGeneration(open, keychain);
    if (!next) throw new Error('refused');
    return { open, keychain, next, wraps: changed(open.wraps, next.change) };
  }

  test('that begins opens to the same passphrase and keychain, and reaches the one before', async () => {
    const { open, keychain, next, wraps } = await begun();
    expect(next.keyring.current).toBe(2);
    expect(next.keyring.keys.size).toBe(2);
    expect(keysOf(next.keyring)).toMatchObject(keysOf(open.keyring));
    expect(keysOf(await opened(wraps, passphrase))).toEqual(keysOf(next.keyring));
    const reply = await openByKeychain(wraps, keychain);
    expect(reply.ok && keysOf(reply.value.keyring)).toEqual(keysOf(next.keyring));
  });

  test('that is over leaves no way to the key before it', async () => {
    const { open, next, wraps } = await begun();
    const ended = endOlderGenerations({ keyring: next.keyring, wraps });
    const left = changed(wraps, ended.change);
    expect(left.map(({ kind, generation }) => [kind, generation])).toEqual([
      ['passphrase', 2],
      ['keychain', 2],
    ]);
    expect(keysOf(await opened(left, passphrase))).toEqual(keysOf(ended.keyring));
    const old = currentKey(open.keyring).key;
    expect(Object.values(keysOf(ended.keyring))).not.toContain(Buffer.from(old).toString('hex'));
  });

  test('does not give its key to whoever put a passphrase of their own in the file', async () => {
    const open = await create();
    const theirs = await create('the passphrase of a thief');
    expect(await beginGeneration({ ...open, wraps: theirs.wraps }, null)).toBeNull();
  });

  test('opens again with the key that was in use, and with no other', async () => {
    const { next, wraps, open } = await begun();
    const again = openByKey(wraps, currentKey(next.keyring).key);
    expect(again && keysOf(again)).toEqual(keysOf(next.keyring));
    expect(openByKey(wraps, currentKey(open.keyring).key)).toBeNull();
    expect(openByKey(wraps, new Uint8Array(32))).toBeNull();
  });
});

test('a keyring that was forgotten holds zeros', async () => {
  const { keyring } = await create();
  forgetKeyring(keyring);
  expect(currentKey(keyring).key).toEqual(new Uint8Array(32));
});

test('no two records ever get the same wrap', async () => {
  const [one, other] = [await create(), await create()];
  expect(one.wraps).not.toEqual(other.wraps);
  expect(keysOf(one.keyring)).not.toEqual(keysOf(other.keyring));
});
