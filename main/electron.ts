import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as electron from 'electron';
import { keepEnvironmentOutOfReports } from './hosts/crash-reports.ts';
import { defaultDataDir } from './hosts/data-dir.ts';
import { openCaretrail, prepareElectron } from './hosts/electron-host.ts';
import { electronKeychain } from './hosts/electron-keychain.ts';
import { takePassphrase } from './hosts/given-passphrase.ts';
import { openToCommandLine } from './hosts/local-host.ts';
import { startCoreThread } from './platform/supervision/core-thread.ts';

const { app } = electron;

/** Chromium's own files go into a folder below, and its single-instance lock becomes one per data folder. */
function choosePaths(): void {
  const { values } = parseArgs({
    args: process.argv.slice(1),
    options: { data: { type: 'string' } },
    strict: false,
  });
  const dataDir =
    typeof values.data === 'string'
      ? resolve(values.data)
      : defaultDataDir({ platform: process.platform, home: homedir(), env: process.env });
  const sessionDir = join(dataDir, 'window');
  mkdirSync(sessionDir, { recursive: true, mode: 0o700 });
  app.setPath('userData', dataDir);
  app.setPath('sessionData', sessionDir);
}

keepEnvironmentOutOfReports(process);
// The window asks for the passphrase; one that was set for another host must reach no child process.
takePassphrase(process.env);
choosePaths();
if (prepareElectron(electron, process.argv)) {
  // Awaiting this at the top level would keep Electron from ever becoming ready.
  void app.whenReady().then(() =>
    openCaretrail(electron, {
      startCore: async () =>
        startCoreThread({
          dataDir: app.getPath('userData'),
          keychain: await electronKeychain(electron, process.platform),
        }),
      openToCommandLine: (core) => openToCommandLine({ core, dataDir: app.getPath('userData') }),
      rendererDir: fileURLToPath(new URL('../renderer', import.meta.url)),
      preloadPath: fileURLToPath(new URL('./preload.cjs', import.meta.url)),
    }),
  );
}
