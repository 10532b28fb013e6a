import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askApplication } from '../main/hosts/cli-application.ts';
import { type Served, serve } from '../tools/served.ts';
import { type CommandLineKit, openClinicCommandLine, PASSPHRASE, PIN } from './command-line.ts';
import { clientOf, newSession, valueOf } from './core.ts';

const ASKING = 'Caretrail is open: asking the running application.\n';

let cli: CommandLineKit;
let served: Served;
beforeAll(async () => {
  cli = await openClinicCommandLine();
  served = await serve(cli.dataDir, PASSPHRASE);
});
afterAll(async () => {
  await served.stop('SIGKILL');
  await cli.close();
});

const AS = ['--as', 'Ada Admin'];

/** Nobody gives the passphrase: the application has the records open. */
const asked = (words: readonly string[], given = {}) =>
  cli.caretrail([...AS, ...words], { passphrase: null, ...given });
const called = async (name: string, input: unknown) => {
  const { stdout } = await asked(['call', name, '-'], { input: JSON.stringify(input) });
  return JSON.parse(stdout);
};
const valueFrom = async (name: string, input: unknown) => {
  const reply = await called(name, input);
  expect(reply, name).toMatchObject({ ok: true });
  return reply.value;
};

/** The command line's own connection, with Ada signed in, for what a command would not wait for. */
async function connected() {
  const { core } = await askApplication(cli.dataDir);
  if (core === null) throw new Error('the application is not reached');
  const client = clientOf(core, newSession());
  const [ada] = valueOf(await client['session.tiles']({}));
  valueOf(await client['session.signIn']({ userId: ada?.userId ?? '', pin: PIN }));
  return { core, client };
}

const HCPCS_HEADER = 'code,long_description,billing_unit\n';

async function hcpcsFile(name: string, rows: number): Promise<string> {
  const path = join(cli.folder, name);
  const lines = Array.from({ length: rows }, (_, at) => `Q${5000 + at},Product ${at},cm2\n`);
  await writeFile(path, HCPCS_HEADER + lines.join(''));
  return path;
}

describe('a command while the application runs', () => {
  test('asks it, says so on stderr, and needs the PIN but no passphrase', async () => {
    const { code, stdout, stderr } = await asked(['call', 'users.list']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: ASKING });
    expect(JSON.parse(stdout)).toMatchObject({ value: [{ displayName: 'Ada Admin' }] });
    expect(await asked(['call', 'users.list'], { pin: null })).toMatchObject({
      code: 2,
      stderr: `${ASKING}Set CARETRAIL_PIN to the PIN of Ada Admin.\n`,
    });
  });

  test('is written down as one of the command line', async () => {
    const events = JSON.stringify(await valueFrom('audit.list', {}));
    expect(events).toContain('"host":"command-line"');
  });

  test('brings files in and writes them, with the PIN where it is asked for again', async () => {
    const codes = await asked(['import', 'hcpcs', await hcpcsFile('codes.csv', 1)]);
    expect(JSON.parse(codes.stdout)).toMatchObject({ value: { files: [{ imported: 1 }] } });
    const person = { firstName: 'Maria', lastName: 'כהן', birthOn: '1950-02-28', sex: 'female' };
    const { id: patientId } = await valueFrom('patients.create', person);
    const order = await valueFrom('orders.create', {
      patientId,
      orderedOn: '2026-03-01',
      lines: [{ productId: 'Q5000', quantity: 9 }],
    });
    const used = { productId: 'Q5000', quantityUsed: 2, lotNumber: 'A-1', appliedMm2: 8800 };
    const { id, version } = await valueFrom('treatments.record', {
      patientId,
      orderId: order.id,
      ...used,
      dateApplied: '2026-03-31',
    });
    const records = [{ kind: 'treatment', id, seen: version }];
    await valueFrom('signing.sign', { records, pin: PIN });

    const out = join(cli.folder, 'march.csv');
    const days = ['--from', '2026-03-01', '--to', '2026-03-31'];
    const { code, stderr } = await asked(['export', 'billing', ...days, '--out', out]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: ASKING });
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    const [line] = parse(await readFile(out, 'utf8'), { columns: true });
    expect(line).toMatchObject({ record_id: id, patient_last_name: 'כהן' });
  });

  test('names files by whole paths only, whichever program writes them', async () => {
    // As if it stood in the folder of the command, which is not that of the application.
    const relative = await called('storage.backUpTo', { path: 'here.backup' });
    expect(relative).toMatchObject({ failure: { code: 'FolderNotUsable' } });
    expect(existsSync('here.backup')).toBe(false);
    const made = await asked(['backup', 'own.backup']);
    expect(made.code).toBe(0);
    expect((await stat(join(cli.folder, 'own.backup'))).mode & 0o777).toBe(0o600);
    const dump = ['dump', '--plain', 'all.sql', '--reason', 'Moving away'];
    expect((await asked(dump)).code).toBe(0);
    expect((await stat(join(cli.folder, 'all.sql'))).mode & 0o777).toBe(0o600);
  });

  test('shows how an import comes along, and Ctrl-C stops it in the application', async () => {
    const path = await hcpcsFile('many.csv', 3000);
    const shown: string[] = [];
    const stopped = await cli.atTerminal([...AS, 'import', 'hcpcs', path], {
      pin: PIN,
      passphrase: null,
      onProgress: (line) => {
        if (shown.length === 0) process.emit('SIGINT');
        if (line !== null) shown.push(line);
      },
    });
    expect(stopped).toMatchObject({ code: 130, printed: '' });
    expect(shown[0]).toMatch(/^imports\.hcpcs/);
    const [, input = ''] = /call jobs\.resume '(\{.*\})'$/.exec(stopped.told.join('\n')) ?? [];
    const { jobId } = JSON.parse(input);
    expect(await valueFrom('jobs.get', { jobId })).toMatchObject({ state: 'cancelled' });
    expect(await valueFrom('jobs.resume', { jobId })).toMatchObject({ files: [{ read: 3000 }] });
  });

  test('checks the records that somebody works with', async () => {
    const { code, stdout } = await asked(['verify']);
    expect({ code, reply: JSON.parse(stdout) }).toMatchObject({
      code: 0,
      reply: { value: { isHealthy: true } },
    });
  });

  test('is refused where it would take the records away or needs the passphrase', async () => {
    for (const words of [
      ['init', '--demo'],
      ['restore', join(cli.folder, 'own.backup')],
      ['passphrase'],
      ['regain-access'],
    ]) {
      const { code, stdout, stderr } = await cli.caretrail(words);
      expect({ code, stdout }, words[0]).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^Caretrail is open with this data folder\. .*[Cc]lose it/);
    }
  });

  test('waits after wrong PINs as the window does, and with it', async () => {
    const input = { displayName: 'Nia Nurse', role: 'nurse', pin: '161803' };
    const { id: userId } = await valueFrom('users.create', input);
    const [one, other] = [await connected(), await connected()];
    const guessed = await asked(['--as', 'Nia Nurse', 'call', 'users.list'], { pin: '000000' });
    expect(guessed.stderr).toContain('Nia Nurse is not signed in. That PIN is not right.');
    const guesses = [];
    for (const pin of ['000001', '000002'])
      guesses.push(await one.client['session.signIn']({ userId, pin }));
    // The right one waits too, on every connection.
    guesses.push(await other.client['session.signIn']({ userId, pin: '161803' }));
    expect(guesses.map((reply) => !reply.ok && reply.failure.code)).toEqual([
      'WrongPin',
      'TooSoon',
      'TooSoon',
    ]);
    for (const { core } of [one, other]) await core.close();
  });
});

