import type { BytePurpose } from '../../shared/base/bridge.ts';
import { type Demand, isAllowed, permissions } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { type AuditEntry, insertAuditEvent } from './audit.ts';
import type { CallParts } from './call.ts';
import type { Core, Session } from './core.ts';
import { signInNeeded } from './dispatch-failures.ts';
import type { FileStore } from './file-store.ts';

const permissionFor = { 'import-source': 'imports.run' } as const satisfies Record<
  BytePurpose,
  Demand
>;

/** Largest file taken in, in bytes. */
const MAX_BYTES = 256 * 1024 * 1024;

const notAllowed = fail('Forbidden', 'Your role may not use this file. Ask an administrator.');
const noSuchFile = fail('UnknownFile', 'There is no such file here.');

/** The door for file bytes, with the same permissions and the same audit trail as dispatch. */
export function createBytePort(
  parts: CallParts,
  files: FileStore,
): Pick<Core, 'putBytes' | 'getBytes'> {
  return {
    async putBytes(session, purpose, bytes) {
      if (!Object.hasOwn(permissionFor, purpose))
        return fail('InvalidInput', 'purpose is unknown.');
      const permission = permissionFor[purpose];
      const refusal = refusalFor(parts, session, permission);
      if (refusal) return refused(parts, session, { operation: 'bytes.put', refusal });
      if (bytes.byteLength > MAX_BYTES) return fail('TooLarge', 'The file is larger than 256 MB.');
      const digest = await files.put(bytes);
      await parts.database.transact(async (tx) => {
        const stored = { digest, byteLength: bytes.byteLength, permission };
        await tx
          .insertInto('storedFiles')
          .values({ ...stored, storedAt: parts.clock().toISOString() })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await insertAuditEvent(tx, entry(parts, session, { operation: 'bytes.put', digest }));
      });
      return ok({ digest, byteLength: bytes.byteLength });
    },
    async getBytes(session, digest) {
      const row = await parts.database.read((db) =>
        db
          .selectFrom('storedFiles')
          .select('permission')
          .where('digest', '=', digest)
          .executeTakeFirst(),
      );
      const refusal = refusalFor(parts, session, row?.permission ?? 'signedIn');
      if (refusal) return refused(parts, session, { operation: 'bytes.get', refusal });
      const bytes = row ? await files.get(digest) : null;
      if (bytes === null) return noSuchFile;
      await parts.database.transact((tx) =>
        insertAuditEvent(tx, entry(parts, session, { operation: 'bytes.get', digest })),
      );
      return ok(bytes);
    },
  };
}

type Refusal = {
  readonly ok: false;
  readonly failure: { readonly code: string; readonly message: string };
};

function isDemand(name: string): name is Demand {
  return name === 'signedIn' || permissions.some((permission) => permission === name);
}

function refusalFor(parts: CallParts, session: Session, demand: string): Refusal | null {
  const actor = parts.sessions.actorOf(session);
  if (actor === null) return signInNeeded.ok ? null : signInNeeded;
  return isDemand(demand) && isAllowed(demand, actor) ? null : notAllowed;
}

async function refused(
  parts: CallParts,
  session: Session,
  why: { readonly operation: string; readonly refusal: Refusal },
): Promise<Refusal> {
  const { operation, refusal } = why;
  await parts.database.transact((tx) =>
    insertAuditEvent(tx, {
      ...entry(parts, session, { operation }),
      outcome: 'refused',
      failureCode: refusal.failure.code,
    }),
  );
  return refusal;
}

function entry(
  parts: CallParts,
  session: Session,
  what: { readonly operation: string; readonly digest?: string },
): AuditEntry {
  return {
    id: parts.newId(),
    occurredAt: parts.clock(),
    host: session.host,
    userId: parts.sessions.actorOf(session)?.userId ?? null,
    operation: what.operation,
    kind: 'bytes',
    outcome: 'ok',
    subject: { entityType: 'file', entityId: what.digest },
  };
}
