import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../shared/operations.ts';
import {
  type CommandLineKit,
  openClinicCommandLine,
  openCommandLine,
  startBuiltCore,
} from './command-line.ts';

let cli: CommandLineKit;
beforeAll(async () => {
  cli = await openCommandLine();
});
afterAll(() => cli.close());

describe('before anything is set up', () => {
  test('a call says to set it up first and makes no folder', async () => {
    const { code, stdout, stderr } = await cli.caretrail(['call', 'site.status']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Nothing is set up in '.* e2e .*'\. Set it up first: .*\n$/);
    expect(existsSync(cli.dataDir)).toBe(false);
  });

  test('a PIN that is easily guessed, or none, sets nothing up', async () => {
    const init = ['init', '--admin', 'Ada Admin'];
    const guessed = await cli.caretrail(init, { pin: '123456' });
    expect(guessed).toMatchObject({ code: 1, stdout: '' });
    expect(guessed.stderr).toMatch(/^administrator\.pin is too easy to guess.*\n$/);
    const none = await cli.caretrail(init, { pin: null });
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toMatch(/^Set CARETRAIL_PIN .*\n$/);
    expect(existsSync(cli.dataDir)).toBe(false);
  });

  test('the operations are listed all the same, each with its input', async () => {
    const { code, stdout } = await cli.run(['operations']);
    expect(code).toBe(0);
    const list: { name: string; input: object }[] = JSON.parse(stdout);
    expect(list.map(({ name }) => name)).toEqual(Object.keys(operations));
    expect(list.find(({ name }) => name === 'billing.export')).toMatchObject({
      kind: 'job',
      permission: 'billing.export',
      failures: ['NothingToExport'],
      input: { required: ['fromOn', 'toOn'], additionalProperties: false },
    });
  });

  test.for([
    { words: [], says: /^Usage: / },
    { words: ['bogus'], says: /^unknown command 'bogus'\n$/ },
    { words: ['--bogus', 'operations'], says: /^unknown option '--bogus'\n$/ },
    { words: ['call'], says: /^missing required argument 'operation'\n$/ },
    { words: ['init'], says: /^init takes either .*\n$/ },
    { words: ['call', 'patients.find', '{"text": "Núñez}'], says: /^The input is not valid JSON/ },
    { words: ['import', 'hcpcs', 'nowhere.csv'], says: /^There is no file nowhere\.csv\.\n$/ },
    {
      words: 'export billing --from 2026-02-30 --to 2026-03-01 --form excel --out x'.split(' '),
      says: /^2026-02-30 is not a day in the calendar/,
    },
    {
      words: 'export billing --from 2026-03-02 --to 2026-03-01 --form excel --out x'.split(' '),
      says: /^--to is before --from/,
    },
  ])('$words is a usage error: exit code 2', async ({ words, says }) => {
    const { code, stdout, stderr } = await cli.run(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('Núñez');
  });

  test('a closed pipe is no reason to complain', async () => {
    const child = cli.start(['operations']);
    child.stdout.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('once it is set up', () => {
  test('init says where, and for whom', async () => {
    const { code, stdout } = await cli.caretrail([
      'init',
      '--admin',
      'Ada Admin',
      '--site',
      'North',
    ]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^North is/) });
  });

  test('it is not set up a second time', async () => {
    const { code, stderr } = await cli.caretrail(['init', '--demo']);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/already set up/),
    });
  });

  test('what anyone may ask needs no PIN', async () => {
    const { code, reply } = await cli.call(['site.status'], { pin: null });
    expect({ code, reply }).toMatchObject({
      code: 0,
      reply: { value: { site: { name: 'North' } } },
    });
  });
});

describe('in a clinic', () => {
  let clinic: CommandLineKit;
  beforeAll(async () => {
    clinic = await openClinicCommandLine();
  });
  afterAll(() => clinic.close());

  test('anything but what anyone may ask needs a person and their PIN', async () => {
    const unknown = await clinic.caretrail(['--as', 'nobody', 'call', 'users.list']);
    expect(unknown).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/"Ada Admin"/),
    });
    const noPin = await clinic.caretrail(['call', 'users.list'], { pin: null });
    expect(noPin).toMatchObject({
      code: 2,
      stderr: 'Set CARETRAIL_PIN to the PIN of Ada Admin.\n',
    });
    const wrong = await clinic.caretrail(['call', 'users.list', '--as', 'ada admin'], {
      pin: '000000',
    });
    expect(wrong).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Ada Admin is not signed in\. .*\n$/),
    });
  });

  test('a refusal is a reply, exit code 1, and one line on stderr', async () => {
    const { code, reply, stderr } = await clinic.call([
      'patients.create',
      '{"firstName": "Maria"}',
    ]);
    expect({ code, reply }).toMatchObject({
      code: 1,
      reply: { failure: { code: 'InvalidInput' } },
    });
    expect(stderr).toBe(`${reply.failure.message}\n`);
    expect(await clinic.call(['no.such'])).toMatchObject({
      code: 1,
      reply: { failure: { code: 'UnknownOperation' } },
    });
  });

  test('input comes from standard input, and any text comes back as typed', async () => {
    const patient = { firstName: '🩹 <b>', lastName: 'כהן', birthOn: '1950-02-28', sex: 'female' };
    const created = await clinic.call(['patients.create', '-'], { input: JSON.stringify(patient) });
    expect(created).toMatchObject({ code: 0, reply: { value: patient }, stderr: '' });
    const notText = await clinic.caretrail(['call', 'patients.create', '-'], {
      input: Uint8Array.of(0x22, 0xff, 0x22),
    });
    expect(notText).toMatchObject({ code: 2, stderr: 'The input is not text in UTF-8.\n' });
  });

  test('while another program has the records open, it says so and does nothing', async () => {
    const core = await startBuiltCore({ dataDir: clinic.dataDir });
    try {
      const { code, stdout, stderr } = await clinic.caretrail(['call', 'site.status']);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^Caretrail is already open .*\n$/);
    } finally {
      await core.close();
    }
  });
});

test('a demonstration prints the names and the PIN with which anybody can try it', async () => {
  const demo = await openCommandLine();
  try {
    const { code, stdout } = await demo.caretrail(['init', '--demo'], { pin: null });
    expect(code).toBe(0);
    const [, pin = ''] = /PIN is (\d+):/.exec(stdout) ?? [];
    const [, name = ''] = /\n(\S.*?) {2,}.* nurse\n/.exec(stdout) ?? [];
    const { reply } = await demo.call(['session.current', '--as', name], { pin });
    expect(reply).toMatchObject({ value: { displayName: name, role: 'nurse' } });
  } finally {
    await demo.close();
  }
});
