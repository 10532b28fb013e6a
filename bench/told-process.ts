import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

/** A process of its own that does what it is told. */
export type ToldProcess = {
  readonly pid: number;
  /** Resolves to what it answers; rejects where it could not do it, or has ended. */
  readonly tell: <Answer>(order: unknown, answer: z.ZodType<Answer>) => Promise<Answer>;
  readonly kill: () => Promise<void>;
};

const told = z.object({ id: z.int(), failure: z.string().nullable(), value: z.unknown() });
const given = z.object({ id: z.int(), order: z.unknown() });

type Waiting = PromiseWithResolvers<unknown>;

/** Starts a script of this folder; `start` is what its `obey` is given. Resolves once that is ready. */
export async function toldProcess(script: string, start: unknown): Promise<ToldProcess> {
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(start)]);
  const waiting = new Map<number, Waiting>();
  const ended = once(child, 'exit');
  child.on('message', (message) => {
    const { id, failure, value } = told.parse(message);
    const asker = waiting.get(id);
    waiting.delete(id);
    if (failure === null) asker?.resolve(value);
    else asker?.reject(new Error(failure));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${script} ended with ${code}`));
    waiting.clear();
  });
  let asked = 0;
  const ask = (order: unknown): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>();
    waiting.set(asked, answer);
    if (asked > 0) child.send({ id: asked, order });
    asked += 1;
    return answer.promise;
  };
  await ask(null);
  return {
    pid: child.pid ?? 0,
    tell: async (order, answer) => answer.parse(await ask(order)),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The other side, to be called by the script itself: `open` makes what then does each order. */
export async function obey(
  open: (start: unknown) => Promise<(order: unknown) => Promise<unknown>>,
): Promise<void> {
  const act = await open(JSON.parse(process.argv[2] ?? 'null'));
  process.on('message', (message) => {
    const { id, order } = given.parse(message);
    act(order).then(
      (value) => process.send?.({ id, failure: null, value: value ?? null }),
      (error: unknown) => process.send?.({ id, failure: failureText(error), value: null }),
    );
  });
  // Whoever started it has gone: nobody would ever end it.
  process.on('disconnect', () => process.exit(0));
  process.send?.({ id: 0, failure: null, value: null });
}

function failureText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Milliseconds on the one clock that all processes of this computer share. */
export function sharedNowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
