import { parentPort, workerData } from 'node:worker_threads';
import { callKinds } from './call-kinds.ts';
import { openCore } from './open-core.ts';
import { serveCore, type ThreadStart } from './platform/supervision/core-thread-port.ts';

if (!parentPort) throw new Error('worker.ts runs as a worker thread');

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- core-thread.ts starts this thread
const start = workerData as ThreadStart;
serveCore(parentPort, start, {
  open: (support) => openCore({ dataDir: start.dataDir, ...support }),
  kinds: callKinds,
});
