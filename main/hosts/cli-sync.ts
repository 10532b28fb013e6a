import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { checkWords, needsLookAt } from '../../shared/sync/check-words.ts';
import { type SyncStatus, syncStatus } from '../../shared/sync/contract.ts';
import { type CommandLine, expectValue, type OpenCore, withCore } from './cli-core.ts';
import type { ExitCode } from './cli-failure.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { plain } from './cli-text.ts';

type Run = (run: (line: CommandLine) => Promise<ExitCode> | ExitCode) => Promise<void>;

type EnrolOptions = { readonly code: string; readonly deviceName: string };

/** The commands that bring this computer and its site's server to the same state. */
export function addSync(program: Command, run: Run): void {
  const sync = program.command('sync').description('this computer and the server of its site');
  sync
    .command('status')
    .description('what the server has, and what it does not have yet')
    .action(() => run(tellStatus));
  sync
    .command('enrol')
    .description('make this computer a device of a site')
    .argument('<address>', 'of the server, such as https://sync.clinic.example')
    .requiredOption('--code <code>', 'from whoever runs the server, or from another device')
    .requiredOption('--device-name <name>', 'what this computer is called')
    .action((serverUrl: string, { code, deviceName }: EnrolOptions) =>
      run(async (line) => {
        const reply = await withCore(line, async (open) => {
          await signIn(line, open);
          return open.client['sync.enrol']({ serverUrl, code, deviceName });
        });
        return endWithSentences(line, reply, () => 'This computer is a device of the site now.');
      }),
    );
  sync
    .command('now')
    .description('sync, and wait until the server has all; ends with 1 when it does not get it')
    .action(() => run(syncNow));
  sync
    .command('check')
    .description('compare all records with the server’s; ends with 1 when somebody is needed')
    .action(() => run(checkNow));
}

async function tellStatus(line: CommandLine): Promise<ExitCode> {
  const reply = await withCore(line, ({ client }) => client['sync.status']({}));
  return endWithSentences(line, reply, (value) => statusText(syncStatus.parse(value)));
}

async function syncNow(line: CommandLine): Promise<ExitCode> {
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const asked = await open.client['sync.now']({});
    if (!asked.ok) return asked;
    return { ok: true as const, value: await whenDone(open) };
  });
  const exitCode = endWithSentences(line, reply, (value) => statusText(syncStatus.parse(value)));
  return reply.ok && reply.value.state !== 'onServer' ? 1 : exitCode;
}

async function checkNow(line: CommandLine): Promise<ExitCode> {
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const asked = await open.client['sync.check']({});
    if (!asked.ok) return asked;
    return { ok: true as const, value: await whenChecked(open) };
  });
  const exitCode = endWithSentences(line, reply, (value) => checkText(syncStatus.parse(value)));
  if (!reply.ok) return exitCode;
  const { check } = reply.value;
  return check === null || check.wasStopped || needsLookAt(check) ? 1 : exitCode;
}

/** The look before it may find that the server is out of reach: then there is none. */
async function whenChecked({ client }: OpenCore): Promise<SyncStatus> {
  for (;;) {
    const status = expectValue(await client['sync.status']({}));
    const isOut = status.state === 'offline' || status.state === 'needsAttention';
    if (!status.check?.isRunning || (isOut && !status.isLooking)) return status;
    await delay(LOOK_EVERY_MS);
  }
}

function checkText({ check, state }: SyncStatus): string {
  if (check === null || check.isRunning || check.wasStopped)
    return `The records were not compared with the server’s. ${states[state]}`;
  return checkWords(check) ?? 'The records were not compared with the server’s.';
}

const LOOK_EVERY_MS = 200;

async function whenDone({ client }: OpenCore): Promise<SyncStatus> {
  for (;;) {
    const status = expectValue(await client['sync.status']({}));
    const isUnderWay = status.state === 'connecting' || status.state === 'sending';
    if (!isUnderWay && !status.isLooking) return status;
    await delay(LOOK_EVERY_MS);
  }
}

const states: Readonly<Record<SyncStatus['state'], string>> = {
  off: 'This computer syncs with no server.',
  connecting: 'Looking for the server.',
  sending: 'Sending what the server does not have.',
  onServer: 'The server has everything.',
  offline: 'The server cannot be reached just now.',
  needsAttention: 'Somebody is needed.',
};

function statusText(status: SyncStatus): string {
  const { unsent, trailUnsent, firstSync, attention, reviews, lastContactAt, unplaced } = status;
  return [
    states[status.state],
    ...(attention ? [plain(attention.message)] : []),
    ...(lastContactAt ? [`Last contact: ${lastContactAt}`] : []),
    ...(unsent.changes > 0
      ? [`Not on the server: ${unsent.changes} changes, the oldest of ${unsent.oldestAt ?? 'now'}`]
      : []),
    ...(trailUnsent.changes > 0
      ? [`Of the trail, not on the server: ${trailUnsent.changes} entries`]
      : []),
    ...(unplaced > 0
      ? [`Kept aside until what came before them is on the server: ${unplaced} changes`]
      : []),
    ...(firstSync ? [`First sync: ${firstSync.done} of ${firstSync.total}`] : []),
    ...(reviews.open > 0
      ? [`To settle: ${reviews.open}, of which ${reviews.blocking} hold something up`]
      : []),
  ].join('\n');
}
