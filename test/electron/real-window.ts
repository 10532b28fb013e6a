import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { chooseStart } from '../../tools/start-choice.ts';

export const ROOT = join(import.meta.dirname, '../..');

type Runtime = { readonly program: string | null; readonly folder: string; readonly why: string };

function findRuntime(): Runtime {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  if (folder === '')
    return { program: null, folder, why: 'ELECTRON_OVERRIDE_DIST_PATH is not set' };
  const choice = chooseStart({
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    env: process.env,
    root: ROOT,
    exists: existsSync,
  });
  return choice.kind === 'window'
    ? { program: choice.electronPath, folder, why: '' }
    : { program: null, folder, why: choice.reason };
}

/** Electron itself, brought by hand; without a program its tests are skipped. */
export const runtime = findRuntime();
export const REAL_WINDOW =
  runtime.program === null ? `the real window (skipped: ${runtime.why})` : 'the real window';

export type RealWindow = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  readonly close: () => Promise<void>;
};

export function newDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'caretrail window '));
}

/** Starts the built program with an empty data folder of its own, and waits for its first page. */
export async function openRealWindow(): Promise<RealWindow> {
  const dataDir = await newDataDir();
  const app = await _electron.launch({
    executablePath: realProgram(),
    args: [ROOT, '--data', dataDir],
  });
  const page = await app.firstWindow();
  await page.getByRole('heading').first().waitFor();
  return {
    app,
    page,
    dataDir,
    async close() {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function realProgram(): string {
  if (runtime.program === null) throw new Error(runtime.why);
  return runtime.program;
}
