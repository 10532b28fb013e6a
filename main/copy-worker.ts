import { parentPort, workerData } from 'node:worker_threads';
import { runCopyWork } from './platform/copy-thread/run-copy-work.ts';

if (!parentPort) throw new Error('copy-worker.ts runs as a worker thread');
await runCopyWork(parentPort, workerData);
