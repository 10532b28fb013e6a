import { expect, test } from 'vitest';
import { signedWords } from './review-words.ts';

const side = { userName: 'Otto Olsen', deviceName: 'Cart 2', at: null };
const row = { entity: 'treatment_records', rowKey: '["1"]', op: 'u' } as const;

function arriving(values: Readonly<Record<string, unknown>>) {
  return { ...side, rows: [{ ...row, values }] } as unknown as Parameters<
    typeof signedWords
  >[0]['arriving'];
}

test('that a record is signed is said where a choice writes into it, and nowhere else', () => {
  const correction = arriving({ doctor_notes: 'Wetter' });
  const signed = ['takeArriving', 'both'] as ('takeArriving' | 'both')[];
  expect(signedWords({ arriving: correction, signedChoices: signed })).toMatch(/stays as it was/);
  expect(signedWords({ arriving: correction, signedChoices: [] })).toBeNull();
  const striking = arriving({ voided_at: '2026-03-01T10:00:00Z' });
  expect(signedWords({ arriving: striking, signedChoices: ['takeArriving'] })).toBeNull();
});
