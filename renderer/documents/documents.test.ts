import { expect, test } from 'vitest';
import type { ChartDocument } from '../../shared/documents/contract.ts';
import { CONSENT_EXAMPLES, openBrackets, withMark } from './consent-examples.ts';
import { formInWords, groupDocuments } from './document-words.ts';

const document = (given: Partial<ChartDocument>): ChartDocument => ({
  id: 'd',
  patientId: 'p',
  woundId: null,
  treatmentRecordId: null,
  amendmentId: null,
  kind: 'letter',
  title: 'Letter',
  documentOn: '2026-03-01',
  digest: 'd',
  thumbnailDigest: null,
  mediaType: 'application/pdf',
  byteLength: 1,
  pageCount: null,
  statement: null,
  signerName: null,
  signerRelation: null,
  signedAt: null,
  witnessName: null,
  addedByName: 'Nurse',
  createdAt: '2026-03-02T10:00:00Z',
  voidedAt: null,
  voidReason: null,
  ...given,
});

test('documents stand by kind, the newest day first', () => {
  const groups = groupDocuments([
    document({ id: '1' }),
    document({ id: '2', kind: 'consent' }),
    document({ id: '3', documentOn: '2026-03-05' }),
  ]);
  expect(groups.map(({ kind, documents }) => [kind, documents.map(({ id }) => id)])).toEqual([
    ['consent', ['2']],
    ['letter', ['3', '1']],
  ]);
});

test.each([
  [{}, 'PDF'],
  [{ pageCount: 1 }, 'PDF, 1 page'],
  [{ mediaType: 'image/jpeg' }, 'Picture'],
  [{ mediaType: 'image/png', signedAt: '2026-03-02T10:00:00Z' }, 'Signed on screen'],
])('%o reads %s', (given, words) => {
  expect(formInWords(document(given))).toBe(words);
});

test('every example says that it is one, and cannot be signed as it is', () => {
  for (const { label, statement } of CONSENT_EXAMPLES) {
    expect(label).toMatch(/^Example/);
    expect(statement).toMatch(/^\[Example to adapt/);
    expect(openBrackets(statement).length).toBeGreaterThan(1);
  }
  expect(openBrackets('I agree to what was explained.')).toEqual([]);
});

test('a mark is said in the words that are signed', () => {
  expect(withMark('I agree. ')).toBe(
    'I agree.\n\nSigned by making a mark, seen by the witness named below.',
  );
});
