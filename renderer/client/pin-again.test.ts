import { afterEach, expect, test } from 'vitest';
import { askForPinBy, sendWithPin } from './pin-again.ts';

afterEach(() => askForPinBy(null));

const refused = { ok: false, failure: { code: 'PinAgain', message: 'Give your PIN again.' } };
const done = { ok: true, value: { jobId: '1' } };

function core() {
  const sent: unknown[] = [];
  let isConfirmed = false;
  return {
    sent,
    confirm: () => {
      isConfirmed = true;
    },
    send: async (name: string, input: unknown) => {
      sent.push([name, input]);
      return isConfirmed ? done : refused;
    },
  };
}

test('what the core wants the PIN for is sent once more, unchanged, after the PIN was given', async () => {
  const { sent, send, confirm } = core();
  askForPinBy(async ({ operation, summary }) => {
    expect(operation).toBe('disclosures.chart');
    expect(summary).toMatch(/^Write a chart/);
    confirm();
    return true;
  });
  expect(await sendWithPin(send, 'disclosures.chart', { a: 1 })).toEqual(done);
  expect(sent).toEqual([
    ['disclosures.chart', { a: 1 }],
    ['disclosures.chart', { a: 1 }],
  ]);
});

test('whoever would rather not is told that the PIN is needed, and nothing is sent again', async () => {
  const { sent, send } = core();
  askForPinBy(async () => false);
  expect(await sendWithPin(send, 'storage.dumpPlain', {})).toEqual(refused);
  expect(sent).toHaveLength(1);
});
