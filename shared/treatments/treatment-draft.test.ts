import { expect, test } from 'vitest';
import { draftContent } from '../drafts/contract.ts';
import { fromDraftContent, toDraftContent, type TreatmentDraft } from './treatment-draft.ts';
import { emptyEntry } from './treatment-entry.ts';

const draft: TreatmentDraft = {
  entry: {
    ...emptyEntry('2026-11-22'),
    quantityUsed: 3,
    doctorNotes: 'Half a sent',
    labelScans: ['01095\u001d10A'],
    reconstitutionLot: 'S-7',
  },
  carried: ['line', 'woundLocation'],
  carriedFromOn: '2026-11-15',
  attemptId: '0b6f9cf0-3a0e-4d5e-9f5e-6f2f6c1d2a11',
  correcting: {
    treatmentRecordId: '0b6f9cf0-3a0e-4d5e-9f5e-6f2f6c1d2a12',
    seen: 2,
    base: emptyEntry('2026-11-01'),
  },
};

test('a draft comes back as it was kept, with what is still to be confirmed', () => {
  const kept = draftContent.parse(JSON.parse(JSON.stringify(toDraftContent(draft))));
  expect(fromDraftContent(kept)).toEqual(draft);
});

test('a draft of another release keeps every word that can be read', () => {
  const kept = { entry: { doctorNotes: 'Kept', quantityUsed: 'two', gone: 1 }, carried: ['what'] };
  const read = fromDraftContent(kept);
  expect(read.entry).toEqual({ ...emptyEntry(''), doctorNotes: 'Kept' });
  expect(read).toMatchObject({ carried: [], attemptId: null, correcting: null });
  expect(fromDraftContent({}).entry).toEqual(emptyEntry(''));
});
