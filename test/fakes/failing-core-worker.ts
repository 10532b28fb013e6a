import { parentPort, workerData } from 'node:worker_threads';
import { callKinds } from '../../main/call-kinds.ts';
import { openCore } from '../../main/open-core.ts';
import type { Core } from '../../main/platform/core.ts';
import { serveCore, type ThreadStart } from '../../main/platform/supervision/core-thread-port.ts';
import { FileSystemError } from '../../main/platform/page-store/file-system-error.ts';
import { PageFilesystem } from '../../main/platform/page-store/page-filesystem.ts';
import { ok } from '../../shared/base/result.ts';

/** What goes wrong with the next command, in the first life only. */
export type Trouble = 'no room' | 'disk fails' | 'dies after saving';

if (!parentPort) throw new Error('failing-core-worker.ts runs as a worker thread');
const start = workerData as ThreadStart;
let trouble: Trouble | null = null;

const { write } = PageFilesystem.prototype;
PageFilesystem.prototype.write = function failingWrite(...call) {
  if (trouble === 'no room') throw new FileSystemError('ENOSPC');
  if (trouble === 'disk fails') throw new FileSystemError('EIO');
  return write.apply(this, call);
};

/** The real core, but for `test.trouble`, which says what is to go wrong from then on. */
async function open(
  support: Parameters<Parameters<typeof serveCore>[2]['open']>[0],
): Promise<Core> {
  const quick = { log2N: 4, r: 8, p: 1 };
  const core = await openCore({
    dataDir: start.dataDir,
    built: process.env['TEST_BUILT'] ?? '',
    passphraseCost: quick,
    pinCost: quick,
    ...support,
  });
  return {
    ...core,
    async dispatch(session, name, input) {
      if (name === 'test.trouble') {
        trouble = input as Trouble;
        return ok(null);
      }
      const reply = await core.dispatch(session, name, input);
      if (trouble === 'dies after saving') process.exit(1);
      return reply;
    },
  };
}

serveCore(parentPort, start, { open, kinds: { ...callKinds, 'test.trouble': 'query' } });
