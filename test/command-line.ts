import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCommandLine } from '../main/hosts/cli-program.ts';
import { openWithGiven, storeClient } from '../main/hosts/store-client.ts';
import type { Core, Session } from '../main/platform/core.ts';
import { startCoreThread } from '../main/platform/supervision/core-thread.ts';
import { copyClinic } from './prepared-records.ts';

const PROGRAM = join(import.meta.dirname, '../tools/caretrail.ts');
/** As it ships: from its sources it would be read anew for each command. */
const workerUrl = new URL('../dist/main/worker.js', import.meta.url);

/** The PIN that CARETRAIL_PIN holds unless a test gives another. */
export const PIN = '314159';

/** What CARETRAIL_PASSPHRASE holds unless a test gives another. */
export const PASSPHRASE = 'a passphrase for tests';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Null: CARETRAIL_PIN or CARETRAIL_PASSPHRASE is not set. */
type Secrets = { readonly pin?: string | null; readonly passphrase?: string | null };
type Given = Secrets & { readonly input?: string | Uint8Array };

type TerminalGiven = {
  readonly pin?: string;
  readonly passphrase?: string | null;
  /** What is typed where a PIN is asked for. */
  readonly answers?: readonly string[];
  readonly onProgress?: (line: string | null) => void;
};

export type CommandLineKit = Awaited<ReturnType<typeof openCommandLine>>;

/** The real command line with a data folder of its own, in a path with spaces. */
export async function openCommandLine() {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail e2e '));
  const dataDir = join(folder, 'its records');
  const inFolder = (words: readonly string[]) => ['--data', dataDir, ...words];

  /** Starts the program with its output going into pipes. */
  function start(words: readonly string[], secrets: Secrets = {}): Child {
    return spawn(process.execPath, [PROGRAM, ...words], {
      env: environmentWith(secrets),
      stdio: ['pipe', 'pipe', 'pipe'],
      cwd: folder,
    });
  }

  async function run(words: readonly string[], { input = '', ...secrets }: Given = {}) {
    const child = start(words, secrets);
    // A program that never reads its input closes the pipe.
    child.stdin.on('error', () => undefined).end(input);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { code: Number(code), stdout, stderr };
  }

  return {
    folder,
    dataDir,
    start,
    /** Runs the program without a data folder given. */
    run,
    /** Runs a command on the data folder. */
    caretrail: (words: readonly string[], given?: Given) => run(inFolder(words), given),
    /** Calls an operation; its reply must be one line of JSON. */
    async call(words: readonly string[], given?: Given) {
      const { code, stdout, stderr } = await run(inFolder(['call', ...words]), given);
      const [line = '', ...rest] = stdout.split('\n');
      if (rest.join('') !== '') throw new Error('The reply is not one line');
      return { code, stderr, reply: JSON.parse(line) };
    },
    atTerminal: (words: readonly string[], given?: TerminalGiven) =>
      atTerminal(inFolder(words), given),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The same where a clinic is set up already, with Ada Admin as its administrator. */
export async function openClinicCommandLine(): Promise<CommandLineKit> {
  const cli = await openCommandLine();
  await copyClinic(cli.dataDir);
  return cli;
}

function environmentWith({ pin = PIN, passphrase = PASSPHRASE }: Secrets): NodeJS.ProcessEnv {
  const { CARETRAIL_PIN: _, CARETRAIL_PASSPHRASE: __, ...env } = process.env;
  return {
    ...env,
    ...(pin === null ? {} : { CARETRAIL_PIN: pin }),
    ...(passphrase === null ? {} : { CARETRAIL_PASSPHRASE: passphrase }),
  };
}

/** The core as the command line starts it. */
export function startBuiltCore(options: { readonly dataDir: string }): Promise<Core> {
  return startCoreThread(options, { workerUrl });
}

/** The core of a data folder that the command line made, with its records open. */
export async function startOpenCore(dataDir: string): Promise<Core> {
  const core = await startBuiltCore({ dataDir });
  const session: Session = { host: 'command-line', key: randomUUID() };
  const opened = await openWithGiven(storeClient(core, session), PASSPHRASE);
  if (!opened.ok) throw new Error(`Not opened: ${opened.failure.code}`);
  return core;
}

/** Runs a command in this process, as if a person sat at a terminal. */
async function atTerminal(
  words: readonly string[],
  { pin, passphrase = PASSPHRASE, answers = [], onProgress }: TerminalGiven = {},
) {
  const printed: string[] = [];
  const told: string[] = [];
  const typed = [...answers];
  const code = await runCommandLine(words, {
    startCore: startBuiltCore,
    pin,
    passphrase: passphrase ?? undefined,
    defaultDataDir: '',
    timeZone: 'America/New_York',
    terminal: {
      isForPeople: true,
      canAsk: true,
      print: (line) => void printed.push(line),
      tell: (line) => void told.push(line),
      showProgress: (line) => onProgress?.(line),
      readInput: async () => new Uint8Array(),
      askUnseen: async (question) => {
        told.push(question);
        return typed.shift() ?? '';
      },
    },
  });
  return { code, printed: printed.join('\n'), told };
}
