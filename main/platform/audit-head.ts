import { v7 } from 'uuid';
import { z } from 'zod';
import { headText } from '../../shared/base/audit-text.ts';
import type { ReadonlyDb, Tx } from './database.ts';
import { signingKeySchema, signText } from './signing-key.ts';

/** A signed head of a chain, as it is put where it can be compared later; bytes are hexadecimal. */
export const signedHead = z.object({
  chainId: z.uuid(),
  chainNumber: z.int(),
  hash: z.string(),
  signedAt: z.iso.datetime(),
  signature: z.string(),
  /** The x of a JSON Web Key (Ed25519). */
  publicKey: z.string(),
});
export type SignedHead = Readonly<z.output<typeof signedHead>>;

export type Occasion = 'count' | 'closing' | 'backup' | 'export' | 'sync';

/**
 * The signed head of this computer's chain as it stands now, signed anew where events came since the
 * last time; null where nothing was ever written.
 */
export async function signHead(
  tx: Tx,
  { occasion, at }: { readonly occasion: Occasion; readonly at: Date },
): Promise<SignedHead | null> {
  const state = await tx
    .selectFrom('auditChainState')
    .select(['chainId', 'chainNumber', 'hash', 'signedNumber', 'privateKey'])
    .executeTakeFirst();
  if (!state || state.chainNumber === 0) return null;
  const { chainId, chainNumber } = state;
  if (state.signedNumber < chainNumber) {
    const signedAt = at.toISOString();
    const hash = Buffer.from(state.hash).toString('hex');
    const key = signingKeySchema.parse(state.privateKey);
    const signature = signText(key, headText({ chainId, chainNumber, hash, signedAt }));
    const head = { chainId, chainNumber, hash: state.hash, signedAt, occasion, signature };
    await tx
      .insertInto('auditHeads')
      .values({ id: v7(), ...head })
      .execute();
    await tx.updateTable('auditChainState').set({ signedNumber: chainNumber }).execute();
  }
  return (await newestHeads(tx)).find((head) => head.chainId === chainId) ?? null;
}

/** Whether events came since a head was last signed. */
export async function isHeadUnsigned(db: ReadonlyDb): Promise<boolean> {
  const state = await db
    .selectFrom('auditChainState')
    .select(['chainNumber', 'signedNumber'])
    .executeTakeFirst();
  return state !== undefined && state.signedNumber < state.chainNumber;
}

/** The head with the greatest number of each chain that is known here. */
export async function newestHeads(db: ReadonlyDb): Promise<readonly SignedHead[]> {
  const rows = await db
    .selectFrom('auditHeads')
    .innerJoin('auditChains', 'auditChains.chainId', 'auditHeads.chainId')
    .distinctOn('auditHeads.chainId')
    .select([
      'auditHeads.chainId',
      'auditHeads.chainNumber',
      'auditHeads.hash',
      'auditHeads.signedAt',
      'auditHeads.signature',
      'auditChains.publicKey',
    ])
    .orderBy('auditHeads.chainId')
    .orderBy('auditHeads.chainNumber', 'desc')
    .orderBy('auditHeads.signedAt', 'desc')
    .execute();
  return rows.map(({ hash, signature, ...head }) => ({
    ...head,
    hash: Buffer.from(hash).toString('hex'),
    signature: Buffer.from(signature).toString('hex'),
  }));
}
