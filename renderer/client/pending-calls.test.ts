import { expect, test } from 'vitest';
import { type Message, pendingCalls } from './pending-calls.ts';

const named = (name: string) => (seq: number) => `${seq} ${name}`;

test('a call made before the connection stands is sent when it does', async () => {
  const calls = pendingCalls(60_000);
  const sent: Message[] = [];
  const reply = calls.add(named('list'), 'once');
  calls.connect((message) => sent.push(message));
  expect(sent).toEqual(['1 list']);
  calls.settle(1, 'answer');
  expect(await reply).toBe('answer');
});

test('after a loss a repeatable call is sent again and any other is answered as lost', async () => {
  const calls = pendingCalls(60_000);
  const sent: Message[] = [];
  calls.connect(() => undefined);
  const command = calls.add(named('record'), 'save');
  const job = calls.add(named('import'), 'once');
  calls.disconnect(true);
  expect(await job).toMatchObject({ ok: false, failure: { code: 'Unavailable' } });
  calls.connect((message) => sent.push(message));
  expect(sent).toEqual(['1 record']);
  calls.settle(1, 'saved');
  expect(await command).toBe('saved');
});

test('what made the host hang up is not sent again', async () => {
  const calls = pendingCalls(60_000);
  calls.connect(() => undefined);
  const reply = calls.add(named('record'), 'save');
  calls.disconnect(false);
  expect(await reply).toMatchObject({ failure: { code: 'Unavailable' } });
});

test('a call that finds no connection within its limit fails plainly', async () => {
  const calls = pendingCalls(1);
  expect(await calls.add(named('list'), 'once')).toMatchObject({
    failure: { code: 'Unavailable' },
  });
  calls.connect(() => undefined);
  const repeatable = calls.add(named('record'), 'save');
  calls.disconnect(true);
  expect(await repeatable).toMatchObject({ failure: { code: 'Unavailable' } });
});

test('once refused, waiting and later calls fail at once', async () => {
  const calls = pendingCalls(60_000);
  const waiting = calls.add(named('list'), 'once');
  calls.refuse();
  expect(await waiting).toMatchObject({ ok: false });
  expect(await calls.add(named('list'), 'once')).toMatchObject({ ok: false });
});

test('whether a command was saved is left open only where it was sent', async () => {
  const calls = pendingCalls(1);
  const notSaved = { failure: { message: expect.stringMatching(/^This was not saved: /) } };
  const unknown = { failure: { message: expect.stringMatching(/cannot tell whether/) } };
  const unread = { failure: { message: expect.not.stringMatching(/saved/) } };
  expect(await calls.add(named('record'), 'save')).toMatchObject(notSaved);
  calls.connect(() => undefined);
  const sent = [calls.add(named('record'), 'save'), calls.add(named('photo'), 'read')] as const;
  calls.disconnect(true);
  expect(await sent[0]).toMatchObject(unknown);
  expect(await sent[1]).toMatchObject(unread);
  calls.refuse();
  expect(await calls.add(named('record'), 'save')).toMatchObject(notSaved);
});
