import { describe, expect, test } from 'vitest';
import {
  CALLER_NONCE,
  identify,
  openLocal,
  openProvenLocal,
  withSocket,
} from '../../test/fakes/local-caller.ts';
import { decodeByteFrame, encodeByteFrame } from './byte-frame.ts';
import { proofOf } from './mutual-proof.ts';

describe('the proof', () => {
  test('goes both ways, and calls are answered after it as those of a command line', async () => {
    await withSocket(async ({ local, core }) => {
      const caller = await openProvenLocal(local);
      expect(caller.isHostProven).toBe(true);
      caller.send({ seq: 1, name: 'session' });
      const reply = await caller.nextJson();
      expect(reply).toMatchObject({ seq: 1, reply: { value: { host: 'command-line' } } });
      expect(JSON.stringify(reply)).not.toContain(local.key.toString('base64url'));
      expect(core.sessionsSeen.size).toBe(1);
      caller.connection.destroy();
    });
  });

  test('without it nothing reaches the core', async () => {
    await withSocket(async ({ local, core, refusals }) => {
      const first = openLocal(local.address);
      const replayed = identify(local, String((await first.nextJson())['hello']));
      first.connection.destroy();
      const other = { ...local, key: Buffer.alloc(32, 7) };
      const elsewhere = { ...local, address: `${local.address}2` };

      const hostile: readonly ((hello: string) => object | string | Buffer)[] = [
        () => ({ seq: 1, name: 'echo', input: {} }),
        () => 'not json',
        () => 'null',
        () => '',
        () => replayed,
        (hello) => identify(other, hello),
        (hello) => identify(elsewhere, hello),
        (hello) => identify(local, hello, 'host'),
        (hello) => ({ ...identify(local, hello), nonce: 'short' }),
        (hello) => ({ ...identify(local, hello), more: 'than needed' }),
        (hello) => Buffer.from(JSON.stringify(identify(local, hello))),
        (hello) => JSON.stringify(identify(local, hello)).padEnd(513),
        (hello) => {
          const challenge = { place: local.address, hostNonce: hello, callerNonce: CALLER_NONCE };
          return { nonce: CALLER_NONCE, proof: proofOf('browser', local.key, challenge) };
        },
      ];
      for (const message of hostile) {
        const caller = openLocal(local.address);
        const { hello } = await caller.nextJson();
        caller.send(message(String(hello)));
        expect(await caller.closed).toBe('closed');
      }
      expect(core.sessionsSeen.size).toBe(0);
      expect(refusals).toHaveLength(hostile.length);
      expect(new Set(refusals)).toEqual(new Set(['proof', 'malformed']));
    });
  });

  test('whoever does not give it is not waited for', async () => {
    await withSocket(async ({ local, refusals }) => {
      const caller = openLocal(local.address);
      await caller.nextJson();
      expect(await caller.closed).toBe('closed');
      expect(refusals).toEqual(['proof']);
    });
  });
});

