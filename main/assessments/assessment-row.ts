import type { Insertable } from 'kysely';
import { areaOf, scoredAreaOf } from '../../shared/assessments/area.ts';
import { type AssessedAt, keptInstant } from '../../shared/assessments/assessed-at.ts';
import {
  type AssessmentContent,
  assessmentContent,
  type WoundAssessment,
} from '../../shared/assessments/assessment.ts';
import { bwatScoreOf, withSizeItem } from '../../shared/assessments/bwat.ts';
import { pushScoreOf } from '../../shared/assessments/push.ts';
import type { Schema } from '../platform/schema.ts';
import type { AssessmentRow } from './select-rows.ts';

const jsonColumns = assessmentContent.pick({
  undermining: true,
  tunnelling: true,
  infectionSigns: true,
  bwatItems: true,
});

/**
 * What is kept of what was found, by the names of the columns: with the area, the instant in UTC, the
 * size item of the score and each sign once. `before` is what stood there, for a correction or an amendment.
 */
export function keptContentOf(content: AssessmentContent, before: AssessedAt | null) {
  const { tracedAreaMm2: _, ...plain } = content;
  const areaMm2 = areaOf(content);
  const bwatItems = withSizeItem(content.bwatItems, scoredAreaOf({ ...content, areaMm2 }));
  const infectionSigns = content.infectionSigns && [...new Set(content.infectionSigns)];
  const instant = keptInstant(content.assessedAt, before);
  return { ...plain, ...instant, areaMm2, bwatItems, infectionSigns };
}

/** The same as a row takes it. */
export function columnsOf(content: AssessmentContent, before: AssessedAt | null) {
  const { undermining, tunnelling, infectionSigns, bwatItems, ...plain } = keptContentOf(
    content,
    before,
  );
  return {
    ...plain,
    undermining: JSON.stringify(undermining),
    tunnelling: JSON.stringify(tunnelling),
    infectionSigns: infectionSigns && JSON.stringify(infectionSigns),
    bwatItems: bwatItems && JSON.stringify(bwatItems),
  } satisfies Partial<Insertable<Schema['woundAssessments']>>;
}

/** The assessment with what follows from its row: the traced area and the scores. */
export function assessmentOf(row: AssessmentRow): WoundAssessment {
  const { correctionId: _, cosignedBy: __, voidedBy: ___, ...plain } = row;
  const kept = { ...plain, ...jsonColumns.parse(row) };
  return {
    ...kept,
    tracedAreaMm2: row.method === 'ruler' ? null : row.areaMm2,
    pushScore: pushScoreOf(kept),
    bwatScore: bwatScoreOf(kept.bwatItems),
  };
}
