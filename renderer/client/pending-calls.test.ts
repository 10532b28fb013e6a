import { expect, test } from 'vitest';
import { type Message, pendingCalls } from './pending-calls.ts';

const named = (name: string) => (seq: number) => `${seq} ${name}`;

test('a call made before the connection stands is sent when it does', async () => {
  const calls = pendingCalls(60_000);
  const sent: Message[] = [];
  const reply = calls.add(named('list'), false);
  calls.connect((message) => sent.push(message));
  expect(sent).toEqual(['1 list']);
  calls.settle(1, 'answer');
  expect(await reply).toBe('answer');
});

test('after a loss a repeatable call is sent again and any other is answered as lost', async () => {
  const calls = pendingCalls(60_000);
  const sent: Message[] = [];
  calls.connect(() => undefined);
  const command = calls.add(named('record'), true);
  const job = calls.add(named('import'), false);
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
  const reply = calls.add(named('record'), true);
  calls.disconnect(false);
  expect(await reply).toMatchObject({ failure: { code: 'Unavailable' } });
});

test('a call that finds no connection within its limit fails plainly', async () => {
  const calls = pendingCalls(1);
  expect(await calls.add(named('list'), false)).toMatchObject({ failure: { code: 'Unavailable' } });
  calls.connect(() => undefined);
  const repeatable = calls.add(named('record'), true);
  calls.disconnect(true);
  expect(await repeatable).toMatchObject({ failure: { code: 'Unavailable' } });
});

test('once refused, waiting and later calls fail at once', async () => {
  const calls = pendingCalls(60_000);
  const waiting = calls.add(named('list'), false);
  calls.refuse();
  expect(await waiting).toMatchObject({ ok: false });
  expect(await calls.add(named('list'), false)).toMatchObject({ ok: false });
});
