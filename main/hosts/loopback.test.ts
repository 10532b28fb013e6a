import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProven, openSocket, sign, type TabKey } from '../../test/fakes/loopback-caller.ts';
import { startTestHost, type TestHost, withHost } from '../../test/fakes/test-host.ts';
import { decodeByteFrame, encodeByteFrame } from './byte-frame.ts';

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

describe('the proof', () => {
  const nonce = 'n'.repeat(22);
  type Identification = { id: string; nonce: string; proof: string };

  async function answerHello(answer: (hello: string) => object | string) {
    const caller = openSocket(host.origin);
    const { hello } = await caller.nextJson();
    const message = answer(String(hello));
    caller.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    return caller.closed;
  }
  const identify = (tab: TabKey, hello: string, key = tab.key): Identification => ({
    id: tab.id,
    nonce,
    proof: sign(key, `browser|${host.origin}|${hello}|${nonce}`),
  });

  test('goes both ways, and calls are answered after it', async () => {
    const caller = await openProven(host.origin, await host.newTab());
    expect(caller.isHostProven).toBe(true);
    caller.send({ seq: 1, name: 'echo', input: { text: 'é\u0000' } });
    expect(await caller.nextJson()).toEqual({
      seq: 1,
      reply: { ok: true, value: { text: 'é\u0000' } },
    });
    caller.socket.close();
  });

  test('without it nothing reaches the core', async () => {
    const tab = await host.newTab();
    const seen = host.core.sessionsSeen.size;
    const replayed = Promise.withResolvers<Identification>();
    const first = openSocket(host.origin);
    const greeting = await first.nextJson();
    replayed.resolve(identify(tab, String(greeting['hello'])));
    const old = await replayed.promise;
    first.socket.close();

    const hostile: readonly ((hello: string) => object | string)[] = [
      () => ({ seq: 1, name: 'echo', input: {} }),
      () => 'not json',
      () => 'null',
      () => ({ id: 'unknown', nonce, proof: 'p' }),
      () => old,
      (hello) => identify(tab, hello, 'another'),
      (hello) => ({ ...identify(tab, hello), nonce: 'short' }),
      (hello) => ({
        ...identify(tab, hello),
        proof: sign(tab.key, `host|${host.origin}|${hello}|${nonce}`),
      }),
      (hello) => ({
        ...identify(tab, hello),
        proof: sign(tab.key, `browser|http://127.0.0.1:1|${hello}|${nonce}`),
      }),
    ];
    for (const answer of hostile) expect(await answerHello(answer)).toBe(4401);
    expect(host.core.sessionsSeen.size).toBe(seen);
    expect(host.refusals).toContain('proof');
  });

  test('each tab is a session of its own, under a key that no browser is told', async () => {
    const tabs = [await host.newTab(), await host.newTab()];
    const keys = await Promise.all(
      tabs.map(async (tab) => {
        const caller = await openProven(host.origin, tab);
        caller.send({ seq: 1, name: 'session' });
        const reply = JSON.stringify(await caller.nextJson());
        caller.socket.close();
        expect(reply).toContain('"host":"loopback"');
        expect(reply).not.toContain(tab.key);
        expect(reply).not.toContain(tab.id);
        return reply;
      }),
    );
    expect(keys[0]).not.toBe(keys[1]);
  });
});

describe('calls', () => {
  test('events of the core reach every tab', async () => {
    const callers = [
      await openProven(host.origin, await host.newTab()),
      await openProven(host.origin, await host.newTab()),
    ];
    host.core.emit({ type: 'sessionEnded' });
    for (const caller of callers) {
      expect(await caller.nextJson()).toEqual({ event: { type: 'sessionEnded' } });
      caller.socket.close();
    }
  });

  test('a core that throws is a plain failure that says nothing of a chart', async () => {
    const caller = await openProven(host.origin, await host.newTab());
    caller.send({ seq: 9, name: 'break' });
    const reply = JSON.stringify(await caller.nextJson());
    expect(reply).toContain('Unavailable');
    expect(reply).not.toContain('Souza');
    caller.socket.close();
  });

  test('file bytes go in and out as they are', async () => {
    const caller = await openProven(host.origin, await host.newTab());
    const bytes = Buffer.from([0, 255, 10, 13]);
    caller.socket.send(encodeByteFrame({ seq: 1, put: 'import-source' }, bytes));
    const stored = await caller.nextJson();
    expect(stored).toMatchObject({ seq: 1, reply: { ok: true, value: { byteLength: 4 } } });
    const { digest } = (stored['reply'] as { value: { digest: string } }).value;
    caller.send({ seq: 2, get: digest });
    const frame = decodeByteFrame((await caller.next()) as Buffer);
    expect(frame?.header).toEqual({ seq: 2 });
    expect(frame?.payload).toEqual(bytes);
    caller.send({ seq: 3, get: 'absent' });
    expect(await caller.nextJson()).toMatchObject({
      seq: 3,
      reply: { failure: { code: 'NotFound' } },
    });
    caller.socket.close();
  });

  test.each([
    ['text that is no JSON', 'x'],
    ['a call without a number', '{"name":"echo"}'],
    ['a call with more than it needs', '{"seq":1,"name":"echo","session":"x"}'],
    ['bytes that are no frame', Buffer.from([1])],
    [
      'bytes for an unknown purpose',
      encodeByteFrame({ seq: 1, put: 'anything' }, Buffer.from('x')),
    ],
  ])('%s ends the connection', async (_what, message) => {
    const caller = await openProven(host.origin, await host.newTab());
    caller.socket.send(message);
    expect(await caller.closed).toBe(4400);
  });

  test('more than 64 MiB ends the connection unread', async () => {
    const caller = await openProven(host.origin, await host.newTab());
    caller.socket.send(Buffer.alloc(64 * 1024 * 1024 + 2048));
    expect(await caller.closed).toBe(1009);
  });
});

describe('a tab that goes away', () => {
  test('is signed out when it stays away, told so when it returns, and an address is offered', async () => {
    const offered = Promise.withResolvers<string>();
    const options = { absenceLimitMs: 500, onFreshAddress: offered.resolve };
    await withHost(options, async (own) => {
      const tab = await own.newTab();
      const first = await openProven(own.origin, tab);
      first.send({ seq: 1, name: 'session' });
      const before = await first.nextJson();
      const ended = own.core.nextSessionEnd();
      first.socket.close();
      expect((before['reply'] as { value: unknown }).value).toEqual(await ended);
      expect(await offered.promise).toContain(own.origin);

      const second = await openProven(own.origin, tab);
      expect(await second.nextJson()).toEqual({ event: { type: 'sessionEnded' } });
      second.send({ seq: 1, name: 'session' });
      expect(await second.nextJson()).not.toEqual(before);
    });
  });

  test('stays signed in when it comes back at once, as on a reload', async () => {
    await withHost({}, async (own) => {
      const tab = await own.newTab();
      const replies = [];
      while (replies.length < 2) {
        const caller = await openProven(own.origin, tab);
        caller.send({ seq: 1, name: 'session' });
        replies.push(await caller.nextJson());
        caller.socket.close();
        await caller.closed;
      }
      expect(replies[0]).toEqual(replies[1]);
      expect(own.core.sessionsEnded).toEqual([]);
    });
  });
});
