import { parentPort, workerData } from 'node:worker_threads';
import { callKinds } from '../../main/call-kinds.ts';
import { openCore } from '../../main/open-core.ts';
import { serveCore, type ThreadStart } from '../../main/platform/supervision/core-thread-port.ts';

// As main/worker.ts, but with template and migrations from the folder that CARETRAIL_TRIAL_BUILT names,
// and with a passphrase and PINs that cost little to check.

if (!parentPort) throw new Error('core-worker.ts runs as a worker thread');

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- core-thread.ts starts this thread
const start = workerData as ThreadStart;
const built = process.env['CARETRAIL_TRIAL_BUILT'] ?? '';
const cheap = { log2N: 4, r: 8, p: 1 };

serveCore(parentPort, start, {
  open: (support) =>
    openCore({
      dataDir: start.dataDir,
      built,
      passphraseCost: cheap,
      pinCost: cheap,
      ...support,
    }),
  kinds: callKinds,
});
