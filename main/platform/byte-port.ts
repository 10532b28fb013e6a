import { fail, ok } from '../../shared/base/result.ts';
import { FileDamaged, FilesDamaged, StoreFailing, StoreFull } from './blob-store/blob-errors.ts';
import { put } from './byte-put.ts';
import { auditTransfer, refuse, thumbnails, type Transfer } from './byte-transfer.ts';
import type { CallParts } from './call.ts';
import type { Core, Session } from './core.ts';
import { type Refusal, unexpected } from './dispatch-failures.ts';
import { isWithoutRoom } from './fatal-error.ts';
import { refusalOfFile } from './file-gate.ts';
import type { FileRules } from './file-rules.ts';
import type { FileStore } from './file-store.ts';
import { selectPurposes } from './stored-files.ts';
import { diskFull } from './disk/writing.ts';

const noSuchFile = fail('UnknownFile', 'There is no such file here.');
const notHereYet = fail(
  'NotHereYet',
  'This file has not come to this computer yet. It comes by itself, and sooner where somebody waits for it.',
);

type BytePort = Pick<Core, 'putBytes' | 'getBytes'>;

/** The files, and what the slices know of them. */
type Shelf = { readonly files: FileStore; readonly rules: FileRules };

/** The door for file bytes, with the same permissions and the same audit trail as dispatch. */
export function createBytePort(parts: CallParts, shelf: Shelf): BytePort {
  return {
    putBytes: (session, purpose, bytes) =>
      guarded(parts, () => put(parts, shelf, { session, purpose, bytes })),
    getBytes: (session, digest) => guarded(parts, () => get(parts, shelf, { session, digest })),
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

async function get(
  parts: CallParts,
  { files, rules }: Shelf,
  { session, digest }: { readonly session: Session; readonly digest: string },
) {
  if (!/^[0-9a-f]{64}$/.test(digest))
    return refuse(parts, { session, operation: 'bytes.get' }, noSuchFile);
  const { purposes, patientIds, refusal } = await parts.database.read(async (db) => {
    const keptFor = await selectPurposes(db, digest);
    const patientsOf = () => rules.patientsOf(db, digest);
    const shown = {
      purposes: keptFor,
      patientIds: isSmallPicture(keptFor) ? [] : await patientsOf(),
    };
    const demands = keptFor.map(({ permission }) => permission);
    const asked = { session, demands, patientIds: shown.patientIds, patientsOf };
    return { ...shown, refusal: await refusalOfFile(parts, db, asked) };
  });
  const transfer: Transfer = { session, operation: 'bytes.get', digest, patientIds };
  const isNamed = purposes.length > 0;
  if (refusal) return refuse(parts, transfer, refusal);
  const bytes = isNamed ? await files.get(digest) : null;
  // Nothing was read and nobody was turned away, so there is nothing to write down.
  if (bytes === null && isNamed && (await rules.want(digest))) return notHereYet;
  if (bytes === null) return refuse(parts, transfer, noSuchFile);
  if (!isSmallPicture(purposes))
    await parts.database.transact((tx) => auditTransfer(parts, tx, transfer));
  return ok(bytes);
}

/** The read of the chart that told of a small picture is in the trail; a gallery has hundreds of them. */
function isSmallPicture(purposes: readonly { readonly purpose: string }[]): boolean {
  return purposes.every(({ purpose }) => purpose === thumbnails.purpose);
}
