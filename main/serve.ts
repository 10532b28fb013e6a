import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import open from 'open';
import { canOpenBrowser } from './hosts/browser-launch.ts';
import { defaultDataDir } from './hosts/data-dir.ts';
import { type LoopbackHost, startLoopbackHost } from './hosts/loopback.ts';
import { startFailureText } from './hosts/start-failure.ts';
import type { Core } from './platform/core.ts';
import { startCoreThread } from './platform/core-thread.ts';

type Options = { readonly dataDir: string; readonly reason: string };

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Exit code 2 and one line for a command line that cannot be understood. */
function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, reason: { type: 'string' } },
    });
    const place = { platform: process.platform, home: homedir(), env: process.env };
    return {
      dataDir: values.data === undefined ? defaultDataDir(place) : resolve(values.data),
      reason: values.reason ?? 'this program serves the browser only',
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

async function startCore(dataDir: string): Promise<Core> {
  try {
    return await startCoreThread({ dataDir });
  } catch (error) {
    process.stderr.write(`${startFailureText(error)}\n`);
    process.exit(1);
  }
}

async function openBrowser(host: LoopbackHost): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (!canOpenBrowser({ platform: process.platform, isRoot, env: process.env })) return;
  try {
    await open(host.launchFilePath);
  } catch {
    // The address stands above: opening it by hand is all that is lost.
  }
}

function closeOnSignals(host: LoopbackHost, core: Core): void {
  let isClosing = false;
  const close = async () => {
    // A second Ctrl-C does not wait.
    if (isClosing) process.exit(130);
    isClosing = true;
    await host.close();
    await core.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      close().catch(() => process.exit(1));
    });
  }
}

async function start({ dataDir, reason }: Options): Promise<void> {
  const core = await startCore(dataDir);
  const host = await startLoopbackHost({
    core,
    rendererDir: fileURLToPath(new URL('../renderer', import.meta.url)),
    onFreshAddress: (address) => say(`The address before is void. A fresh one: ${address}`),
  });
  closeOnSignals(host, core);
  say(`Caretrail opens no window: ${reason}.`);
  say('It runs in a browser on this computer instead, which is for evaluation only, not for care.');
  say(`Open within a minute, once: ${host.newAddress()}`);
  if (process.stdin.isTTY) {
    say('Press Enter for a fresh address, Ctrl-C to stop.');
    createInterface({ input: process.stdin }).on('line', () => {
      say(`A fresh address: ${host.newAddress()}`);
    });
  }
  await openBrowser(host);
}

await start(readOptions());
