import { expect, test } from 'vitest';
import type { SyncReview } from '../../shared/sync/sync-review.ts';
import { companionsOf, linesOf } from './review-lines.ts';
import { choiceWords } from './review-words.ts';

const rowKey = '["0191e0a0-0000-7000-8000-000000000001"]';
const author = { userId: null, userName: 'Nora Nurse', deviceId: null, deviceName: null, at: null };
const entity = 'treatment_records';
const WOUND = '0191e0a0-0000-7000-8000-000000000009';

function review(standing: SyncReview['standing']['rows']): SyncReview {
  return {
    id: '0191e0a0-0000-7000-8000-000000000002',
    kind: 'concurrentEdit',
    isBlocking: true,
    entity,
    rowKey,
    patientId: null,
    patientName: null,
    record: { words: 'Foam, 10 Mar 2026', woundId: null, orderId: null },
    names: { [WOUND]: 'Wound 1: Left heel' },
    raisedAt: '2026-11-23T08:00:00.000Z',
    standing: { ...author, rows: standing },
    arriving: {
      ...author,
      rows: [
        {
          entity: 'treatment_record_versions',
          rowKey: `${rowKey.slice(0, -1)}, 1]`,
          op: 'i',
          values: { version: 1, record: { doctorNotes: 'As before', appliedMm2: 400 } },
        },
        {
          entity,
          rowKey,
          op: 'u',
          values: {
            doctor_notes: 'Wetter',
            applied_mm2: 250,
            wound_id: WOUND,
            date_applied: '2026-03-10',
            version: 2,
          },
        },
        { entity: 'stock_movements', rowKey: '["x"]', op: 'i', values: {} },
      ],
    },
    choices: ['keepStanding', 'takeArriving'],
    signedChoices: [],
    settlement: null,
  };
}

const stood = {
  doctor_notes: 'Drier',
  applied_mm2: 100,
  date_applied: '2026-03-10',
  quantity_used: 1,
  version: 2,
};

test('only the fields that differ are shown, with their units and what their author had seen, and names for ids', () => {
  expect(linesOf(review([{ entity, rowKey, op: null, values: stood }]), 'UTC')).toEqual([
    {
      key: 'doctor_notes',
      label: 'Notes',
      seen: 'As before',
      standing: 'Drier',
      arriving: 'Wetter',
    },
    {
      key: 'applied_mm2',
      label: 'Applied area',
      seen: '4.0 cm²',
      standing: '1.0 cm²',
      arriving: '2.5 cm²',
    },
    {
      key: 'wound_id',
      label: 'Wound',
      seen: '',
      standing: '',
      arriving: 'Wound 1: Left heel',
    },
  ]);
});

test('where nothing stands, all that came is shown, and what came with it is named', () => {
  const alone = review([]);
  expect(linesOf(alone, 'UTC').map(({ label, arriving }) => `${label}: ${arriving}`)).toEqual([
    'Notes: Wetter',
    'Applied area: 2.5 cm²',
    'Wound: Wound 1: Left heel',
    'Date applied: 10 Mar 2026',
  ]);
  expect(companionsOf(alone)).toEqual(['stock_movements']);
});

test('a choice names its side as the table does', () => {
  expect(choiceWords('takeArriving', { kind: 'concurrentEdit' })).toBe('Take what waits');
  expect(choiceWords('keepStanding', { kind: 'concurrentFields' })).toBe(
    'Keep what was there first',
  );
});
