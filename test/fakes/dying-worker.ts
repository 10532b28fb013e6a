import { parentPort } from 'node:worker_threads';

// Opens like the core, answers the first question and dies of the second.
parentPort?.postMessage({ type: 'opened' });
let asked = 0;
parentPort?.on('message', ({ id }: { readonly id: number }) => {
  asked += 1;
  if (asked > 1) process.exit(1);
  parentPort?.postMessage({ type: 'answer', id, value: { ok: true, value: 'first' } });
});
