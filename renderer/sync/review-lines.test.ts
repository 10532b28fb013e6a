import { expect, test } from 'vitest';
import type { SyncReview } from '../../shared/sync/contract.ts';
import { companionsOf, linesOf } from './review-lines.ts';
import { choiceWords } from './review-words.ts';

const rowKey = '["0191e0a0-0000-7000-8000-000000000001"]';
const author = { userId: null, userName: 'Nora Nurse', deviceId: null, at: null };
const entity = 'treatment_records';

function review(standing: SyncReview['standing']['rows']): SyncReview {
  return {
    id: '0191e0a0-0000-7000-8000-000000000002',
    kind: 'concurrentEdit',
    isBlocking: true,
    entity,
    rowKey,
    patientId: null,
    patientName: null,
    raisedAt: '2026-11-23T08:00:00.000Z',
    standing: { ...author, rows: standing },
    arriving: {
      ...author,
      rows: [
        { entity: 'treatment_record_versions', rowKey, op: 'i', values: { version: 1 } },
        {
          entity,
          rowKey,
          op: 'u',
          values: {
            doctor_notes: 'Wetter',
            applied_mm2: 250,
            date_applied: '2026-03-10',
            version: 2,
          },
        },
        { entity: 'stock_movements', rowKey: '["x"]', op: 'i', values: {} },
      ],
    },
    choices: ['keepStanding', 'takeArriving'],
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

test('only the fields that differ are shown, with their units, in the words of a chart', () => {
  expect(linesOf(review([{ entity, rowKey, op: null, values: stood }]), 'UTC')).toEqual([
    { key: 'doctor_notes', label: 'Notes', standing: 'Drier', arriving: 'Wetter' },
    { key: 'applied_mm2', label: 'Applied', standing: '1.0 cm²', arriving: '2.5 cm²' },
  ]);
});

test('where nothing stands, all that came is shown, and what came with it is named', () => {
  const alone = review([]);
  expect(linesOf(alone, 'UTC').map(({ label, arriving }) => `${label}: ${arriving}`)).toEqual([
    'Notes: Wetter',
    'Applied: 2.5 cm²',
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
