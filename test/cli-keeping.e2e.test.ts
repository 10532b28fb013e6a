import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandLineKit, openClinicCommandLine, PASSPHRASE, PIN } from './command-line.ts';

let cli: CommandLineKit;
let backup: string;
beforeAll(async () => {
  cli = await openClinicCommandLine();
  backup = join(cli.folder, 'all of it.backup');
});
afterAll(() => cli.close());

/** A command on another computer: a data folder of its own. */
function elsewhere(name: string, words: readonly string[], given = {}) {
  return cli.run(['--data', join(cli.folder, name), ...words], given);
}

describe('backup and restore', () => {
  test('a backup is made, verified, and told about', async () => {
    const { code, printed } = await cli.atTerminal(['backup', backup], { pin: PIN });
    expect(code).toBe(0);
    expect(printed).toContain(
      'It was opened and counted: 0 patients, 0 treatment records, 1 people',
    );
    expect((await stat(backup)).mode & 0o777).toBe(0o600);
  });

  test('a file that is there is replaced only with --force', async () => {
    const before = await stat(backup);
    const { code, stderr } = await cli.caretrail(['backup', backup]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/all of it\.backup': There is a file of .* --force replaces it\.\n$/),
    ]);
    expect((await stat(backup)).mtimeMs).toBe(before.mtimeMs);
    expect((await cli.caretrail(['backup', backup, '--force'])).code).toBe(0);
  });

  test('on another computer the file and the passphrase bring everything back', async () => {
    const { code, stdout } = await elsewhere('other', ['restore', backup], { pin: null });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, value: { keptAs: null } });
    const people = await elsewhere('other', ['call', 'session.tiles'], { pin: null });
    expect(people.stdout).toContain('Ada Admin');
  });

  test('a restore keeps what stood there', async () => {
    const { code, stdout } = await elsewhere('other', ['restore', backup]);
    expect(code).toBe(0);
    const { keptAs } = JSON.parse(stdout).value;
    expect(existsSync(keptAs)).toBe(true);
  });

  test('with the wrong passphrase nothing is restored', async () => {
    const passphrase = `${PASSPHRASE}!`;
    const { code, stderr } = await elsewhere('third', ['restore', backup], { passphrase });
    expect([code, stderr]).toEqual([1, 'That passphrase is not right.\n']);
    expect(existsSync(join(cli.folder, 'third', 'records.store'))).toBe(false);
  });

  test('a file that is not there makes no data folder', async () => {
    const { code, stderr } = await elsewhere('fourth', ['restore', join(cli.folder, 'none')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/There is no file/);
    expect(existsSync(join(cli.folder, 'fourth'))).toBe(false);
  });

  test('the backups of the backup folder are listed', async () => {
    const none = await cli.atTerminal(['backups'], { pin: PIN });
    const folder = join(cli.dataDir, 'backups');
    expect(none.printed).toBe(`There is no backup in the backup folder, ${folder}.`);
    await cli.call(['storage.backUp']);
    const one = await cli.atTerminal(['backups'], { pin: PIN });
    expect(one.printed).toContain(`In ${folder}:\n`);
    expect(one.printed).toMatch(/\ncaretrail-\S+\.backup +\d+\.\d MB +0 patients/);
  });
});

describe('verify', () => {
  test('says that the records are whole, and how much was looked at', async () => {
    const { code, printed } = await cli.atTerminal(['verify'], { pin: PIN });
    expect(code).toBe(0);
    expect(printed).toMatch(/^The records are whole\.\nChecked: \d+ pages, 0 files, \d+ tables/);
  });
});

