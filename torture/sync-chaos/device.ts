import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPaths } from '../load/load-paths.ts';
import {
  answer,
  codeAnswer,
  type DeviceOrder,
  type DigestAnswer,
  digestAnswer,
  type Standing,
  standing,
} from './device-orders.ts';

const DEVICE_PROCESS = join(import.meta.dirname, 'device-process.ts');
const CLOCK_OFFSET = join(import.meta.dirname, 'clock-offset.ts');

/** One device, in a process of its own that can be killed and started again. */
export type Device = {
  readonly name: string;
  readonly folder: string;
  readonly start: (clockOffsetMs: number) => Promise<void>;
  readonly kill: () => Promise<void>;
  /** How often it ended although nobody ended it. */
  readonly falls: () => number;
  readonly begin: (serverUrl: string, code: string) => Promise<void>;
  readonly newCode: () => Promise<string>;
  readonly join: (serverUrl: string, code: string) => Promise<void>;
  readonly work: (seed: string) => Promise<void>;
  readonly rest: () => Promise<void>;
  readonly stand: () => Promise<Standing>;
  readonly digest: () => Promise<DigestAnswer>;
  /** Ends it in order. */
  readonly close: () => Promise<void>;
};

export type DevicePlace = {
  readonly name: string;
  readonly folder: string;
  readonly ledger: string;
};

type Waiting = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
};

/** A device whose store stands in its folder. */
export function deviceAt({ name, folder, ledger }: DevicePlace): Device {
  const waiting = new Map<number, Waiting>();
  let child: ChildProcess | null = null;
  let asked = 0;
  let falls = 0;
  const tell = (order: DeviceOrder): Promise<unknown> => {
    asked += 1;
    const id = asked;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      if (!child?.connected) reject(new Error(`${name} does not run`));
      else child.send({ id, order });
    });
  };
  const end = async (how: () => unknown): Promise<void> => {
    if (!child) return;
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
    if (!ended) falls += 1;
    await how();
    await ended;
    child = null;
  };
  return {
    name,
    folder,
    async start(clockOffsetMs) {
      child = startProcess({ name, folder, ledger }, clockOffsetMs);
      await firstWord(child, name);
      child.on('message', (message) => settle(waiting, message));
      child.on('exit', () => {
        for (const { reject } of waiting.values()) reject(new Error(`${name} has ended`));
        waiting.clear();
      });
    },
    kill: () => end(() => child?.kill('SIGKILL')),
    falls: () => falls,
    begin: async (serverUrl, code) => void (await tell({ do: 'begin', serverUrl, code })),
    newCode: async () => codeAnswer.parse(await tell({ do: 'newCode' })),
    join: async (serverUrl, code) => void (await tell({ do: 'join', serverUrl, code })),
    work: async (seed) => void (await tell({ do: 'work', seed })),
    rest: async () => void (await tell({ do: 'rest' })),
    stand: async () => standing.parse(await tell({ do: 'stand' })),
    digest: async () => digestAnswer.parse(await tell({ do: 'digest' })),
    close: () =>
      end(async () => {
        await tell({ do: 'close' });
        child?.disconnect();
      }),
  };
}

function startProcess({ name, folder, ledger }: DevicePlace, clockOffsetMs: number): ChildProcess {
  const child = fork(DEVICE_PROCESS, [JSON.stringify({ name, folder, ledger })], {
    execArgv: ['--import', CLOCK_OFFSET],
    env: { ...process.env, CHAOS_CLOCK_OFFSET_MS: String(clockOffsetMs) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(join(folder, 'log'), { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return child;
}

async function firstWord(child: ChildProcess, name: string): Promise<void> {
  const opened = once(child, 'message').then(() => true);
  const ended = once(child, 'exit').then(() => false);
  if (!(await Promise.race([opened, ended])))
    throw new Error(`${name} did not open, see its folder`);
}

function settle(waiting: Map<number, Waiting>, message: unknown): void {
  const { id, failure, value } = answer.parse(message);
  const asker = waiting.get(id);
  waiting.delete(id);
  if (failure === null) asker?.resolve(value);
  else asker?.reject(new Error(failure));
}

/** Puts a copy of what stands in a folder, whose process must have ended, into another. */
export async function copyDevice(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const { store } = loadPaths('');
  for (const name of await readdir(from))
    if (name.startsWith(store)) await copyFile(join(from, name), join(to, name));
}
