import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { type EventColumns, eventText } from '../../shared/base/audit-text.ts';
import type { ReadonlyDb, Tx } from './database.ts';
import { newSigningKey, type SigningKey } from './signing-key.ts';

/** Where the chain that this computer writes stands. */
export type ChainState = {
  readonly chainId: string;
  /** Of the last event; 0 before the first. */
  readonly chainNumber: number;
  readonly hash: Uint8Array;
  /** Up to which number a head was signed. */
  readonly signedNumber: number;
};

/** Why a chain begins, and with what. */
export type ChainBeginning = {
  readonly cause: 'installation' | 'device' | 'restore' | 'fork';
  readonly at: Date;
  /** As sync calls this computer, with its key; without it the key is this installation's own. */
  readonly device?: { readonly deviceId: string; readonly privateKey: SigningKey };
  /** When these records were put in the place of others, as far as it is known. */
  readonly restoredAt?: string | null;
};

/**
 * The place that the next event goes on from. Records have one connection, so nobody else writes an event
 * until this transaction ends, and no lock is needed, which would be one more page to write.
 */
export async function takeChain(tx: Tx, at: Date): Promise<ChainState> {
  return (await selectState(tx)) ?? beginChain(tx, { cause: 'installation', at });
}

function selectState(tx: Tx): Promise<ChainState | undefined> {
  return tx
    .selectFrom('auditChainState')
    .select(['chainId', 'chainNumber', 'hash', 'signedNumber'])
    .executeTakeFirst();
}

/** Gives each event its place after `state`, and says where the chain stands then. */
export function linked<Event extends Omit<EventColumns, 'chainId' | 'chainNumber'>>(
  state: ChainState,
  events: readonly Event[],
) {
  const { chainId } = state;
  let { chainNumber, hash } = state;
  const rows = events.map((event) => {
    const previousHash = hash;
    chainNumber += 1;
    const row = { ...event, chainId, chainNumber };
    hash = createHash('sha256').update(previousHash).update(eventText(row)).digest();
    return { ...row, previousHash, hash };
  });
  return { rows, state: { ...state, chainNumber, hash } };
}

/**
 * Begins another chain, which goes on from the last event of the one before. What stands here without a
 * chain is counted and digested into its beginning.
 */
export async function beginChain(tx: Tx, beginning: ChainBeginning): Promise<ChainState> {
  const { cause, at, device, restoredAt } = beginning;
  const before = await selectBefore(tx);
  const privateKey = device?.privateKey ?? newSigningKey();
  const unchained = await digestOfUnchained(tx);
  const chainId = v7();
  await tx
    .insertInto('auditChains')
    .values({
      chainId,
      beganAt: at.toISOString(),
      cause,
      publicKey: privateKey.x,
      deviceId: device?.deviceId ?? null,
      formerChainId: before?.chainId ?? null,
      formerNumber: before?.chainNumber ?? null,
      formerHash: before?.hash ?? null,
      unchainedCount: unchained.count,
      unchainedDigest: unchained.digest,
    })
    .execute();
  const hash = await hashOfBeginning(tx, chainId);
  await tx.deleteFrom('auditChainState').execute();
  await tx
    .insertInto('auditChainState')
    .values({
      chainId,
      hash,
      privateKey: JSON.stringify(privateKey),
      restoredAt: restoredAt === undefined ? (before?.restoredAt ?? null) : restoredAt,
    })
    .execute();
  return { chainId, chainNumber: 0, hash, signedNumber: 0 };
}

function selectBefore(tx: Tx) {
  return tx
    .selectFrom('auditChainState')
    .select(['chainId', 'chainNumber', 'hash', 'restoredAt'])
    .executeTakeFirst();
}

async function hashOfBeginning(db: ReadonlyDb, chainId: string): Promise<Uint8Array> {
  const row = await db
    .selectFrom('auditChains as c')
    .select(sql<Uint8Array>`sha256(convert_to(audit_chain_text(c), 'UTF8'))`.as('hash'))
    .where('chainId', '=', chainId)
    .executeTakeFirstOrThrow();
  return row.hash;
}

/** Of all events that stood here without a chain when this computer's began: how many, and one digest. */
export async function digestOfUnchained(
  db: ReadonlyDb,
): Promise<{ readonly count: number; readonly digest: Uint8Array }> {
  const row = await db
    .selectFrom('auditUnchained')
    .select([
      sql<number>`count(*)`.as('count'),
      sql<Uint8Array>`sha256(coalesce(string_agg(uuid_send(event_id) || digest, '' ORDER BY event_id), ''))`.as(
        'digest',
      ),
    ])
    .where('isArrived', '=', false)
    .executeTakeFirstOrThrow();
  return row;
}

/** Begins another chain where these records took the place of others since the last one began. */
export async function followRestore(
  tx: Tx,
  { restoredAt, at }: { readonly restoredAt: string | null; readonly at: Date },
): Promise<void> {
  const before = await selectBefore(tx);
  if (!before) await beginChain(tx, { cause: 'installation', at, restoredAt });
  else if (restoredAt !== null && (before.restoredAt ?? '') < restoredAt)
    await beginChain(tx, { cause: 'restore', at, restoredAt });
}
