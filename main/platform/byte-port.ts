import type { BytePurpose } from '../../shared/base/bridge.ts';
import { type Demand, isAllowed, permissions } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { type AuditEntry, insertAuditEvents } from './audit.ts';
import { FileDamaged, FilesDamaged, StoreFailing, StoreFull } from './blob-store/blob-errors.ts';
import type { CallParts } from './call.ts';
import type { Core, Session } from './core.ts';
import { type Refusal, signInNeeded, unexpected } from './dispatch-failures.ts';
import type { Tx } from './database.ts';
import { isWithoutRoom } from './fatal-error.ts';
import type { FileStore } from './file-store.ts';
import { diskFull, readOnlyRefusal } from './writing.ts';
import { selectPermission, upsertStoredFile } from './stored-files.ts';

const permissionFor = {
  'import-source': 'imports.run',
} as const satisfies Record<BytePurpose, Demand>;

/** Largest file taken in, in bytes. */
const MAX_BYTES = 256 * 1024 * 1024;

const notAllowed = fail('Forbidden', 'Your role may not use this file. Ask an administrator.');
const noSuchFile = fail('UnknownFile', 'There is no such file here.');
const unknownPurpose = fail('InvalidInput', 'purpose is unknown.');
const tooLarge = fail('TooLarge', 'The file is larger than 256 MB.');

type BytePort = Pick<Core, 'putBytes' | 'getBytes'>;

/** One transfer: who moves which file. */
type Transfer = {
  readonly session: Session;
  readonly operation: 'bytes.put' | 'bytes.get';
  readonly digest?: string;
};

/** The door for file bytes, with the same permissions and the same audit trail as dispatch. */
export function createBytePort(parts: CallParts, files: FileStore): BytePort {
  return {
    putBytes: (session, purpose, bytes) =>
      guarded(parts, () => put(parts, files, { session, purpose, bytes })),
    getBytes: (session, digest) => guarded(parts, () => get(parts, files, { session, digest })),
  };
}

async function guarded<T>(parts: CallParts, work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work();
  } catch (error) {
    // A disk that is full is no incident: it is told to whoever can make room.
    if (error instanceof StoreFull || isWithoutRoom(error)) {
      parts.writing.noteFull();
      return error instanceof StoreFull ? fail('NotSaved', error.message) : diskFull;
    }
    const incident = await parts.report(error);
    if (error instanceof StoreFailing) return fail('NotSaved', error.message);
    if (error instanceof FileDamaged || error instanceof FilesDamaged)
      return fail('DamagedFile', error.message);
    return unexpected(incident);
  }
}

async function put(
  parts: CallParts,
  files: FileStore,
  given: {
    readonly session: Session;
    readonly purpose: BytePurpose;
    readonly bytes: Uint8Array;
  },
) {
  const { session, purpose, bytes } = given;
  const transfer: Transfer = { session, operation: 'bytes.put' };
  const permission = Object.hasOwn(permissionFor, purpose) ? permissionFor[purpose] : null;
  if (permission === null) return refuse(parts, transfer, unknownPurpose);
  const refusal = refusalFor(parts, session, permission);
  if (refusal) return refuse(parts, transfer, refusal);
  const readOnly = readOnlyRefusal(parts.writing);
  if (readOnly) return refuse(parts, transfer, readOnly);
  if (bytes.byteLength > MAX_BYTES) return refuse(parts, transfer, tooLarge);
  // Until the row says that the file is needed, nobody may take it for one that is not.
  const release = files.holdDeletions();
  try {
    const digest = await files.put(bytes);
    const stored = { digest, byteLength: bytes.byteLength };
    await parts.database.transact(async (tx) => {
      await upsertStoredFile(tx, { ...stored, permission, storedAt: parts.clock().toISOString() });
      await auditTransfer(parts, tx, { ...transfer, digest });
    });
    return ok(stored);
  } finally {
    release();
  }
}

async function get(
  parts: CallParts,
  files: FileStore,
  { session, digest }: { readonly session: Session; readonly digest: string },
) {
  if (!/^[0-9a-f]{64}$/.test(digest))
    return refuse(parts, { session, operation: 'bytes.get' }, noSuchFile);
  const transfer: Transfer = { session, operation: 'bytes.get', digest };
  const permission = await parts.database.read((db) => selectPermission(db, digest));
  const refusal = refusalFor(parts, session, permission ?? 'signedIn');
  if (refusal) return refuse(parts, transfer, refusal);
  const bytes = permission === undefined ? null : await files.get(digest);
  if (bytes === null) return refuse(parts, transfer, noSuchFile);
  await parts.database.transact((tx) => auditTransfer(parts, tx, transfer));
  return ok(bytes);
}

function isDemand(name: string): name is Demand {
  return name === 'signedIn' || permissions.some((permission) => permission === name);
}

function refusalFor(parts: CallParts, session: Session, demand: string): Refusal | null {
  const actor = parts.sessions.actorOf(session);
  if (actor === null) return signInNeeded;
  return isDemand(demand) && isAllowed(demand, actor) ? null : notAllowed;
}

async function refuse(parts: CallParts, transfer: Transfer, refusal: Refusal): Promise<Refusal> {
  await parts.database.transact((tx) => auditTransfer(parts, tx, { ...transfer, refusal }));
  return refusal;
}

async function auditTransfer(
  parts: CallParts,
  tx: Tx,
  transfer: Transfer & { readonly refusal?: Refusal },
): Promise<void> {
  const entry: AuditEntry = {
    id: parts.newId(),
    occurredAt: parts.clock(),
    host: transfer.session.host,
    userId: parts.sessions.actorOf(transfer.session)?.userId ?? null,
    operation: transfer.operation,
    kind: 'bytes',
    outcome: transfer.refusal ? 'refused' : 'ok',
    failureCode: transfer.refusal?.failure.code,
    subject: { entityType: 'file', entityId: transfer.digest },
  };
  await insertAuditEvents(tx, [entry]);
}