describe('an application that is killed', () => {
  test('while it imports leaves a command that says how to go on', async () => {
    const path = await hcpcsFile('more.csv', 6000);
    const killed: Promise<void>[] = [];
    const { code, told } = await cli.atTerminal([...AS, 'import', 'hcpcs', path], {
      pin: PIN,
      passphrase: null,
      onProgress: () => {
        if (killed.length === 0) killed.push(served.stop('SIGKILL'));
      },
    });
    await Promise.all(killed);
    expect({ code, told: told.at(-1) }).toMatchObject({
      code: 1,
      told: expect.stringContaining('what is in stays'),
    });
    const [, jobId = ''] =
      /what is in stays\. .* '\{"jobId":"(.+)"\}'$/.exec(told.at(-1) ?? '') ?? [];
    // Its socket stands there still; the command opens the records itself.
    expect(existsSync(join(cli.dataDir, 'command-line', 'socket'))).toBe(true);
    const resumed = await cli.call([...AS, 'jobs.resume', JSON.stringify({ jobId })]);
    expect(resumed).toMatchObject({ code: 0, stderr: '' });
    expect(resumed.reply).toMatchObject({ value: { files: [{ read: 6000 }] } });
  });

  test('before it answers a save leaves it uncertain, and sent again it is done once', async () => {
    served = await serve(cli.dataDir, PASSPHRASE);
    const person = { firstName: 'Once', lastName: 'Only', birthOn: '1961-01-01', sex: 'male' };
    const input = { ...person, commandId: randomUUID() } as const;
    const first = await connected();
    served.pause();
    const reply = first.core.dispatch(newSession(), 'patients.create', input);
    await served.stop('SIGKILL');
    expect(await reply).toMatchObject({
      failure: { code: 'Unavailable', message: expect.stringContaining('not known whether') },
    });

    // This one is saved, but whoever sent it heard nothing of that.
    served = await serve(cli.dataDir, PASSPHRASE);
    const second = await connected();
    const reached = await second.core.dispatch(newSession(), 'patients.create', input);
    const saved = valueOf(reached) as { readonly id: string };
    await served.stop('SIGKILL');
    served = await serve(cli.dataDir, PASSPHRASE);
    expect(await valueFrom('patients.create', input)).toEqual(saved);
    const found = await valueFrom('patients.find', { text: 'Only' });
    expect(found).toMatchObject([{ id: saved.id }]);
  });

  test('has its socket taken over by the next, which is asked again', async () => {
    const nothingGiven = { pin: null, passphrase: null };
    const { code, stderr } = await cli.caretrail(['call', 'site.status'], nothingGiven);
    expect({ code, stderr }).toEqual({ code: 0, stderr: ASKING });
    await served.stop();
    expect(existsSync(join(cli.dataDir, 'command-line', 'socket'))).toBe(false);
    expect(await cli.caretrail(['call', 'site.status'])).toMatchObject({ code: 0, stderr: '' });
  });
});
