import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { type CivilDate, civilDateAt } from '../shared/base/civil-date.ts';
import type { Reply } from '../main/platform/core.ts';
import { findChromium } from '../tools/npm-chromium.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import { PASSPHRASE, PIN } from './command-line.ts';
import { type DataFolder, expectOk, type OpenedCore, openDataFolder } from './data-folder.ts';

const ROOT = join(import.meta.dirname, '..');

type PreparedRecords = {
  /** A data folder with the demonstration, and the day on which it was filled. */
  readonly demonstration: string;
  readonly filledOn: CivilDate;
  /** A data folder with one administrator and nothing else. */
  readonly clinic: string;
  /** Of both: that of this computer, IANA name. */
  readonly timeZone: string;
};

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- an interface is what vitest merges
  interface ProvidedContext {
    readonly preparedRecords: PreparedRecords;
  }
}

/**
 * Makes what the browser tests run: the application, which is built only when a source is newer, a
 * browser, and records to start from. Returns what takes the records away again.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await findChromium();
  await promisify(execFile)(process.execPath, [join(ROOT, 'tools', 'build.ts')], { cwd: ROOT });
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const filledOn = civilDateAt(new Date(), timeZone);
  const demonstration = await filled(SERVED_PASSPHRASE, (client) =>
    client['site.exploreDemonstration']({ timeZone }),
  );
  const clinic = await filled(PASSPHRASE, (client) =>
    client['site.setUp']({
      siteName: 'My clinic',
      timeZone,
      administrator: { displayName: 'Ada Admin', pin: PIN },
    }),
  );
  project.provide('preparedRecords', {
    demonstration: demonstration.dataDir,
    filledOn,
    clinic: clinic.dataDir,
    timeZone,
  });
  return async () => {
    await demonstration.remove();
    await clinic.remove();
  };
}

/**
 * Closed records under a passphrase, encrypted as always. Only guessing it, or a PIN, is quick, which
 * stands in the records themselves: the tests about that begin records of their own.
 */
async function filled(
  passphrase: string,
  fill: (client: OpenedCore['client']) => Promise<Reply>,
): Promise<DataFolder> {
  const folder = await openDataFolder();
  const { client, close } = await folder.open();
  await expectOk(client['store.create']({ passphrase }));
  await expectOk(fill(client));
  await close();
  return folder;
}