describe('a plain dump', () => {
  test('needs a file and a reason', async () => {
    expect((await cli.caretrail(['dump', '--plain', 'x.sql'])).code).toBe(2);
    const { code, stderr } = await cli.caretrail(['dump', '--reason', 'Moving away']);
    expect([code, stderr]).toEqual([2, 'dump takes --plain FILE.\n']);
  });

  test('is written for its owner alone, and is SQL', async () => {
    const path = join(cli.folder, 'all.sql');
    const words = ['dump', '--plain', path, '--reason', 'Moving away'];
    const { code, printed } = await cli.atTerminal(words, { pin: PIN });
    expect(code).toBe(0);
    expect(printed).toContain('NOT ENCRYPTED');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toMatch(/COPY users .*\n.*Ada Admin/);
  });
});

describe('keys', () => {
  test('whoever forgot the PIN sets a new one with the recovery passphrase, and it is audited', async () => {
    const pin = '271828';
    const { code, printed } = await cli.atTerminal(['regain-access'], { answers: [pin, pin] });
    expect([code, printed]).toEqual([0, expect.stringContaining('signs in with the new PIN')]);
    const { reply } = await cli.call(['audit.list'], { pin });
    expect(JSON.stringify(reply)).toContain('store.regainAccess');
    await cli.atTerminal(['regain-access'], { answers: [PIN, PIN] });
  });

  test('only an administrator regains access this way', async () => {
    const { code, stderr } = await cli.caretrail(['--as', 'Nia Nurse', 'regain-access']);
    expect([code, stderr]).toEqual([
      2,
      'Only an administrator’s PIN can be set this way: "Ada Admin". They can then set all others.\n',
    ]);
  });

  test('two PINs that differ change nothing', async () => {
    const { code } = await cli.atTerminal(['regain-access'], { answers: ['271828', '271829'] });
    expect(code).toBe(2);
    expect((await cli.call(['audit.list'])).code).toBe(0);
  });

  test('the passphrase is changed, and the one before opens no more', async () => {
    const next = 'another passphrase for tests';
    const changed = await cli.atTerminal(['passphrase'], { pin: PIN, answers: [next, next] });
    expect(changed.code).toBe(0);
    const before = await cli.caretrail(['call', 'session.tiles']);
    expect([before.code, before.stderr]).toEqual([1, expect.stringContaining('not right')]);
    expect((await cli.caretrail(['call', 'session.tiles'], { passphrase: next })).code).toBe(0);
    const file = join(cli.folder, 'passphrase');
    await writeFile(file, PASSPHRASE, { mode: 0o600 });
    const words = ['passphrase', '--new-file', file];
    expect((await cli.caretrail(words, { passphrase: next })).code).toBe(0);
    expect((await cli.caretrail(['call', 'session.tiles'])).code).toBe(0);
  });

  test('a new passphrase that is too short is refused before it is asked for again', async () => {
    const short = await cli.atTerminal(['passphrase', '--as', 'Ada Admin'], {
      pin: PIN,
      answers: ['short'],
    });
    expect([short.code, short.told.at(-1)]).toEqual([
      1,
      'The passphrase needs at least 12 characters.',
    ]);
  });

  test('Enter alone has a passphrase made, which is shown once', async () => {
    const own = await openClinicCommandLine();
    const { printed } = await own.atTerminal(['passphrase'], { pin: PIN, answers: [''] });
    const passphrase = /Recovery passphrase: (\S+)/.exec(printed)?.[1] ?? '';
    expect(passphrase).toMatch(/^(?:\w{5}-){4}\w{5}$/);
    const tiles = await own.atTerminal(['call', 'session.tiles'], { passphrase });
    expect(tiles.code).toBe(0);
    await own.close();
  });
});

test('no file of the data folder holds a name or a passphrase', async () => {
  await mkdir(cli.dataDir, { recursive: true });
  const names = await readdir(cli.dataDir, { recursive: true, withFileTypes: true });
  for (const entry of names.filter((each) => each.isFile())) {
    const content = await readFile(join(entry.parentPath, entry.name));
    for (const secret of ['Ada Admin', PASSPHRASE])
      expect([entry.name, content.includes(secret)]).toEqual([entry.name, false]);
  }
});
