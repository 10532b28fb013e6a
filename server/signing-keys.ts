import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';
import { inCentral, type Pool } from './database.ts';

export type SigningKey = { readonly id: string; readonly key: CryptoKey };

/** Keys that tokens are signed with: one signs, all are good for verifying. */
export type SigningKeys = {
  readonly current: () => Promise<SigningKey>;
  readonly publicKey: (id: string) => Promise<CryptoKey | undefined>;
};

const octetKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

type StoredKey = { readonly id: string; readonly jwk: z.infer<typeof octetKey> };

/** The keys that all nodes share; the first node that asks makes the first one. */
export function createSigningKeys(pool: Pool): SigningKeys {
  const publicKeys = new Map<string, CryptoKey>();
  let current: Promise<SigningKey> | undefined;
  return {
    current: () => {
      current ??= loadCurrent(pool).catch((error: unknown) => {
        current = undefined;
        throw error;
      });
      return current;
    },
    publicKey: async (id) => {
      const known = publicKeys.get(id);
      if (known) return known;
      const stored = (await selectKeys(pool)).find((each) => each.id === id);
      if (!stored) return undefined;
      const { d: _private, ...publicJwk } = stored.jwk;
      const key = await importEd25519(publicJwk);
      publicKeys.set(id, key);
      return key;
    },
  };
}

async function loadCurrent(pool: Pool): Promise<SigningKey> {
  const [newest] = await selectKeys(pool);
  const stored = newest ?? (await makeKey(pool));
  return { id: stored.id, key: await importEd25519(stored.jwk) };
}

async function selectKeys(pool: Pick<Pool, 'query'>): Promise<readonly StoredKey[]> {
  const { rows } = await pool.query<{ id: string; jwk: unknown }>(
    'SELECT id, private_key AS jwk FROM caretrail.signing_keys ORDER BY created_at DESC, id',
  );
  return rows.map(({ id, jwk }) => ({ id, jwk: octetKey.parse(jwk) }));
}

function makeKey(pool: Pool): Promise<StoredKey> {
  return inCentral(pool, async (client) => {
    await client.query('LOCK TABLE signing_keys IN SHARE ROW EXCLUSIVE MODE');
    const [made] = await selectKeys(client);
    if (made) return made;
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const key: StoredKey = { id: randomUUID(), jwk: octetKey.parse(await exportJWK(privateKey)) };
    await client.query('INSERT INTO signing_keys (id, private_key) VALUES ($1, $2)', [
      key.id,
      key.jwk,
    ]);
    return key;
  });
}

/** A key of Ed25519, private where the JSON Web Key has its d. */
export async function importEd25519(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('This is no Ed25519 key');
  return key;
}
