import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const SERVE = join(import.meta.dirname, '../dist/main/serve.js');

/** What tests and measurements begin their records under. */
export const SERVED_PASSPHRASE = 'a passphrase for trials only';

/** The built program without a window, in a process of its own. */
export type Served = {
  /** Opens the application once. */
  readonly address: string;
  /** Both as performance.now() tells. */
  readonly spawnedMs: number;
  readonly addressMs: number;
  /** It stands still from here on: what is asked of it waits. */
  readonly pause: () => void;
  /** Ends it, gently unless told otherwise, and waits for that. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
};

function addressIn(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [address] = /http:\/\/127\.0\.0\.1:\S+(?=\s)/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.once('exit', () => reject(new Error(`Caretrail did not start:\n${said}`)));
  });
}

/**
 * Starts Caretrail on a data directory as `npm start` does where there is no window. With a passphrase
 * the records are open when it answers; null leaves it to the page to ask.
 */
export async function serve(
  dataDir: string,
  passphrase: string | null = SERVED_PASSPHRASE,
): Promise<Served> {
  const spawnedMs = performance.now();
  const child = spawn(
    process.execPath,
    [SERVE, '--reason', 'a tool drives it', '--data', dataDir],
    {
      env: {
        ...process.env,
        CARETRAIL_NO_OPEN: '1',
        ...(passphrase === null ? {} : { CARETRAIL_PASSPHRASE: passphrase }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  try {
    const address = await addressIn(child);
    const pause = (): void => void child.kill('SIGSTOP');
    return { address, spawnedMs, addressMs: performance.now(), pause, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
