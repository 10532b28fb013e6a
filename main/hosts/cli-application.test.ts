import { once } from 'node:events';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withFolder, withSocket } from '../../test/fakes/local-caller.ts';
import type { Core, Session } from '../platform/core.ts';
import { askApplication } from './cli-application.ts';
import { type LocalAddress, tellAddress } from './local-address.ts';
import { newNonce, proofOf } from './mutual-proof.ts';
import { readMessages, sendMessage } from './stream-messages.ts';

const session: Session = { host: 'command-line', key: 'not sent' };
const key = Buffer.alloc(32, 3);

async function reached(dataDir: string): Promise<Core> {
  const asked = await askApplication(dataDir);
  if (asked.core === null) throw new Error(`not reached: ${asked.why}`);
  return asked.core;
}

/** Runs `use` while another program answers where the data folder says that Caretrail does. */
async function whileSquatted(
  answer: (connection: Socket, text: string, local: LocalAddress) => void,
  use: (dataDir: string, heard: readonly string[]) => Promise<void>,
): Promise<void> {
  await withFolder(async (dataDir) => {
    const folder = join(dataDir, 'command-line');
    await mkdir(folder, { mode: 0o700 });
    const local = { address: join(folder, 'socket'), key };
    const heard: string[] = [];
    const connections: Socket[] = [];
    const squatter = createServer((connection) => {
      connections.push(connection);
      connection.on('error', () => undefined);
      readMessages(connection, {
        limit: () => Number.MAX_SAFE_INTEGER,
        onMalformed: () => undefined,
        onMessage(content) {
          heard.push(content.toString());
          answer(connection, content.toString(), local);
        },
      });
      sendMessage(connection, JSON.stringify({ hello: HELLO }));
    }).listen(local.address);
    await once(squatter, 'listening');
    await chmod(local.address, 0o600);
    await tellAddress(dataDir, local);
    try {
      await use(dataDir, heard);
    } finally {
      for (const connection of connections) connection.destroy();
      squatter.close();
    }
  });
}

const HELLO = newNonce();
const challengeOf = (text: string, { address }: LocalAddress) => {
  const { nonce } = JSON.parse(text) as { nonce: string };
  return { place: address, hostNonce: HELLO, callerNonce: nonce };
};

describe('a running application', () => {
  test('is not there where nothing says so, or where it was killed', async () => {
    await withFolder(async (dataDir) => {
      expect(await askApplication(dataDir)).toEqual({ core: null, why: null });
      await mkdir(join(dataDir, 'command-line'), { mode: 0o700 });
      await tellAddress(dataDir, { address: join(dataDir, 'command-line', 'socket'), key });
      expect(await askApplication(dataDir)).toEqual({ core: null, why: null });
    });
  });

  test('answers calls, takes files and gives them back', async () => {
    await withSocket(async ({ dataDir }) => {
      const core = await reached(dataDir);
      const replies = await Promise.all(
        ['one', 'two'].map((input) => core.dispatch(session, 'echo', input)),
      );
      expect(replies).toEqual([
        { ok: true, value: 'one' },
        { ok: true, value: 'two' },
      ]);
      const bytes = Uint8Array.of(0, 255, 7);
      const put = await core.putBytes(session, 'import-source', bytes);
      const digest = put.ok ? put.value.digest : '';
      const got = await core.getBytes(session, digest);
      expect(got.ok && new Uint8Array(got.value)).toEqual(bytes);
      expect(await core.getBytes(session, 'absent')).toMatchObject({
        failure: { code: 'NotFound' },
      });
      await core.close();
    });
  });

  test('is given no file of more than 64 MiB, and what to do is said', async () => {
    await withSocket(async ({ dataDir }) => {
      const core = await reached(dataDir);
      const large = new Uint8Array(64 * 1024 * 1024 + 1);
      const reply = await core.putBytes(session, 'import-source', large);
      expect(reply).toMatchObject({
        failure: { code: 'InvalidInput', message: expect.stringContaining('Close Caretrail') },
      });
      await core.close();
    });
  });

  test('ends the session when the command is done', async () => {
    await withSocket(async ({ dataDir, core: theirs }) => {
      const core = await reached(dataDir);
      const ended = theirs.nextSessionEnd();
      await core.close();
      expect(await ended).toMatchObject({ host: 'command-line' });
    });
  });

  test('that ends before it has answered leaves nobody waiting, and says what is known', async () => {
    const withoutAnswer = await withSocket(async ({ dataDir, core: theirs }) => {
      const core = await reached(dataDir);
      const told: string[] = [];
      core.onEvent(({ type }) => told.push(type));
      const held = theirs.nextHold();
      const waiting = core.dispatch(session, 'hold', {});
      await held;
      return { core, waiting, told };
    });
    const { core, waiting, told } = withoutAnswer;
    expect(await waiting).toMatchObject({
      failure: { code: 'Unavailable', message: expect.stringContaining('Run the command again') },
    });
    expect(told).toEqual(['sessionEnded']);
    expect(await core.dispatch(session, 'patients.create', {})).toMatchObject({
      failure: { message: expect.stringContaining('not known whether this was saved') },
    });
    expect(await core.dispatch(session, 'session.signIn', {})).toMatchObject({
      failure: { message: expect.not.stringContaining('saved') },
    });
    await core.close();
  });

  test('with eight commands under way takes no more, and says so', async () => {
    await withSocket(async ({ dataDir }) => {
      const cores = [];
      for (let at = 0; at < 8; at += 1) cores.push(await reached(dataDir));
      expect(await askApplication(dataDir)).toEqual({
        core: null,
        why: expect.stringContaining('no more commands just now'),
      });
      for (const core of cores) await core.close();
    });
  });
});

