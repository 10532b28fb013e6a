import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok } from '../../shared/base/result.ts';
import { chainAfter } from '../../shared/sync/chain.ts';
import { makeDefaultFolder } from '../platform/backup/backup-folder.ts';
import type { CommandContext } from '../platform/context.ts';
import { flushFile } from '../platform/durable-files.ts';
import type { KeepingPlace } from '../platform/keeping-place.ts';
import { makeWhole, TargetRefused } from '../platform/target-file.ts';
import { notEnrolled } from './ask-about-site.ts';
import { signChain } from './device-key.ts';
import { type Device, selectDevice } from './device-store.ts';
import { selectFirst } from './first-store.ts';
import { selectForPush } from './outbox-store.ts';
import { sha256Text } from './push.ts';
import { type SqlRunner, sqlOver } from './sql.ts';
import { selectUnplaced } from './unplaced-store.ts';
import { changesOf, sealUnsent, type UnsentPart } from './unsent-file.ts';

const nothingUnsent = fail('NothingUnsent', 'The server has everything that was recorded here.');
const firstSync = fail(
  'FirstSync',
  'The first sync is under way: all records here are on their way. Make a backup instead.',
);
const noPassphrase = fail(
  'NoPassphrase',
  'There is no recovery passphrase that could open such a file. Make a backup instead.',
);
const noRoom = fail(
  'NoRoom',
  'There was not enough room, and nothing was kept of it. Free some space, or choose another folder for backups.',
);
const folderNotUsable = fail(
  'FolderNotUsable',
  'The folder for backups is not there or cannot be written to. Connect its drive, or choose another folder.',
);

/** Writes all that the server has not acknowledged into the backup folder, sealed for the recovery passphrase. */
export async function exportUnsent(place: KeepingPlace | null, { tx, aside, now }: CommandContext) {
  const sql = sqlOver(tx);
  const device = await selectDevice(sql);
  if (!device) return notEnrolled;
  if (await selectFirst(sql)) return firstSync;
  const lock = place?.lock() ?? null;
  if (!place || !lock) return noPassphrase;
  const folder = await place.folder(tx);
  const parts = await unsentParts(sql, device);
  const set = await selectUnplaced(sql, { isFollowing: false });
  const unplaced = set.flatMap(({ lines }) => lines);
  if (parts.length + unplaced.length === 0) return nothingUnsent;
  const { siteId, deviceId, deviceName, nextNumber } = device;
  const content = { siteId, deviceId, deviceName, madeAt: now.toISOString(), parts, unplaced };
  const written = await aside('write', async () => {
    const path = join(folder.path, fileNameAt(now));
    const file = sealUnsent(lock, content);
    const refused = await writeWhole(path, file, folder.isDefault);
    return refused ?? ok({ path, changes: changesOf(content), byteLength: file.byteLength });
  });
  if (!written.ok) return written;
  await sql.query('UPDATE sync_device SET exported_number = $1', [nextNumber - 1]);
  return written;
}

/** As pushes would have been: whoever brings them needs the signature, and has no key of this computer's. */
async function unsentParts(sql: SqlRunner, device: Device): Promise<readonly UnsentPart[]> {
  const parts: UnsentPart[] = [];
  let [after, chain] = [device.ackedNumber, device.ackedChain];
  for (;;) {
    const ready = await selectForPush(sql, { after, until: device.nextNumber - 1 });
    const last = ready.at(-1);
    if (!last) return parts;
    const lines = ready.map(({ line }) => line);
    const chainEnd = chainAfter(chain, lines, sha256Text);
    parts.push({ chain, signature: signChain(device.privateKey, chainEnd), lines });
    [after, chain] = [last.number, chainEnd];
  }
}

function fileNameAt(now: Date): string {
  return `caretrail-unsent-${now.toISOString().replaceAll(/[:.]/g, '-')}.sealed`;
}

async function writeWhole(path: string, content: Uint8Array, isDefault: boolean) {
  try {
    if (isDefault) await makeDefaultFolder(join(path, '..'));
    await makeWhole({ path, mayReplace: false }, async (staged) => {
      await writeFile(staged, content, { mode: 0o600 });
      await flushFile(staged);
    });
    return null;
  } catch (error) {
    if (!(error instanceof TargetRefused)) throw error;
    return error.problem === 'NoRoom' ? noRoom : folderNotUsable;
  }
}
