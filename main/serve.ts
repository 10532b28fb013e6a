import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import open from 'open';
import { canOpenBrowser } from './hosts/browser-launch.ts';
import { keepEnvironmentOutOfReports } from './hosts/crash-reports.ts';
import { defaultDataDir } from './hosts/data-dir.ts';
import { givenPassphrase } from './hosts/given-passphrase.ts';
import { type OpenToCommandLine, openToCommandLine } from './hosts/local-host.ts';
import { type LoopbackHost, startLoopbackHost } from './hosts/loopback.ts';
import { type OnStoreProgress, openWithGiven, storeClient } from './hosts/store-client.ts';
import type { Core, Session } from './platform/core.ts';
import { startCoreThread } from './platform/supervision/core-thread.ts';
import { openingFailureText } from './platform/opening-failure.ts';

type Options = {
  readonly dataDir: string;
  readonly reason: string;
  readonly passphraseFile: string | undefined;
};

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Exit code 2 and one line for a command line that cannot be understood. */
function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        reason: { type: 'string' },
        'passphrase-file': { type: 'string' },
      },
    });
    const place = { platform: process.platform, home: homedir(), env: process.env };
    return {
      dataDir: values.data === undefined ? defaultDataDir(place) : resolve(values.data),
      reason: values.reason ?? 'this program serves the browser only',
      passphraseFile: values['passphrase-file'],
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

function giveUp(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

async function startCore(dataDir: string, passphrase: string | undefined): Promise<Core> {
  const core = await startCoreThread({ dataDir }).catch((error: unknown) =>
    giveUp(openingFailureText(error)),
  );
  // Without one the page asks.
  if (passphrase === undefined) return core;
  const session: Session = { host: 'command-line', key: randomBytes(32).toString('base64url') };
  const store = storeClient(core, session);
  const opened = await openWithGiven(store, passphrase, saidOnce());
  if (opened.ok) return core;
  const status = await store['store.status']({});
  // The page says what is wrong and offers the backups.
  if (status.ok && status.value.state === 'unreadable') return core;
  await core.close();
  return giveUp(opened.failure.message);
}

/** Says each stage of long work on the records when it begins: the address comes only after it. */
function saidOnce(): OnStoreProgress {
  let last = '';
  return ({ label }) => {
    if (label !== last) say(`${label} …`);
    last = label;
  };
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

type Opened = {
  readonly host: LoopbackHost;
  readonly commandLine: OpenToCommandLine;
  readonly core: Core;
};

function closeOnSignals({ host, commandLine, core }: Opened): void {
  let isClosing = false;
  const close = async () => {
    // A second Ctrl-C does not wait.
    if (isClosing) process.exit(130);
    isClosing = true;
    await commandLine.close();
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

async function start({ dataDir, reason, passphraseFile }: Options): Promise<void> {
  const given = await givenPassphrase(process.env, passphraseFile);
  if (!given.ok) giveUp(given.failure.message);
  const core = await startCore(dataDir, given.value);
  const host = await startLoopbackHost({
    core,
    rendererDir: fileURLToPath(new URL('../renderer', import.meta.url)),
    onFreshAddress: (address) => say(`The address before is void. A fresh one: ${address}`),
  });
  const commandLine = await openToCommandLine({ core, dataDir });
  closeOnSignals({ host, commandLine, core });
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

keepEnvironmentOutOfReports(process);
await start(readOptions());
