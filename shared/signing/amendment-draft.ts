import { z } from 'zod';
import type { Draft } from '../drafts/contract.ts';
import { uuid } from '../base/uuid.ts';
import { amendmentKinds, type AmendmentKind } from './record-state.ts';

/** What is typed of an amendment besides the fields of the record. */
export type AmendmentEntry = {
  /** Null until it is chosen. */
  readonly kind: AmendmentKind | null;
  readonly reason: string;
  /** The words of every kind but a correction. */
  readonly note: string;
};

export const emptyAmendment: AmendmentEntry = { kind: null, reason: '', note: '' };

/** What the draft of an amendment keeps beside the form of its record. */
export type AmendmentDraft = {
  readonly entry: AmendmentEntry;
  /** The correction that its author has before them; null for the original. */
  readonly supersedes: string | null;
};

const text = z.string().catch('');

// A draft may come from an older release: what cannot be read is left empty, the rest is kept.
const draftShape = z
  .object({
    entry: z
      .object({
        kind: z.enum(amendmentKinds).nullable().catch(null),
        reason: text,
        note: text,
      })
      .catch(emptyAmendment),
    supersedes: uuid().nullable().catch(null),
  })
  .catch({ entry: emptyAmendment, supersedes: null });

/** Adds what is typed of an amendment to the draft of the form of its record. */
export function withAmendment(form: Draft['content'], amendment: AmendmentDraft): Draft['content'] {
  return { ...form, amendment: { ...amendment, entry: { ...amendment.entry } } };
}

/** Reads what `withAmendment` kept; never fails. */
export function amendmentIn(content: Draft['content']): AmendmentDraft {
  return draftShape.parse(content['amendment']);
}
