import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CoreOrder } from './store-core.ts';
import type { SubjectOrder } from './store-subject.ts';

/** Runs one step in a process of its own, so that it has the memory of that step only. */
export async function inProcess(script: string, order: SubjectOrder | CoreOrder): Promise<unknown> {
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(order)]);
  const ended = once(child, 'exit');
  const first = await Promise.race([once(child, 'message'), ended.then(() => null)]);
  const [code] = await ended;
  if (!first || code !== 0) throw new Error(`${script} ended with ${String(code)}`);
  return first[0];
}
