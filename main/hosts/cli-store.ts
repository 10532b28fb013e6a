import { randomBytes } from 'node:crypto';
import {
  newPassphrase,
  SUGGESTION_BYTES,
  suggestedPassphrase,
} from '../../shared/store/passphrase.ts';
import { misused, refused } from './cli-failure.ts';
import type { Terminal } from './cli-terminal.ts';
import { shellWord } from './cli-text.ts';
import { readPassphraseFile } from './given-passphrase.ts';
import {
  type OnStoreProgress,
  settledStatus,
  type StoreClient,
  type StoreStatus,
  whileWatched,
} from './store-client.ts';

/** Where the command line gets the recovery passphrase from. */
export type PassphraseSource = {
  readonly terminal: Terminal;
  readonly dataDir: string;
  /** CARETRAIL_PASSPHRASE. */
  readonly passphrase: string | undefined;
  /** --passphrase-file: it goes before the variable. */
  readonly passphraseFile: string | undefined;
};

const HOW_TO_GIVE =
  'Set CARETRAIL_PASSPHRASE to the recovery passphrase, or name a file that holds it with --passphrase-file.';

/** Opens the records with the passphrase that was given, or with one that is asked for. */
export async function openStore(source: PassphraseSource, client: StoreClient): Promise<void> {
  const status = await statusOf(source, client);
  switch (status.state) {
    case 'open':
    case 'opening':
      return;
    case 'unreadable':
      throw refused(status.problem ?? 'The records cannot be read.');
    case 'locked':
      if (status.problem !== null) throw refused(status.problem);
      return unlock(source, client);
    case 'new':
      return moveIn(source, client, status.problem);
  }
}

async function unlock(source: PassphraseSource, client: StoreClient): Promise<void> {
  const passphrase = await askedFor(source);
  expectDone(await shown(source, client, client['store.unlock']({ passphrase })));
}

/** Records of the first release: a passphrase that only a screen shows could be lost with all of them. */
async function moveIn(
  source: PassphraseSource,
  client: StoreClient,
  problem: string | null,
): Promise<void> {
  const passphrase = await givenIn(source);
  if (passphrase === undefined) throw misused(`${problem ?? ''} ${HOW_TO_GIVE}`.trim());
  expectDone(await shown(source, client, client['store.create']({ passphrase })));
}

/** Begins the records under the passphrase that was given, or under a fresh one that is printed once. */
export async function createStore(source: PassphraseSource, client: StoreClient): Promise<void> {
  const status = await statusOf(source, client);
  const isFirst = status.state === 'new' && status.problem === null;
  if (!isFirst) return openStore(source, client);
  const given = await givenIn(source);
  const passphrase = given ?? suggestedPassphrase(new Uint8Array(randomBytes(SUGGESTION_BYTES)));
  expectDone(await client['store.create']({ passphrase }));
  if (given === undefined) source.terminal.print(madeText(passphrase));
}

function madeText(passphrase: string): string {
  return [
    `Recovery passphrase: ${passphrase}`,
    'It is shown this once. Write it down and keep it away from this computer: with it the records',
    'and every backup can be opened, and without it nobody can open them.',
    '',
  ].join('\n');
}

/** Refuses a given passphrase that nothing should be begun under, before there is a data folder. */
export async function checkNewPassphrase(source: PassphraseSource): Promise<void> {
  const given = await givenIn(source);
  if (given !== undefined) expectStrong(given);
}

/** Refuses a passphrase that may not be chosen. */
export function expectStrong(chosen: string): void {
  const { error } = newPassphrase.safeParse(chosen);
  if (error) throw refused(`The passphrase ${error.issues[0]?.message ?? 'cannot be used'}.`);
}

async function statusOf({ terminal }: PassphraseSource, client: StoreClient): Promise<StoreStatus> {
  const reply = await withLine(terminal, (onProgress) => settledStatus(client, onProgress));
  if (!reply.ok) throw refused(reply.failure.message);
  return reply.value;
}

/** The outcome of what was asked of the gate, with a line that says meanwhile how it comes along. */
export function shown<T>(
  { terminal }: Pick<PassphraseSource, 'terminal'>,
  client: StoreClient,
  asked: Promise<T>,
): Promise<T> {
  return withLine(terminal, (onProgress) => whileWatched(client, asked, onProgress));
}

async function withLine<T>(
  terminal: Terminal,
  work: (onProgress: OnStoreProgress) => Promise<T>,
): Promise<T> {
  let isShown = false;
  try {
    return await work(({ label, done, total }) => {
      isShown = true;
      terminal.showProgress(total > 0 ? `${label}, ${done} of ${total}` : label);
    });
  } finally {
    if (isShown) terminal.showProgress(null);
  }
}

/** The passphrase that was given, the file's before the variable's; undefined when none was. */
export async function givenIn({ passphrase, passphraseFile }: PassphraseSource) {
  if (passphraseFile === undefined) return passphrase;
  const read = await readPassphraseFile(passphraseFile);
  if (!read.ok) throw misused(`${shellWord(passphraseFile)}: ${read.failure.message}`);
  return read.value;
}

async function askedFor(source: PassphraseSource): Promise<string> {
  const given = await givenIn(source);
  if (given !== undefined) return given;
  const { terminal, dataDir } = source;
  if (!terminal.canAsk)
    throw misused(`The records in ${shellWord(dataDir)} are locked. ${HOW_TO_GIVE}`);
  return terminal.askUnseen('Recovery passphrase: ');
}

function expectDone(
  reply: { readonly ok: true } | { readonly ok: false; failure: { readonly message: string } },
): void {
  if (!reply.ok) throw refused(reply.failure.message);
}
