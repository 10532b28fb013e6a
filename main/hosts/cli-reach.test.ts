import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeCore } from '../../test/fakes/core-fake.ts';
import { withFolder } from '../../test/fakes/local-caller.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { Core, Reply } from '../platform/core.ts';
import { dataPaths } from '../platform/data-directory.ts';
import { runCommandLine } from './cli-program.ts';
import { startLocalSocket } from './local-socket.ts';

const OPEN = {
  state: 'open',
  writing: 'allowed',
  problem: null,
  waitSeconds: 0,
  hasKeychain: true,
  progress: null,
  backups: [],
};

/** Whoever holds the data folder: nobody else can open it. */
const inUse = async (): Promise<Core> => {
  throw Object.assign(new Error('Caretrail is already open.'), { name: 'DatabaseInUse' });
};

type Running = {
  readonly answer?: (name: string, input: unknown, stop: () => Promise<void>) => Promise<Reply>;
  /** What becomes of the address before the command is run. */
  readonly meanwhile?: (dataDir: string) => Promise<void>;
};

/** Runs a command at a terminal while an application has the data folder open. */
async function whileOpen(words: readonly string[], running: Running = {}) {
  return withFolder(async (dataDir) => {
    await writeFile(dataPaths(dataDir).records, '');
    const asked: string[] = [];
    const { answer = async () => fail('UnknownOperation', 'There is no such operation.') } =
      running;
    const core: Core = {
      ...fakeCore(),
      dispatch: async (_session, name, input) => {
        asked.push(name);
        const isStatus = name === 'store.status';
        const reply = await answer(name, input, async () => socket.close());
        return isStatus && !reply.ok ? ok(OPEN) : reply;
      },
    };
    const socket = await startLocalSocket({ core, dataDir });
    const printed: string[] = [];
    const told: string[] = [];
    await running.meanwhile?.(dataDir);
    const code = await runCommandLine(['--data', dataDir, ...words], {
      startCore: inUse,
      pin: undefined,
      passphrase: undefined,
      defaultDataDir: '',
      timeZone: 'UTC',
      terminal: {
        isForPeople: true,
        canAsk: true,
        print: (line) => void printed.push(line),
        tell: (line) => void told.push(line),
        showProgress: () => undefined,
        readInput: async () => new Uint8Array(),
        askUnseen: async (question) => {
          told.push(question);
          return '';
        },
      },
    });
    await socket.close();
    return { code, asked, printed: printed.join('\n'), told };
  });
}

const ASKING = 'Caretrail is open: asking the running application.';

describe('while an application has the records open', () => {
  test('it is asked, without the passphrase, and that is said', async () => {
    const done = await whileOpen(['call', 'site.status'], {
      answer: async (name) => (name === 'site.status' ? ok({ site: null }) : fail('No', 'no')),
    });
    expect(done).toEqual({
      code: 0,
      asked: ['store.status', 'site.status'],
      printed: expect.stringContaining('"ok": true'),
      told: [ASKING],
    });
  });

  test.each([
    [['init', '--admin', 'Ada'], 'Set it up there, or close it first.'],
    [['init', '--demo'], 'Set it up there, or close it first.'],
    [['restore', import.meta.filename], 'Close it before its records are replaced.'],
    [['passphrase'], 'give it in its window, or close it first.'],
    [['regain-access'], 'give it in its window, or close it first.'],
  ])('%j says to close it, asks nobody for a secret, and does nothing', async (words, says) => {
    const { code, asked, told } = await whileOpen(words);
    expect({ code, asked }).toEqual({ code: 1, asked: [] });
    expect(told).toEqual([expect.stringMatching(/^Caretrail is open with this data folder\. /)]);
    expect(told[0]).toContain(says);
  });

  test.each([
    ['locked', null, 'Open them in the window first'],
    ['new', null, 'Open them in the window first'],
    ['unreadable', 'A page is damaged.', 'A page is damaged.'],
  ])('whose records are %s, nobody is asked for the passphrase', async (state, problem, says) => {
    const { code, told } = await whileOpen(['backup', '/nowhere/at/all'], {
      answer: async () => ok({ ...OPEN, state, problem }),
    });
    expect({ code, told }).toEqual({ code: 1, told: [ASKING, expect.stringContaining(says)] });
  });

  test('and ends before it answers, a save is uncertain, and how to make it certain is said', async () => {
    let sent: unknown;
    const { code, told, printed } = await whileOpen(
      ['call', 'site.setUp', '{"siteName":"North"}'],
      {
        async answer(name, input, stop) {
          if (name !== 'site.setUp') return fail('No', 'no');
          sent = input;
          await stop();
          return ok({});
        },
      },
    );
    const { commandId } = sent as { readonly commandId: string };
    expect(sent).toEqual({ siteName: 'North', commandId: expect.stringMatching(/^[\w-]{36}$/) });
    expect(code).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({ failure: { code: 'Unavailable' } });
    expect(told.at(-1)).toContain('It is not known whether this was saved.');
    expect(told.at(-1)).toContain(`Run it again with "commandId":"${commandId}" in its input`);
  });

  test('a number that was given is the one that is sent', async () => {
    const given = '01980000-0000-7000-8000-000000000001';
    const sent: unknown[] = [];
    for (const commandId of [`"${given}"`, '7'])
      await whileOpen(['call', 'site.setUp', `{"commandId":${commandId}}`], {
        async answer(name, input) {
          if (name === 'site.setUp') sent.push(input);
          return fail('No', 'no');
        },
      });
    expect(sent).toEqual([{ commandId: given }, { commandId: 7 }]);
  });

  test('that cannot be trusted is not asked, and why is said', async () => {
    const { code, asked, told } = await whileOpen(['call', 'site.status'], {
      meanwhile: (dataDir) => chmod(join(dataPaths(dataDir).commandLine, 'address.json'), 0o644),
    });
    expect({ code, asked }).toEqual({ code: 1, asked: [] });
    expect(told).toEqual([expect.stringContaining('others could answer in its place')]);
  });
});
