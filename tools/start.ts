import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseStart } from './start-choice.ts';

/** A window that dies by itself sooner than this never opened. */
const OPENING_LIMIT_MS = 5000;

const root = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.slice(2);

type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** Runs a program in this terminal until it ends; Ctrl-C reaches it too, and it decides when to go. */
function run(command: string, args: readonly string[]): Promise<Ending> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const program = spawn(command, args, { cwd: process.cwd(), env, stdio: 'inherit' });
    program.once('error', reject);
    program.once('exit', (code, signal) => resolve({ code, signal }));
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => program.kill('SIGTERM'));
  });
}

function runInBrowser(reason: string): Promise<Ending> {
  const serve = join(root, 'dist', 'main', 'serve.js');
  return run(process.execPath, [serve, '--reason', reason, ...given]);
}

async function start(): Promise<Ending> {
  const choice = chooseStart({
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    env: process.env,
    root,
    exists: existsSync,
  });
  if (choice.kind === 'browser') return runInBrowser(choice.reason);
  const startedMs = performance.now();
  const ending = await run(choice.electronPath, [root, ...given]);
  const wasStopped = ending.signal === 'SIGINT' || ending.signal === 'SIGTERM';
  const neverOpened = performance.now() - startedMs < OPENING_LIMIT_MS;
  // Electron aborts at once where the system forbids its sandbox.
  if (ending.signal !== null && !wasStopped && neverOpened) {
    return runInBrowser('Electron could not start here; most often the system forbids its sandbox');
  }
  return ending;
}

const { code } = await start();
process.exitCode = code ?? 1;