describe('a connection', () => {
  test('is a session of its own, which ends with it', async () => {
    await withSocket(async ({ local, core }) => {
      const keys: string[] = [];
      while (keys.length < 2) {
        const caller = await openProvenLocal(local);
        caller.send({ seq: 1, name: 'session' });
        const { value } = (await caller.nextJson())['reply'] as { value: { key: string } };
        const ended = core.nextSessionEnd();
        caller.connection.destroy();
        expect(await ended).toEqual(value);
        keys.push(value.key);
      }
      expect(keys[0]).not.toBe(keys[1]);
    });
  });

  test('hears the events of the core, and carries file bytes as they are', async () => {
    await withSocket(async ({ local, core }) => {
      const caller = await openProvenLocal(local);
      core.emit({ type: 'sessionEnded' });
      expect(await caller.nextJson()).toEqual({ event: { type: 'sessionEnded' } });
      const bytes = Buffer.from([0, 255, 10, 13]);
      caller.send(encodeByteFrame({ seq: 1, put: 'import-source' }, bytes));
      const { reply } = await caller.nextJson();
      expect(reply).toMatchObject({ ok: true, value: { byteLength: 4 } });
      caller.send({ seq: 2, get: (reply as { value: { digest: string } }).value.digest });
      expect(decodeByteFrame(await caller.next())).toEqual({ header: { seq: 2 }, payload: bytes });
      caller.connection.destroy();
    });
  });

  test('a core that throws is a plain failure that says nothing of a chart', async () => {
    await withSocket(async ({ local }) => {
      const caller = await openProvenLocal(local);
      caller.send({ seq: 9, name: 'break' });
      const reply = String(await caller.next());
      expect(reply).toContain('Unavailable');
      expect(reply).not.toContain('Souza');
      caller.connection.destroy();
    });
  });

  test('what takes the recovery passphrase is refused before the core hears of it', async () => {
    await withSocket(async ({ local, core }) => {
      const caller = await openProvenLocal(local);
      for (const name of [
        'store.create',
        'store.unlock',
        'store.restore',
        'store.regainAccess',
        'storage.changePassphrase',
      ]) {
        caller.send({ seq: 1, name, input: { passphrase: 'x' } });
        expect(await caller.nextJson()).toMatchObject({
          reply: { ok: false, failure: { code: 'Forbidden' } },
        });
      }
      expect(core.sessionsSeen.size).toBe(0);
      caller.connection.destroy();
    });
  });

  test.each([
    ['text that is no JSON', 'x'],
    ['a call without a number', '{"name":"echo"}'],
    ['a call with more than it needs', '{"seq":1,"name":"echo","session":"x"}'],
    ['bytes that are no frame', Buffer.from([1])],
    ['bytes for an unknown purpose', encodeByteFrame({ seq: 1, put: 'any' }, Buffer.from('x'))],
  ])('%s ends it', async (_what, message) => {
    await withSocket(async ({ local, refusals }) => {
      const caller = await openProvenLocal(local);
      caller.send(message);
      expect(await caller.closed).toBe('closed');
      expect(refusals).toEqual(['malformed']);
    });
  });

  test.each([
    ['no length', Buffer.from([0, 0, 0, 0])],
    ['a kind that nobody knows', Buffer.from([0, 0, 0, 1, 9])],
    ['a length of more than 64 MiB', Buffer.from([0x04, 0x00, 0x04, 0x02, 1])],
    ['what a browser would say', Buffer.from('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')],
  ])('a message with %s ends it unread', async (_what, bytes) => {
    await withSocket(async ({ local, refusals }) => {
      const caller = await openProvenLocal(local);
      caller.connection.write(bytes);
      expect(await caller.closed).toBe('closed');
      expect(refusals).toEqual(['malformed']);
    });
  });

  test('messages may come in any pieces', async () => {
    await withSocket(async ({ local }) => {
      const caller = await openProvenLocal(local);
      const calls = [1, 2, 3].map((seq) => {
        const content = Buffer.from(JSON.stringify({ seq, name: 'echo', input: 'é' }));
        const head = Buffer.from([0, 0, 0, content.byteLength + 1, 0]);
        return Buffer.concat([head, content]);
      });
      for (const byte of Buffer.concat(calls)) caller.connection.write(Buffer.from([byte]));
      const seqs = [await caller.nextJson(), await caller.nextJson(), await caller.nextJson()];
      expect(seqs.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      caller.connection.destroy();
    });
  });

  test('more than eight at a time are refused, and one that ends makes room', async () => {
    await withSocket(async ({ local, refusals }) => {
      const callers = [];
      for (let at = 0; at < 8; at += 1) callers.push(await openProvenLocal(local));
      expect(await openLocal(local.address).closed).toBe('closed');
      expect(refusals).toEqual(['connections']);
      callers[0]?.connection.destroy();
      await callers[0]?.closed;
      await expect
        .poll(async () => {
          const next = openLocal(local.address);
          const greeted = await Promise.race([next.nextJson(), next.closed]);
          next.connection.destroy();
          return greeted;
        })
        .toHaveProperty('hello');
      for (const { connection } of callers) connection.destroy();
    });
  });
});
