import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordKinds, type RecordKind } from './record-state.ts';
import {
  contentFields,
  contentOf,
  signedAmendmentText,
  signedFields,
  signedRecordText,
} from './signed-content.ts';

type AnyRecord = Readonly<Record<string, unknown>>;

const column = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.record({ clock: fc.integer(), depthMm: fc.integer() })),
);

function anyRecord(kind: RecordKind): fc.Arbitrary<AnyRecord> {
  return fc.record(Object.fromEntries(signedFields[kind].map((field) => [field, column])));
}

const attachments = fc.uniqueArray(fc.record({ id: fc.uuid(), digest: fc.string() }), {
  selector: ({ id }) => id,
});

function textOf(
  kind: RecordKind,
  record: AnyRecord,
  with_: readonly { id: string; digest: string }[] = [],
) {
  return signedRecordText(kind, record as never, with_);
}

describe.for(recordKinds)('what is signed of a record of the kind %s', (kind) => {
  test('the same content has the same text, whatever order it comes in and whatever else a row holds', () => {
    fc.assert(
      fc.property(anyRecord(kind), attachments, (record, files) => {
        const turned = Object.fromEntries(Object.entries(record).toReversed());
        const row = { ...turned, updatedAt: 'later', orderNumber: '1', signedAt: 'now' };
        expect(textOf(kind, row, files.toReversed())).toBe(textOf(kind, record, files));
      }),
    );
  });

  test('any other value of any field makes another text', () => {
    fc.assert(
      fc.property(
        anyRecord(kind),
        fc.constantFrom(...signedFields[kind]),
        column,
        (record, field, value) => {
          fc.pre(JSON.stringify(record[field]) !== JSON.stringify(value));
          expect(textOf(kind, { ...record, [field]: value })).not.toBe(textOf(kind, record));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('no value can move from one field to another unseen', () => {
    fc.assert(
      fc.property(
        anyRecord(kind),
        fc.constantFrom(...signedFields[kind]),
        fc.constantFrom(...signedFields[kind]),
        (record, one, other) => {
          fc.pre(JSON.stringify(record[one]) !== JSON.stringify(record[other]));
          const swapped = { ...record, [one]: record[other], [other]: record[one] };
          expect(textOf(kind, swapped)).not.toBe(textOf(kind, record));
        },
      ),
    );
  });

  test('an attachment more, fewer or another makes another text', () => {
    fc.assert(
      fc.property(anyRecord(kind), attachments, fc.uuid(), (record, files, id) => {
        fc.pre(files.every((file) => file.id !== id));
        const more = [...files, { id, digest: 'a' }];
        expect(textOf(kind, record, more)).not.toBe(textOf(kind, record, files));
        const other = [...files, { id, digest: 'b' }];
        expect(textOf(kind, record, other)).not.toBe(textOf(kind, record, more));
      }),
    );
  });

  test('a column that holds nothing leaves the text as it was before there was one', () => {
    const record = Object.fromEntries(signedFields[kind].map((each) => [each, 'x']));
    for (const field of contentFields[kind]) {
      const { [field]: _, ...without } = record;
      expect(textOf(kind, { ...record, [field]: null })).toBe(textOf(kind, without));
    }
  });

  test('a correction takes the content and nothing of the frame', () => {
    const record = Object.fromEntries(signedFields[kind].map((each) => [each, each]));
    const content = contentOf(kind, record as never);
    expect(Object.keys(content)).toEqual([...contentFields[kind]]);
    for (const frame of ['id', 'patientId', 'recordedBy', 'createdAt', 'isLateEntry'])
      expect(content).not.toHaveProperty(frame);
  });
});

test('treatments and assessments never share a text', () => {
  const record = Object.fromEntries(
    [...signedFields.treatment, ...signedFields.assessment].map((field) => [field, null]),
  );
  expect(textOf('treatment', record)).not.toBe(textOf('assessment', record));
});

test('any other word of an amendment makes another text', () => {
  const amendment = {
    id: '1',
    recordId: '2',
    kind: 'correction',
    reason: 'why',
    note: null,
    content: { quantityUsed: 2, infectionSigns: ['odour'] },
    supersedes: null,
    amendedBy: '3',
    amendedAt: '2026-03-10T15:00:00.000Z',
    needsCosignature: false,
  } as const;
  const text = signedAmendmentText(amendment);
  for (const change of [
    { id: '9' },
    { recordId: '9' },
    { kind: 'clarification' as const },
    { reason: 'other' },
    { note: 'words' },
    { content: { quantityUsed: 3, infectionSigns: ['odour'] } },
    { content: { quantityUsed: 2, infectionSigns: [] } },
    { supersedes: '9' },
    { amendedBy: '9' },
    { amendedAt: '2026-03-10T15:00:00.001Z' },
    { needsCosignature: true },
  ])
    expect(signedAmendmentText({ ...amendment, ...change })).not.toBe(text);
  expect(text).not.toContain('needsCosignature');
  const turned = { infectionSigns: ['odour'], quantityUsed: 2 };
  expect(signedAmendmentText({ ...amendment, content: turned })).toBe(text);
});
