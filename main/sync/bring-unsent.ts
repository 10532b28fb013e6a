import type { z } from 'zod';
import { fail, ok } from '../../shared/base/result.ts';
import type { leavingOperations } from '../../shared/sync/leaving-contract.ts';
import type { CommandContext } from '../platform/context.ts';
import type { FileStore } from '../platform/file-store.ts';
import { askAboutSite, notEnrolled } from './ask-about-site.ts';
import { selectDevice } from './device-store.ts';
import type { ServerClient } from './server-client.ts';
import { ServerRefused } from './server-errors.ts';
import { sqlOver } from './sql.ts';
import { keepUnplaced } from './unplaced-store.ts';
import { changesOf, openUnsent, type Unsent } from './unsent-file.ts';

type Wanted = z.output<(typeof leavingOperations)['sync.bringUnsent']['input']>;

const missingFile = fail('MissingFile', 'The file is not stored here. Choose it again.');
const notOurs = fail(
  'NotOurs',
  'This is no file of unsent changes of Caretrail, or it was cut off while it was copied.',
);
const wrongPassphrase = fail(
  'WrongPassphrase',
  'It does not open. It takes the recovery passphrase of the computer that made it; the file may also be damaged.',
);
const otherSite = fail('OtherSite', 'This file is from a computer of another site.');
const notFollowing = fail(
  'NotFollowing',
  'The server lacks what that computer sent before, or has something else in its place. Let the other computers of the site reach the server, then try again; the file stays good.',
);

/**
 * Gives the server the changes of another computer as that one would have pushed them, under its signature:
 * nobody can put words into its mouth, and what the server has of them is not taken twice.
 */
export async function bringUnsent(
  files: FileStore,
  { file, passphrase }: Wanted,
  context: CommandContext,
) {
  const device = await selectDevice(sqlOver(context.tx));
  if (!device) return notEnrolled;
  const opened = await context.aside('open', async () => {
    const bytes = await files.get(file.digest);
    return bytes && openUnsent(bytes, passphrase);
  });
  if (opened === null) return missingFile;
  if (opened === 'notOurs') return notOurs;
  if (opened === 'wrongPassphrase') return wrongPassphrase;
  if (opened.siteId !== device.siteId) return otherSite;
  const asked = await askAboutSite(context, 'bring', (server, { epoch }) =>
    bringAll(server, epoch, opened),
  );
  if (!asked.ok) return asked;
  if (!asked.value) return notFollowing;
  await keepUnplaced(sqlOver(context.tx), opened.unplaced, context.now.toISOString());
  await context.tx
    .deleteFrom('storedFiles')
    .where('digest', '=', file.digest)
    .where('purpose', '=', 'unsent-changes')
    .execute();
  const { deviceName, madeAt } = opened;
  return ok({ deviceName, madeAt, changes: changesOf(opened) });
}

/** False where they do not follow on what the server has. */
async function bringAll(
  server: ServerClient,
  epoch: number,
  { deviceId, parts }: Unsent,
): Promise<boolean> {
  try {
    for (const part of parts) await server.push({ ...part, epoch, onBehalfOf: deviceId });
    return true;
  } catch (error) {
    const code = error instanceof ServerRefused ? error.refusal.code : '';
    if (code === 'gap' || code === 'fork' || code === 'epoch') return false;
    throw error;
  }
}