describe('a program that answers in its place', () => {
  const refusal = { core: null, why: expect.stringContaining('it was told nothing') };

  test.each([
    ['nothing', () => undefined],
    ['the proof of the other side', (connection, text) => sendMessage(connection, text)],
    [
      'a proof under another key',
      (connection, text, local) =>
        sendMessage(connection, proofWith(Buffer.alloc(32, 4), text, local)),
    ],
    [
      'a proof for another place',
      (connection, text, local) =>
        sendMessage(connection, proofWith(key, text, { ...local, address: '/elsewhere' })),
    ],
    [
      'a reply instead of a proof',
      (connection) => sendMessage(connection, '{"seq":1,"reply":{"ok":true,"value":"forged"}}'),
    ],
    ['a long message', (connection) => sendMessage(connection, ' '.repeat(513))],
    ['bytes', (connection) => sendMessage(connection, Buffer.from('{}'))],
  ] as readonly (readonly [string, Parameters<typeof whileSquatted>[0]])[])(
    'and gives %s hears nothing but a nonce and a proof of it',
    async (what, answer) => {
      const answering: typeof answer = (connection, text, local) =>
        what === 'nothing' ? connection.destroy() : answer(connection, text, local);
      await whileSquatted(answering, async (dataDir, heard) => {
        expect(await askApplication(dataDir)).toEqual(refusal);
        expect(heard).toHaveLength(1);
        expect(Object.keys(JSON.parse(heard[0] ?? '') as object)).toEqual(['nonce', 'proof']);
        expect(heard[0]).not.toContain(key.toString('base64url'));
      });
    },
  );

  test('is not spoken with where others could have laid its socket', async () => {
    await whileSquatted(
      () => undefined,
      async (dataDir, heard) => {
        await chmod(join(dataDir, 'command-line', 'socket'), 0o666);
        expect(await askApplication(dataDir)).toEqual({
          core: null,
          why: expect.stringContaining('others could answer in its place'),
        });
        expect(heard).toEqual([]);
      },
    );
  });

  test('of another release is told from one that is not Caretrail', async () => {
    const answer: Parameters<typeof whileSquatted>[0] = (connection, text, local) => {
      const { proof } = JSON.parse(proofWith(key, text, local)) as { proof: string };
      sendMessage(connection, JSON.stringify({ proof, release: '0.0.1' }));
    };
    await whileSquatted(answer, async (dataDir, heard) => {
      expect(await askApplication(dataDir)).toEqual({
        core: null,
        why: expect.stringContaining('another release'),
      });
      expect(heard).toHaveLength(1);
    });
  });

  test('and whose key anybody can read is not spoken with', async () => {
    await withSocket(async ({ dataDir, refusals }) => {
      await chmod(join(dataDir, 'command-line', 'address.json'), 0o644);
      expect(await askApplication(dataDir)).toEqual({
        core: null,
        why: expect.stringContaining('others could answer in its place'),
      });
      await rm(join(dataDir, 'command-line', 'address.json'));
      expect(await askApplication(dataDir)).toEqual({ core: null, why: null });
      expect(refusals).toEqual([]);
    });
  });
});

function proofWith(withKey: Buffer, text: string, local: LocalAddress): string {
  return JSON.stringify({
    proof: proofOf('host', withKey, challengeOf(text, local)),
    release: 'x',
  });
}
