import { z } from 'zod';
import type { Draft } from '../drafts/contract.ts';
import { concernKinds } from '../safety/concern.ts';
import { carriedFields } from './repeat.ts';
import { emptyEntry, type TreatmentEntry } from './treatment-entry.ts';
import { uuid } from '../base/uuid.ts';

const text = z.string().catch('');
const none = emptyEntry('');

const entryShape = z
  .object({
    line: text,
    quantityUsed: z.int().nullable().catch(null),
    dateApplied: text,
    woundId: text,
    woundLocation: text,
    diagnosis: text,
    procedurePerformed: text,
    doctorNotes: text,
    overuseReason: text,
    lotNumber: text,
    serialNumber: text,
    expiresOn: text,
    labelScans: z.array(z.string()).readonly().catch([]),
    reconstitutionMaterial: text,
    reconstitutionLot: text,
    reconstitutionExpiresOn: text,
    appliedArea: text,
    discardedArea: text,
    discardReason: text,
    appliedTime: text,
    performedBy: text,
    concernReasons: z
      .array(z.object({ kind: z.enum(concernKinds), about: z.string(), reason: z.string() }))
      .readonly()
      .catch([]),
    reason: text,
  })
  .catch(none);

// A draft may come from an older release: what cannot be read is left empty, the rest is kept.
const draftShape = z.object({
  entry: entryShape,
  carried: z.array(z.enum(carriedFields)).catch([]),
  carriedFromOn: z.string().nullable().catch(null),
  attemptId: uuid().nullable().catch(null),
  correcting: z
    .object({ treatmentRecordId: uuid(), seen: z.int(), base: entryShape })
    .nullable()
    .catch(null),
});

/** What the draft of a treatment keeps besides the fields. */
export type TreatmentDraft = {
  readonly entry: TreatmentEntry;
  /** Fields taken over from last time that nobody has confirmed yet. */
  readonly carried: readonly (typeof carriedFields)[number][];
  /** The day of the treatment that they were taken from. */
  readonly carriedFromOn: string | null;
  /**
   * The id under which exactly this entry was sent, if it was: sent again after a crash it is saved
   * once all the same.
   */
  readonly attemptId: string | null;
  readonly correcting: {
    readonly treatmentRecordId: string;
    readonly seen: number;
    readonly base: TreatmentEntry;
  } | null;
};

function contentOfEntry({ concernReasons, labelScans, ...entry }: TreatmentEntry) {
  return {
    ...entry,
    labelScans: [...labelScans],
    concernReasons: concernReasons.map((each) => ({ ...each })),
  };
}

/** As the drafts slice keeps it. */
export function toDraftContent(draft: TreatmentDraft): Draft['content'] {
  return {
    entry: contentOfEntry(draft.entry),
    carried: [...draft.carried],
    carriedFromOn: draft.carriedFromOn,
    attemptId: draft.attemptId,
    correcting: draft.correcting && {
      ...draft.correcting,
      base: contentOfEntry(draft.correcting.base),
    },
  };
}

/** Reads what was kept; never fails, since losing a word is worse than asking for it again. */
export function fromDraftContent(content: Draft['content']): TreatmentDraft {
  return draftShape.parse(content);
}
