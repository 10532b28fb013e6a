import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Failure } from '../../shared/base/result.ts';
import { type Client, createClient } from '../../shared/base/contract.ts';
import { type Operations, operations } from '../../shared/operations.ts';
import type { Core, Session } from '../platform/core.ts';
import { dataPaths, holdsRecords } from '../platform/data-directory.ts';
import { openingFailureText } from '../platform/opening-failure.ts';
import { refused } from './cli-failure.ts';
import { type Reaching, reachCore } from './cli-reach.ts';
import { openStore, type PassphraseSource } from './cli-store.ts';
import { shellWord } from './cli-text.ts';
import { settledStatus, type StoreClient, storeClient } from './store-client.ts';

/** What every command of the command line gets. */
export type CommandLine = PassphraseSource &
  Reaching & {
    /** Sign-in or display name, as given with --as. */
    readonly as: string | undefined;
    /** CARETRAIL_PIN; an empty one counts as none. */
    readonly pin: string | undefined;
    /** JSON where people would otherwise get sentences. */
    readonly wantsJson: boolean;
  };

/** The core while it is open, and the one session of this command. */
export type OpenCore = {
  readonly core: Core;
  readonly session: Session;
  readonly client: Client<Operations>;
  /** The PIN that this command signed in with, for what asks for it again. */
  readonly signedInWith: { pin: string | null };
  /** What the gate answers before the records are open. */
  readonly store: StoreClient;
  /** True: the core is that of an application that has the records open. */
  readonly isApplication: boolean;
};

/** Opens the core and the records, works, and closes it whatever happens. Never makes a data folder. */
export async function withCore<T>(
  line: CommandLine,
  work: (open: OpenCore) => Promise<T>,
): Promise<T> {
  // A mistyped --data must not leave an empty database behind.
  if (!isSetUp(line.dataDir)) throw notSetUp(line.dataDir);
  return withGate(line, async (open) => {
    await openRecords(line, open);
    return work(open);
  });
}

/** Opens the records with the passphrase; those of a running application have to be open. */
export async function openRecords(line: CommandLine, open: OpenCore): Promise<void> {
  if (!open.isApplication) return openStore(line, open.store);
  const { state, problem } = expectValue(await settledStatus(open.store));
  if (state === 'open') return;
  throw refused(problem ?? 'The records are locked. Open them in the window first, or close it.');
}

/**
 * False for a folder that holds nothing of any release. Files without their records count as something:
 * the core says what became of those, and finishes a restore that was cut off between the two.
 */
export function isSetUp(dataDir: string): boolean {
  try {
    return holdsRecords(dataDir) || existsSync(dataPaths(dataDir).files);
  } catch (error) {
    throw refused(openingFailureText(error));
  }
}

/**
 * The core before its records are open, or that of the application that has the data folder. Makes the
 * data folder when there is none.
 */
export async function withGate<T>(
  line: CommandLine,
  work: (open: OpenCore) => Promise<T>,
): Promise<T> {
  const signedInWith: OpenCore['signedInWith'] = { pin: null };
  const { core: reached, isApplication } = await reachCore(line);
  const core = confirming(reached, signedInWith);
  const session: Session = { host: 'command-line', key: randomBytes(32).toString('base64url') };
  const client = createClient(
    operations,
    (name, input) => core.dispatch(session, name, input),
    randomUUID,
  );
  try {
    const store = storeClient(core, session);
    return await work({ core, session, client, signedInWith, store, isApplication });
  } finally {
    await core.close();
  }
}

/** The person of this command gave their PIN a moment ago: where it is asked for again, it is there. */
function confirming(core: Core, signedInWith: OpenCore['signedInWith']): Core {
  return {
    ...core,
    dispatch: async (session, operation, input) => {
      const reply = await core.dispatch(session, operation, input);
      const { pin } = signedInWith;
      if (reply.ok || reply.failure.code !== 'PinAgain' || pin === null) return reply;
      const confirmed = await core.dispatch(session, 'session.confirmPin', { operation, pin });
      return confirmed.ok ? core.dispatch(session, operation, input) : confirmed;
    },
  };
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
