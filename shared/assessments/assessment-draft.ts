import { z } from 'zod';
import { uuid } from '../base/uuid.ts';
import type { Draft } from '../drafts/contract.ts';
import {
  exudateAmounts,
  exudateTypes,
  measuringMethods,
  odourGrades,
  oedemaGrades,
  pressureStages,
} from './assessment.ts';
import { type AssessmentEntry, emptyAssessment } from './assessment-entry.ts';

const text = z.string().catch('');
const oneOf = <const Options extends readonly [string, ...string[]]>(options: Options) =>
  z.enum(options).nullable().catch(null);
const clocks = z
  .array(z.object({ from: z.int().nullable(), to: z.int().nullable(), depth: z.string() }))
  .catch([]);
const none = emptyAssessment('');

const entryShape = z
  .object({
    reason: text,
    assessedOn: text,
    assessedTime: text,
    method: oneOf(measuringMethods),
    unit: z.enum(['mm', 'cm']).catch('cm'),
    length: text,
    width: text,
    depth: text,
    tracedArea: text,
    undermining: clocks,
    tunnelling: clocks,
    epithelial: text,
    granulation: text,
    slough: text,
    necrotic: text,
    exudateAmount: oneOf(exudateAmounts),
    exudateType: oneOf(exudateTypes),
    oedema: oneOf(oedemaGrades),
    odour: oneOf(odourGrades),
    painScore: z.int().nullable().catch(null),
    infection: oneOf(['none', 'seen']),
    infectionSigns: z.array(z.string()).catch([]),
    pressureStage: oneOf(pressureStages),
    bwat: z.record(z.string(), z.int()).catch({}),
    notes: text,
  })
  .catch({ ...none, undermining: [], tunnelling: [], infectionSigns: [], bwat: {} });

// A draft may come from an older release: what cannot be read is left empty, the rest is kept.
const draftShape = z.object({
  woundId: uuid().nullable().catch(null),
  entry: entryShape,
  isStageCarried: z.boolean().catch(false),
  attemptId: uuid().nullable().catch(null),
  correcting: z
    .object({ assessmentId: uuid(), seen: z.int(), base: entryShape })
    .nullable()
    .catch(null),
});

/** What the draft of an assessment keeps besides the fields. */
export type AssessmentDraft = {
  /** Null only where a draft cannot be read. */
  readonly woundId: string | null;
  readonly entry: AssessmentEntry;
  /** Whether the stage still waits for somebody to confirm it. */
  readonly isStageCarried: boolean;
  /** The id under which exactly this entry was sent, if it was. */
  readonly attemptId: string | null;
  readonly correcting: {
    readonly assessmentId: string;
    readonly seen: number;
    readonly base: AssessmentEntry;
  } | null;
};

/** As the drafts slice keeps it. */
export function toAssessmentDraft(draft: AssessmentDraft): Draft['content'] {
  return { ...z.record(z.string(), z.json()).parse(draft) };
}

/** Reads what was kept; never fails, since losing a word is worse than asking for it again. */
export function fromAssessmentDraft(content: Draft['content']): AssessmentDraft {
  return draftShape.parse(content);
}
