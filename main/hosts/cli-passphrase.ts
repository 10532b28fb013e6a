import { randomBytes } from 'node:crypto';
import { SUGGESTION_BYTES, suggestedPassphrase } from '../../shared/store/passphrase.ts';
import { type CommandLine, expectValue, type OpenCore, withCore } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { choosePerson, type Person } from './cli-person.ts';
import { expectClosed } from './cli-reach.ts';
import { signIn } from './cli-sign-in.ts';
import { expectStrong, givenIn } from './cli-store.ts';
import { plain, shellWord } from './cli-text.ts';
import { readPassphraseFile } from './given-passphrase.ts';

/** The passphrase that was given, or one that is asked for. */
export async function passphraseFor(line: CommandLine, question: string): Promise<string> {
  const given = await givenIn(line);
  if (given !== undefined) return given;
  if (!line.terminal.canAsk)
    throw misused(
      'Set CARETRAIL_PASSPHRASE to the recovery passphrase, or name a file that holds it with --passphrase-file.',
    );
  return line.terminal.askUnseen(question);
}

/** Opens the records with a passphrase, and hands it on: it is asked for once. */
async function withPassphrase<T>(
  line: CommandLine,
  work: (open: OpenCore, passphrase: string) => Promise<T>,
): Promise<T> {
  await expectClosed(
    line.dataDir,
    'This takes the recovery passphrase: give it in its window, or close it first.',
  );
  const passphrase = await passphraseFor(line, 'Recovery passphrase: ');
  const known = { ...line, passphrase, passphraseFile: undefined };
  return withCore(known, (open) => work(open, passphrase));
}

/** Changes the recovery passphrase; no record is encrypted anew. */
export async function changePassphrase(
  line: CommandLine,
  newFile: string | undefined,
): Promise<ExitCode> {
  return withPassphrase<ExitCode>(line, async (open, current) => {
    await signIn(line, open);
    const { next, isMade } = await newPassphrase(line, newFile);
    // Before it counts: one that nobody has seen would be the loss of all records.
    if (isMade) line.terminal.print(`Recovery passphrase: ${next}\nIt is shown this once.`);
    expectValue(await open.client['storage.changePassphrase']({ current, next }));
    line.terminal.print('The passphrase is changed. Earlier backups open with the one before.');
    return 0;
  });
}

async function newPassphrase(
  { terminal }: CommandLine,
  file: string | undefined,
): Promise<{ readonly next: string; readonly isMade: boolean }> {
  if (file !== undefined) {
    const read = await readPassphraseFile(file);
    if (!read.ok) throw misused(`${shellWord(file)}: ${read.failure.message}`);
    expectStrong(read.value);
    return { next: read.value, isMade: false };
  }
  if (!terminal.canAsk) throw misused('Name a file with the new passphrase with --new-file.');
  const next = await terminal.askUnseen('New passphrase (Enter alone: one is made and shown): ');
  if (next === '')
    return {
      next: suggestedPassphrase(new Uint8Array(randomBytes(SUGGESTION_BYTES))),
      isMade: true,
    };
  expectStrong(next);
  if (next !== (await terminal.askUnseen('The same passphrase again: ')))
    throw misused('The two are not the same; nothing was changed.');
  return { next, isMade: false };
}

/** Sets an administrator's PIN anew, for whoever knows the recovery passphrase. */
export async function regainAccess(line: CommandLine): Promise<ExitCode> {
  return withPassphrase<ExitCode>(line, async (open, passphrase) => {
    const people = expectValue(await open.client['session.tiles']({}));
    const administrators = people.filter(({ role }) => role === 'administrator');
    const choice = choosePerson(administrators, line.as);
    if (!choice.ok) throw misused(plain(whyNobody(choice.failure, administrators)));
    const { userId, displayName } = choice.value;
    const newPin = await newPinFor(line, plain(displayName));
    expectValue(await open.store['store.regainAccess']({ passphrase, userId, newPin }));
    line.terminal.print(
      `${plain(displayName)} signs in with the new PIN. The audit trail says that it was set this way.`,
    );
    return 0;
  });
}

function whyNobody(
  { code, message }: { readonly code: string; readonly message: string },
  administrators: readonly Person[],
): string {
  if (code !== 'UnknownName') return message;
  const names = administrators.map(({ signInName }) => `"${signInName}"`).join(', ');
  return `Only an administrator’s PIN can be set this way: ${names}. They can then set all others.`;
}

async function newPinFor({ pin, terminal }: CommandLine, name: string): Promise<string> {
  if (pin !== undefined) return pin;
  if (!terminal.canAsk) throw misused(`Set CARETRAIL_PIN to a new PIN for ${name}.`);
  const chosen = await terminal.askUnseen(`New PIN of ${name}, 6 to 12 digits: `);
  if (chosen !== (await terminal.askUnseen('The same PIN again: ')))
    throw misused('The two PINs are not the same; nothing was changed.');
  return chosen;
}
