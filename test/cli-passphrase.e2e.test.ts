import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CommandLineKit, openCommandLine, PASSPHRASE, PIN } from './command-line.ts';
import { copyClinic } from './prepared-records.ts';

let cli: CommandLineKit;
beforeEach(async () => {
  cli = await openCommandLine();
});
afterEach(() => cli.close());

const init = ['init', '--admin', 'Ada Admin', '--site', 'North'];
const suggestion = /Recovery passphrase: ((?:[0-9A-Z]{5}-){4}[0-9A-Z]{5})\n/;

async function fileWith(text: string, mode = 0o600): Promise<string> {
  const path = join(cli.folder, `passphrase-${mode}`);
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

describe('without a passphrase', () => {
  test('init makes one, shows it once, and it opens the records', async () => {
    const made = await cli.caretrail(init, { passphrase: null });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const [, passphrase = ''] = suggestion.exec(made.stdout) ?? [];
    expect(made.stdout).toMatch(/shown this once/);
    expect(made.stdout.split(passphrase)).toHaveLength(2);
    const typed = passphrase.toLowerCase().replaceAll('-', '');
    const { code, reply } = await cli.call(['site.status'], { passphrase: typed });
    expect({ code, reply }).toMatchObject({
      code: 0,
      reply: { value: { site: { name: 'North' } } },
    });
  });

  test('records that are there stay locked, and the command says how to give it', async () => {
    await copyClinic(cli.dataDir);
    const none = await cli.caretrail(['call', 'site.status'], { passphrase: null });
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toMatch(/are locked\. Set CARETRAIL_PASSPHRASE .* --passphrase-file\.\n$/);
    const again = await cli.caretrail(init, { passphrase: null });
    expect(again).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a passphrase', () => {
  test('that is too short begins nothing, not even a folder', async () => {
    const short = await cli.caretrail(init, { passphrase: 'short' });
    expect(short).toMatchObject({ code: 1, stdout: '' });
    expect(short.stderr).toBe('The passphrase needs at least 12 characters.\n');
    expect(existsSync(cli.dataDir)).toBe(false);
  });

  test('that is wrong opens nothing and is not repeated', async () => {
    await copyClinic(cli.dataDir);
    const wrong = await cli.caretrail(['call', 'site.status'], {
      passphrase: 'wrong secret words',
    });
    expect(wrong).toMatchObject({ code: 1, stdout: '', stderr: 'That passphrase is not right.\n' });
  });

  test('comes from a file for its owner only, before the variable', async () => {
    await copyClinic(cli.dataDir);
    const status = (file: string) =>
      cli.caretrail(['--passphrase-file', file, 'call', 'site.status'], {
        passphrase: 'wrong one, really',
      });
    expect(await status(await fileWith(`${PASSPHRASE}\n`))).toMatchObject({ code: 0, stderr: '' });
    expect(await status(join(cli.folder, 'absent'))).toMatchObject({ code: 2, stdout: '' });
  });

  test.skipIf(process.platform === 'win32')(
    'in a file that others can read is not used (no such modes on Windows)',
    async () => {
      await copyClinic(cli.dataDir);
      const file = await fileWith(PASSPHRASE, 0o644);
      const shared = await cli.caretrail(['--passphrase-file', file, 'call', 'site.status']);
      expect(shared).toMatchObject({ code: 2, stdout: '' });
      expect(shared.stderr).toMatch(/can be read by others, so it is not used/);
    },
  );

  test('is asked for on a terminal, before the PIN', async () => {
    await copyClinic(cli.dataDir);
    const asked = await cli.atTerminal(['call', 'users.list'], {
      passphrase: null,
      answers: [PASSPHRASE, PIN],
    });
    expect(asked.told).toEqual(['Recovery passphrase: ', 'PIN of Ada Admin: ']);
    expect(asked.code).toBe(0);
  });
});

test('unencrypted records of the first release are moved in under a given passphrase only', async () => {
  const plainRecords = join(cli.dataDir, 'pgdata');
  await mkdir(join(plainRecords, 'global'), { recursive: true });
  for (const name of ['PG_VERSION', 'global/pg_control'])
    await writeFile(join(plainRecords, name), '');
  const { code, stderr } = await cli.caretrail(['call', 'site.status'], { passphrase: null });
  expect(code).toBe(2);
  expect(stderr).toMatch(/are not encrypted yet.*CARETRAIL_PASSPHRASE/);
  expect(existsSync(join(plainRecords, 'PG_VERSION'))).toBe(true);
});
