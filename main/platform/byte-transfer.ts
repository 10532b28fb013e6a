import type { BytePurpose } from '../../shared/base/bridge.ts';
import { type Demand, isAllowed, permissions } from '../../shared/base/permission.ts';
import { fail } from '../../shared/base/result.ts';
import { type AuditEntry, insertAuditEvents } from './audit.ts';
import type { CallParts } from './call.ts';
import type { Session } from './core.ts';
import { type Refusal, signInNeeded } from './dispatch-failures.ts';
import type { Tx } from './database.ts';

/** What handing bytes in for a purpose needs, and reading them. */
export const permissionsFor = {
  'import-source': { put: 'imports.run', get: 'imports.run' },
  'product-list': { put: 'products.write', get: 'products.write' },
  photo: { put: 'treatments.write', get: 'charts.read' },
  document: { put: 'treatments.write', get: 'charts.read' },
  signature: { put: 'treatments.write', get: 'charts.read' },
  'payer-answer': { put: 'billing.export', get: 'billing.export' },
  'unsent-changes': { put: 'storage.manage', get: 'storage.manage' },
} as const satisfies Record<BytePurpose, { readonly put: Demand; readonly get: Demand }>;

/** Small pictures: whoever asks for one was given its digest by a read of the chart. */
export const thumbnails = { purpose: 'thumbnail', permission: 'charts.read' } as const;

const notAllowed = fail('Forbidden', 'Your role may not use this file. Ask an administrator.');

/** One transfer: who moves which file. */
export type Transfer = {
  readonly session: Session;
  readonly operation: 'bytes.put' | 'bytes.get';
  readonly digest?: string;
  /** Whose charts show it. */
  readonly patientIds?: readonly string[];
};

function isDemand(name: string): name is Demand {
  return name === 'signedIn' || permissions.some((permission) => permission === name);
}

/** Meeting any one of the demands is enough. */
export function refusalFor(
  parts: CallParts,
  session: Session,
  demands: readonly string[],
): Refusal | null {
  const actor = parts.sessions.actorOf(session);
  if (actor === null) return signInNeeded;
  const isMet = demands.some((demand) => isDemand(demand) && isAllowed(demand, actor));
  return isMet ? null : notAllowed;
}

/** Writes the refusal down and answers it. */
export async function refuse(
  parts: CallParts,
  transfer: Transfer,
  refusal: Refusal,
): Promise<Refusal> {
  await parts.database.transact((tx) => auditTransfer(parts, tx, { ...transfer, refusal }));
  return refusal;
}

/** Writes one event, or one per patient whose chart shows the file. */
export async function auditTransfer(
  parts: CallParts,
  tx: Tx,
  transfer: Transfer & { readonly refusal?: Refusal },
): Promise<void> {
  const { patientIds = [] } = transfer;
  const subjects = patientIds.length > 0 ? patientIds : [undefined];
  await signTransfer(parts, tx, transfer.session);
  await insertAuditEvents(
    tx,
    subjects.map((patientId) => auditEntry(parts, transfer, patientId)),
  );
}

/** What the transaction holds from here on is known to be that person's. */
export async function signTransfer(parts: CallParts, tx: Tx, session: Session): Promise<void> {
  await parts.authorship(tx, parts.sessions.actorOf(session)?.userId ?? null);
}

function auditEntry(
  parts: CallParts,
  transfer: Transfer & { readonly refusal?: Refusal },
  patientId: string | undefined,
): AuditEntry {
  return {
    id: parts.newId(),
    occurredAt: parts.clock(),
    host: transfer.session.host,
    userId: parts.sessions.actorOf(transfer.session)?.userId ?? null,
    operation: transfer.operation,
    kind: 'bytes',
    outcome: transfer.refusal ? 'refused' : 'ok',
    failureCode: transfer.refusal?.failure.code,
    subject: { patientId, entityType: 'file', entityId: transfer.digest },
  };
}
