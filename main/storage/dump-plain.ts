import { ok } from '../../shared/base/result.ts';
import type { JobContext } from '../platform/context.ts';
import type { LeftOut } from '../platform/plain-dump/plain-dump.ts';
import { dumpFailure, fileFailure } from './backup-failures.ts';
import { inChunks } from './in-chunks.ts';
import type { Keeping } from './keeping.ts';

/** A PIN has six digits: whoever holds its hash in plain text soon holds the PIN. */
const LEFT_OUT: readonly LeftOut[] = [
  {
    table: 'user_pins',
    why: 'PINs only open Caretrail on the computer they were chosen on, and are short enough to be guessed from what is kept of them.',
  },
  {
    table: 'sync_device',
    why: 'It holds the key with which this computer shows the sync server that it is this computer.',
  },
  {
    table: 'audit_chain_state',
    why: 'It holds the key with which this computer signs its audit trail.',
  },
];

/** Writes everything but PINs unencrypted, for whoever wants to leave or look for themselves. */
export async function dumpPlain({ engine }: Keeping, job: JobContext, path: string) {
  try {
    return ok(await inChunks(job, (work) => engine.dumpPlain(path, LEFT_OUT, work)));
  } catch (error) {
    return fileFailure(error) ?? dumpFailure(error);
  }
}
