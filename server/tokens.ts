import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Pool } from './database.ts';
import type { Devices } from './devices.ts';
import { createLru } from './lru.ts';
import { Refused } from './refused.ts';
import { importEd25519, type SigningKeys } from './signing-keys.ts';

/** Who a request comes from, by its token. */
export type Bearer = { readonly deviceId: string; readonly siteId: string };

export type Tokens = {
  /** For an assertion that a device signed for this origin (scheme, host and port) or that host. */
  readonly issue: (assertion: string, isOurs: (audience: string) => boolean) => Promise<Issued>;
  /** Throws `unauthorized` for a token that is none of ours or too old. */
  readonly verify: (token: string) => Promise<Bearer>;
};

type Issued = { readonly token: string; readonly expiresAtMs: number };

const TOKEN_MS = 15 * 60 * 1000;
const TOLERANCE_S = 10 * 60;
/** An assertion that says it is good for longer is a mistake, or meant to be used by others later. */
const MOST_ASSERTED_S = 10 * 60;
const MOST_KEPT = 50_000;
const ISSUER = 'caretrail';

const assertionClaims = z.object({
  iss: z.uuid(),
  aud: z.string().max(500),
  jti: z.string().min(8).max(100),
  exp: z.number(),
});
const tokenClaims = z.object({ sub: z.uuid(), site: z.uuid(), exp: z.number() });

/** Makes and checks the tokens with which devices call. Any node checks what any other made. */
export function createTokens(pool: Pool, devices: Devices, keys: SigningKeys): Tokens {
  const verified = createLru<{ readonly bearer: Bearer; readonly expiresAtMs: number }>(MOST_KEPT);
  return {
    issue: async (assertion, isOurs) => {
      const { deviceId, siteId } = await checkAssertion({ pool, devices, isOurs }, assertion);
      const { id, key } = await keys.current();
      const expiresAtMs = Math.floor((Date.now() + TOKEN_MS) / 1000) * 1000;
      const token = await new SignJWT({ site: siteId })
        .setProtectedHeader({ alg: 'EdDSA', kid: id })
        .setIssuer(ISSUER)
        .setSubject(deviceId)
        .setExpirationTime(expiresAtMs / 1000)
        .sign(key);
      return { token, expiresAtMs };
    },
    verify: async (token) => {
      const known = verified.get(token);
      if (known && known.expiresAtMs > Date.now()) return known.bearer;
      verified.drop(token);
      const { sub, site, exp } = await orUnauthorized(() => readToken(keys, token));
      const bearer = { deviceId: sub, siteId: site };
      verified.set(token, { bearer, expiresAtMs: exp * 1000 }, 1);
      return bearer;
    },
  };
}

async function readToken(keys: SigningKeys, token: string): Promise<z.infer<typeof tokenClaims>> {
  const { payload } = await jwtVerify(
    token,
    async ({ kid }) => {
      const key = kid ? await keys.publicKey(kid) : undefined;
      if (!key) throw new Refused({ code: 'unauthorized' });
      return key;
    },
    { algorithms: ['EdDSA'], issuer: ISSUER },
  );
  return tokenClaims.parse(payload);
}

type Checked = {
  readonly pool: Pool;
  readonly devices: Devices;
  readonly isOurs: (audience: string) => boolean;
};

/** A revoked device gets a token as well: it is to hand over what it holds. */
async function checkAssertion(
  { pool, devices, isOurs }: Checked,
  assertion: string,
): Promise<Bearer> {
  const claims = await orUnauthorized(async () => {
    decodeProtectedHeader(assertion);
    return assertionClaims.parse(decodeJwt(assertion));
  });
  const device = await devices.find(claims.iss);
  if (!device || !isOurs(claims.aud)) throw new Refused({ code: 'unauthorized' });
  await orUnauthorized(async () => {
    const key = await importEd25519({ kty: 'OKP', crv: 'Ed25519', x: device.publicKey });
    return jwtVerify(assertion, key, { algorithms: ['EdDSA'], clockTolerance: TOLERANCE_S });
  });
  const longest = Date.now() / 1000 + MOST_ASSERTED_S + TOLERANCE_S;
  if (claims.exp > longest) throw new Refused({ code: 'unauthorized' });
  await useOnce(pool, claims);
  return { deviceId: device.id, siteId: device.siteId };
}

async function useOnce(
  pool: Pool,
  { iss, jti, exp }: z.infer<typeof assertionClaims>,
): Promise<void> {
  await pool.query('DELETE FROM caretrail.used_assertions WHERE expires_at < now()');
  const { rowCount } = await pool.query(
    `INSERT INTO caretrail.used_assertions (device_id, assertion_id, expires_at)
     VALUES ($1, $2, to_timestamp($3)) ON CONFLICT DO NOTHING`,
    [iss, jti, exp + TOLERANCE_S],
  );
  if (rowCount === 0) throw new Refused({ code: 'unauthorized' });
}

async function orUnauthorized<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isTheirs =
      error instanceof errors.JOSEError ||
      error instanceof z.ZodError ||
      error instanceof TypeError ||
      error instanceof DOMException;
    throw isTheirs ? new Refused({ code: 'unauthorized' }) : error;
  }
}
