import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.ts';

const START = join(import.meta.dirname, '../../server/start.ts');

/** One node of the server, in a process of its own. */
export type ServerNode = {
  readonly name: string;
  readonly port: number;
  /** Resolves when it answers devices. */
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  /** How often it ended although nobody ended it. */
  readonly falls: () => number;
};

export type NodePlace = {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly name: string;
};

export async function serverNode({ folder, databaseUrl, name }: NodePlace): Promise<ServerNode> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  let falls = 0;
  return {
    name,
    port,
    falls: () => falls,
    async start() {
      child = spawn(process.execPath, [START], {
        env: {
          ...environment({ folder, databaseUrl }),
          PORT: String(port),
          LOG_LEVEL: 'warn',
          DATABASE_CONNECTIONS: '10',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
      child.stdout?.pipe(log, { end: false });
      child.stderr?.pipe(log, { end: false });
      await answers(port);
    },
    async kill() {
      if (!child) return;
      if (child.exitCode !== null || child.signalCode !== null) {
        falls += 1;
        child = null;
        return;
      }
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      child = null;
    },
  };
}

function environment({ folder, databaseUrl }: Omit<NodePlace, 'name'>) {
  return { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl, DATA: folder };
}

async function answers(port: number): Promise<void> {
  const isReady = async (): Promise<boolean> => {
    try {
      return (await fetch(`http://127.0.0.1:${port}/ready`)).ok;
    } catch {
      return false;
    }
  };
  while (!(await isReady())) await pause(50);
}

/** What the operator is told by a command of the server's. */
export async function operate(
  place: Omit<NodePlace, 'name'>,
  ...args: readonly string[]
): Promise<string> {
  const child = spawn(process.execPath, [START, ...args], {
    env: environment(place),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const [code]: readonly unknown[] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args.join(' ')}: ${text}`);
  return text;
}
