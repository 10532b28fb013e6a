import { expect, test } from 'vitest';
import { amendmentIn, emptyAmendment, withAmendment } from './amendment-draft.ts';

test('what is typed of an amendment comes back from its draft, beside what the form keeps', () => {
  const amendment = {
    entry: { kind: 'clarification', reason: 'Asked by the payer', note: 'Half-typed' },
    supersedes: '01985e00-0000-7000-8000-000000000000',
  } as const;
  const kept = withAmendment({ attemptId: null }, amendment);
  expect(kept['attemptId']).toBeNull();
  expect(amendmentIn(kept)).toEqual(amendment);
});

test.each([
  ['nothing of an amendment', {}, emptyAmendment],
  [
    'a kind that is gone',
    { amendment: { entry: { kind: 'addendum', reason: 'r', note: 'n' } } },
    { kind: null, reason: 'r', note: 'n' },
  ],
  ['no text at all', { amendment: { entry: 7, supersedes: 'none' } }, emptyAmendment],
])('a draft with %s is read without losing the rest', (_what, content, entry) => {
  expect(amendmentIn(content)).toEqual({ entry, supersedes: null });
});
