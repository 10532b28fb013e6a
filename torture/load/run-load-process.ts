import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type LoadNews, type LoadOrder, loadNews } from './load-process.ts';

/** When a process is killed: so long after it was started, or after it said that the database is open. */
export type KillMoment = { readonly after: 'start' | 'opened'; readonly ms: number };

export type LoadEnd = {
  readonly wasOpen: boolean;
  /** What it found wrong with the database when it began. */
  readonly found: readonly string[];
  /** Why it ended by itself before it had done all acts, or null. */
  readonly failure: string | null;
  readonly wasKilled: boolean;
};

const LOAD_PROCESS = join(import.meta.dirname, 'load-process.ts');

/** Runs a load in a process of its own until the moment comes, or without one until it has done all acts. */
export async function runLoadProcess(
  order: LoadOrder,
  moment: KillMoment | null,
): Promise<LoadEnd> {
  const child = fork(LOAD_PROCESS, [JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  const news: LoadNews[] = [];
  const opened = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      news.push(loadNews.parse(message));
      resolve();
    });
  });
  let complaints = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaints += text.toString();
  });
  if (moment) {
    if (moment.after === 'opened') await Promise.race([ended, opened]);
    await Promise.race([ended, setTimeout(moment.ms, null, { ref: false })]);
    child.kill('SIGKILL');
  }
  const [code] = await ended;
  const told = news.flatMap((each) => (each.type === 'failed' ? [each.why] : []));
  const isFailure = code !== null && code !== 0;
  return {
    wasOpen: news.some(({ type }) => type === 'opened'),
    found: news.flatMap((each) => (each.type === 'opened' ? each.problems : [])),
    failure: isFailure ? (told[0] ?? `exit ${String(code)}: ${complaints.slice(-2000)}`) : null,
    wasKilled: code === null,
  };
}

/** Everything that a load that meets no trouble must not have. */
export function problemsOf({ found, failure }: LoadEnd): readonly string[] {
  return failure === null ? found : [...found, failure];
}
