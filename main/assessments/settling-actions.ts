import { assessmentContent, type WoundAssessment } from '../../shared/assessments/assessment.ts';
import { instantAtOffset } from '../../shared/base/local-instant.ts';
import { fail } from '../../shared/base/result.ts';
import { contentOf } from '../../shared/signing/signed-content.ts';
import { newestCorrectionOf } from '../signing/actions.ts';
import { amendAssessment, voidAssessment } from './amend-assessment.ts';
import {
  type AssessmentContext,
  assessmentAsSaved,
  correctAssessment,
  unknownRecord,
} from './correct-assessment.ts';
import { replaceAssessment, selectAssessment } from './store.ts';

/** What somebody wrote of an assessment without having seen what stands. */
export type UnseenAssessment = {
  readonly id: string;
  /** The fields that its author changed, by the names of the contract; instants in UTC. */
  readonly said: Readonly<Record<string, unknown>>;
  /** Why it is taken up now, and whose it was. */
  readonly reason: string;
  /** The same fields in words. */
  readonly words: string;
};

const notReadable = fail(
  'NotReadable',
  'It says something that no assessment can say. Record by hand what is right of it.',
);

/** Makes it stand by the rules of any correction: of a signed assessment as an amendment. */
export async function takeOverAssessment(context: AssessmentContext, unseen: UnseenAssessment) {
  const { id, said, reason } = unseen;
  const current = await selectAssessment(context.tx, id);
  if (!current) return unknownRecord;
  const read = assessmentContent.safeParse(fieldsOf(current, said));
  if (!read.success) return notReadable;
  // Its author has confirmed an unusual size, or it could not have been saved.
  const given = { content: read.data, confirmedUnusual: true, reason };
  if (current.signedAt === null || current.voidedAt !== null)
    return correctAssessment(context, current, given);
  const supersedes = await newestCorrectionOf(context.tx, { kind: 'assessment', id });
  const correction = { kind: 'correction', note: null, supersedes, photos: [] } as const;
  return amendAssessment(context, current, { ...correction, ...given });
}

function fieldsOf(current: WoundAssessment, said: UnseenAssessment['said']): object {
  const fields = { ...contentOf('assessment', current), ...said };
  const { assessedAt, assessedOffsetMinutes: offset, method, areaMm2 } = fields;
  return {
    ...fields,
    tracedAreaMm2: method === 'ruler' ? null : areaMm2,
    assessedAt: assessedAt === null ? null : instantAtOffset(assessedAt, offset),
  };
}

/** Keeps it beside what stands: of a signed one as words of an amendment, else in its history. */
export async function keepBesideAssessment(context: AssessmentContext, unseen: UnseenAssessment) {
  const { tx, now, actor } = context;
  const { id, said, reason, words } = unseen;
  const current = await selectAssessment(tx, id);
  if (!current) return unknownRecord;
  if (current.voidedAt !== null)
    return fail('AlreadyVoided', 'This assessment was voided. Record a new one.');
  if (current.signedAt !== null) {
    const supersedes = await newestCorrectionOf(tx, { kind: 'assessment', id });
    const finding = { kind: 'additionalFinding', reason, note: words, supersedes } as const;
    const nothingElse = { content: null, confirmedUnusual: false, photos: [] } as const;
    return amendAssessment(context, current, { ...finding, ...nothingElse });
  }
  const beside = { ...current, ...said };
  await replaceAssessment(tx, beside, { to: {}, reason, replacedBy: actor.userId, now });
  return assessmentAsSaved(tx, id);
}

/** Strikes the assessment out, as somebody did who had not seen what stands. */
export async function strikeOutAssessment(
  context: AssessmentContext,
  { id, reason }: Pick<UnseenAssessment, 'id' | 'reason'>,
) {
  const current = await selectAssessment(context.tx, id);
  return current ? voidAssessment(context, current, reason) : unknownRecord;
}
