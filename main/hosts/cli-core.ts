import { randomBytes, randomUUID } from 'node:crypto';
import type { Failure } from '../../shared/base/result.ts';
import { type Client, createClient } from '../../shared/base/contract.ts';
import { type Operations, operations } from '../../shared/operations.ts';
import type { Core, Session } from '../platform/core.ts';
import { holdsDatabase } from '../platform/data-directory.ts';
import { refused } from './cli-failure.ts';
import { shellWord } from './cli-text.ts';
import type { Terminal } from './cli-terminal.ts';
import { startFailureText } from './start-failure.ts';

/** What every command of the command line gets. */
export type CommandLine = {
  readonly terminal: Terminal;
  readonly dataDir: string;
  /** Sign-in or display name, as given with --as. */
  readonly as: string | undefined;
  /** CARETRAIL_PIN; an empty one counts as none. */
  readonly pin: string | undefined;
  /** JSON where people would otherwise get sentences. */
  readonly wantsJson: boolean;
  readonly startCore: (options: { readonly dataDir: string }) => Promise<Core>;
};

/** The core while it is open, and the one session of this command. */
export type OpenCore = {
  readonly core: Core;
  readonly session: Session;
  readonly client: Client<Operations>;
};

/** Opens the core, works, and closes it whatever happens. Never makes a data folder. */
export async function withCore<T>(
  line: CommandLine,
  work: (open: OpenCore) => Promise<T>,
): Promise<T> {
  // A mistyped --data must not leave an empty database behind.
  if (!holdsDatabase(line.dataDir)) throw notSetUp(line.dataDir);
  return withNewCore(line, work);
}

/** The same, and makes the data folder when there is none. */
export async function withNewCore<T>(
  line: CommandLine,
  work: (open: OpenCore) => Promise<T>,
): Promise<T> {
  const core = await line.startCore({ dataDir: line.dataDir }).catch((error: unknown) => {
    throw refused(startFailureText(error));
  });
  const session: Session = { host: 'command-line', key: randomBytes(32).toString('base64url') };
  const client = createClient(
    operations,
    (name, input) => core.dispatch(session, name, input),
    randomUUID,
  );
  try {
    return await work({ core, session, client });
  } finally {
    await core.close();
  }
}

export function notSetUp(dataDir: string) {
  const again = `--data ${shellWord(dataDir)} init --admin NAME`;
  return refused(`Nothing is set up in ${shellWord(dataDir)}. Set it up first: ${again}`);
}

/** The value of a reply that only a bug or an unusable core can refuse. */
export function expectValue<Value>(
  reply: { readonly ok: true; readonly value: Value } | { readonly ok: false; failure: Failure },
): Value {
  if (reply.ok) return reply.value;
  throw refused(reply.failure.message);
}
