import { parentPort, workerData } from 'node:worker_threads';
import { openCore } from './open-core.ts';
import { serveCore } from './platform/core-thread-port.ts';

if (!parentPort) throw new Error('worker.ts runs as a worker thread');
serveCore(parentPort, () => openCore(workerData));
