import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';

/** A form's own key in the drafts. */
export const draftForms = [
  'recordTreatment',
  'correctTreatment',
  'recordAssessment',
  'correctAssessment',
  'amendTreatment',
  'amendAssessment',
] as const;

const MAX_DRAFT_BYTES = 200_000;

/** What a form holds, as it holds it: fields by name. Nothing in it is checked, so nothing is refused. */
export const draftContent = z
  .record(z.string().max(100), z.json())
  .refine(
    (content) => JSON.stringify(content).length <= MAX_DRAFT_BYTES,
    `is longer than ${MAX_DRAFT_BYTES} characters`,
  );

export const draft = z.object({
  id: uuid(),
  form: z.enum(draftForms),
  patientId: uuid(),
  content: draftContent,
  savedAt: z.iso.datetime(),
});
export type Draft = z.output<typeof draft>;

const key = { form: z.enum(draftForms), patientId: uuid() };

/** Drafts are the person's own, on this device; saving one is not audited (ARCHITECTURE.md §5). */
export const draftOperations = {
  'drafts.save': command({
    summary: 'Keep what is being typed',
    isUnaudited: true,
    // What cannot be saved while the disk is full must outlive a locked screen all the more.
    isAllowedReadOnly: true,
    permission: 'treatments.write',
    input: z.strictObject({ ...key, content: draftContent }),
    output: draft,
    failures: { UnknownPatient: noDetails },
  }),
  'drafts.list': query({
    summary: 'Everything that whoever is signed in typed and has not saved, newest first',
    permission: 'treatments.write',
    input: z.strictObject({}),
    output: z.array(
      z.object({
        form: z.enum(draftForms),
        patientId: uuid(),
        patientFirstName: z.string(),
        patientLastName: z.string(),
        patientBirthOn: civilDate,
        savedAt: z.iso.datetime(),
      }),
    ),
    failures: {},
  }),
  'drafts.offer': query({
    summary: 'What was being typed for this patient, or null',
    permission: 'treatments.write',
    input: z.strictObject(key),
    output: draft.nullable(),
    failures: {},
  }),
  'drafts.discard': command({
    summary: 'Forget what was being typed',
    isUnaudited: true,
    permission: 'treatments.write',
    input: z.strictObject(key),
    output: z.object({ discarded: z.boolean() }),
    failures: {},
  }),
} as const;
