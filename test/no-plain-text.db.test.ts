import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packedTemplate, templateArchive } from '../tools/template.ts';
import { scan, typed, wordsIn } from './plain-text-scan.ts';

const SESSION = join(import.meta.dirname, 'plain-text-session.ts');
const limit = { timeout: 240_000 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-plain-'));
  for (const name of ['home', 'temporary', 'built']) await mkdir(join(folder, name));
  await cp(join(import.meta.dirname, '../migrations'), join(folder, 'built', 'migrations'), {
    recursive: true,
  });
  await writeFile(join(folder, 'built', 'template.tar.gz'), await packedTemplate());
});
afterAll(() => rm(folder, { recursive: true }));

/** Starts a part of the session, all of whose places to write are below the folder. */
function start(part: 'work' | 'keep') {
  const temporary = join(folder, 'temporary');
  return fork(SESSION, [part, join(folder, 'records'), join(folder, 'built')], {
    cwd: join(folder, 'home'),
    env: {
      PATH: process.env['PATH'],
      HOME: join(folder, 'home'),
      TMPDIR: temporary,
      TMP: temporary,
      TEMP: temporary,
      SQLITE_TMPDIR: temporary,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

test('the scan finds what stands in a database in the clear', limit, async () => {
  const archive = new Blob([Uint8Array.from(await templateArchive())]);
  const pglite = await PGlite.create({ loadDataDir: archive });
  const { firstName, lastName } = typed;
  await pglite.query(
    `INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
     VALUES (gen_random_uuid(), $1, $2, '1950-02-28', 'female', '')`,
    [firstName, lastName],
  );
  const dumped = await pglite.dumpDataDir('none');
  await pglite.close();
  expect(wordsIn(Buffer.from(await dumped.arrayBuffer()))).toEqual([firstName, lastName]);
  expect(wordsIn(Buffer.from(typed.notes, 'utf16le'))).toEqual([typed.notes]);
  expect(wordsIn(Buffer.from(Buffer.from(`x ${typed.mrn} y`).toString('base64')))).toEqual([
    typed.mrn,
  ]);
});

test('no file that was written holds anything that was typed', limit, async () => {
  const working = start('work');
  let said = '';
  for (const stream of [working.stdout, working.stderr])
    stream?.on('data', (text: Buffer) => (said += text.toString()));
  const [message] = await Promise.race([once(working, 'message'), once(working, 'exit')]);
  expect([message, said]).toEqual(['worked', '']);
  const whileOpen = await scan(folder);
  working.kill('SIGKILL');
  await once(working, 'exit');
  const afterKill = await scan(folder);
  const keeping = start('keep');
  keeping.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = await once(keeping, 'exit');
  expect([code, said]).toEqual([0, '']);
  const afterClose = await scan(folder);
  for (const each of [whileOpen, afterKill, afterClose]) expect(each.hits).toEqual([]);
  expect(afterKill.files).toContain('records/records.store-wal');
  expect(afterClose.files.filter((name) => name.endsWith('.backup')).length).toBeGreaterThan(1);
});
