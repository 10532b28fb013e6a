import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Core, Reply } from '../../main/platform/core.ts';
import {
  type CoreSupport,
  serveCore,
  type ThreadStart,
} from '../../main/platform/supervision/core-thread-port.ts';
import { FatalDatabaseError } from '../../main/platform/fatal-error.ts';
import { createTurns } from '../../main/platform/turns.ts';
import { fail, ok } from '../../shared/base/result.ts';

/** What a test asks of this core; `once` happens in its first life only. */
export type Asked = {
  readonly once?: 'exit' | 'throw' | 'spin' | 'panic' | 'exit after saving';
  readonly commandId?: string;
  readonly run?: unknown;
};

const nurse = { userId: 'u', displayName: 'Nora', role: 'nurse', permissions: [] };

if (!parentPort) throw new Error('dying-worker.ts runs as a worker thread');
const start = workerData as ThreadStart;
const isFirstLife = start.lastStop === null;
const saved = join(start.dataDir, 'saved');

async function die(how: Asked['once'], { watch }: CoreSupport): Promise<void> {
  if (how === undefined || !isFirstLife) return;
  if (how === 'exit') process.exit(1);
  if (how === 'throw') {
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
    await new Promise(() => undefined);
  }
  if (how === 'panic') watch.onFatal(new FatalDatabaseError('diskFailing'));
  for (;;);
}

async function save(
  { once, commandId = randomUUID() }: Asked,
  support: CoreSupport,
): Promise<Reply> {
  const before = existsSync(saved) ? readFileSync(saved, 'utf8').split('\n') : [];
  if (before.includes(commandId)) return ok('saved before');
  if (once !== 'exit after saving') await die(once, support);
  appendFileSync(saved, `${commandId}\n`);
  if (once === 'exit after saving' && isFirstLife) process.exit(1);
  return ok('saved');
}

async function reply(name: string, input: Asked, support: CoreSupport): Promise<Reply> {
  switch (name) {
    case 'save':
      return save(input, support);
    case 'look':
      await die(input.once, support);
      return ok('seen');
    case 'exit':
      process.exit(1);
      break;
    case 'signIn':
      support.sessions.changed({ key: 'window k', actor: nurse });
      return ok('signed in');
    case 'leave':
      process.exit(1);
      break;
    case 'whoIsThere':
      return ok(support.sessions.take());
    case 'environment':
      return ok(Object.keys(process.env).filter((each) => each.startsWith('CARETRAIL_')));
    case 'keychain': {
      const secret = new TextEncoder().encode('secret');
      const kept = await support.keychain?.protect(secret);
      const revealed = kept && (await support.keychain?.reveal(kept));
      return ok(revealed && new TextDecoder().decode(revealed.secret));
    }
    default:
      return fail('UnknownOperation', 'There is no such operation here.');
  }
}

async function open(support: CoreSupport): Promise<Core> {
  const inTurn = createTurns(support.watch.turns);
  return {
    dispatch: (_session, name, input) =>
      inTurn(() => reply(name, input as Asked, support), name === 'save' ? 'command' : 'query'),
    putBytes: async () => fail('TooLarge', 'There are no files here.'),
    getBytes: async () => fail('UnknownFile', 'There are no files here.'),
    endSession: async () => undefined,
    onEvent: () => () => undefined,
    close: async () => undefined,
  };
}

serveCore(parentPort, start, {
  open,
  kinds: { save: 'command', look: 'query', signIn: 'command', leave: 'leave', keychain: 'query' },
});
