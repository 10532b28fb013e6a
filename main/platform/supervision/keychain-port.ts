import type { Keychain, RevealedSecret } from '../keys/keychain.ts';

/** The core's thread asks the host's keychain. */
export type KeychainQuestion = {
  readonly type: 'keychainAsked';
  readonly id: number;
  readonly method: keyof Keychain;
  readonly bytes: Uint8Array;
};

export type KeychainAnswer = {
  readonly type: 'keychainAnswered';
  readonly id: number;
  /** Null when the keychain refused; its own words are not passed on. */
  readonly value: Uint8Array | RevealedSecret | null;
};

/** The host's keychain as the core's thread sees it, and where its answers come in. */
export function keychainOver(post: (question: KeychainQuestion) => void) {
  const waiting = new Map<number, (value: KeychainAnswer['value']) => void>();
  let lastId = 0;
  async function ask<T extends Uint8Array | RevealedSecret>(
    method: keyof Keychain,
    bytes: Uint8Array,
  ): Promise<T> {
    lastId += 1;
    const id = lastId;
    const value = await new Promise<KeychainAnswer['value']>((resolve) => {
      waiting.set(id, resolve);
      post({ type: 'keychainAsked', id, method, bytes });
    });
    if (value === null) throw new Error('The keychain refused');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the host answers as that method of Keychain does
    return value as T;
  }
  const keychain: Keychain = {
    protect: (secret) => ask<Uint8Array>('protect', secret),
    reveal: (protectedSecret) => ask<RevealedSecret>('reveal', protectedSecret),
  };
  const answered = ({ id, value }: KeychainAnswer): void => {
    waiting.get(id)?.(value);
    waiting.delete(id);
  };
  return { keychain, answered };
}

/** The host's end: asks the real keychain and keeps no copy of the secret. */
export async function answerFromKeychain(
  keychain: Keychain | null,
  { id, method, bytes }: KeychainQuestion,
  post: (answer: KeychainAnswer) => void,
): Promise<void> {
  const answer = (value: KeychainAnswer['value']): void =>
    post({ type: 'keychainAnswered', id, value });
  try {
    if (keychain === null) return answer(null);
    if (method === 'protect') return answer(await keychain.protect(bytes));
    const revealed = await keychain.reveal(bytes);
    answer(revealed);
    revealed.secret.fill(0);
  } catch {
    answer(null);
  } finally {
    bytes.fill(0);
  }
}
