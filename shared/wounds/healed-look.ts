import type { CivilDate } from '../base/civil-date.ts';
import type { CareEpisode } from './wound.ts';

/** As much of an assessment as tells whether there was a wound to measure. */
type Measured = {
  readonly episodeId: string;
  readonly assessedOn: CivilDate;
  readonly areaMm2: number | null;
  readonly voidedAt: string | null;
};

/** The last size of a wound that is said to be healed. */
export type AreaLeft = { readonly areaMm2: number; readonly assessedOn: CivilDate };

/**
 * What was measured last in an episode that ends as healed, where that is more than nothing: worth a
 * second look, never a refusal. Null where nothing speaks against it, or nobody measured. `assessments`
 * are newest first.
 */
export function areaLeftAtHealing(
  endReason: CareEpisode['endReason'],
  episodeId: string | undefined,
  assessments: readonly Measured[],
): AreaLeft | null {
  if (endReason !== 'healed') return null;
  const last = assessments.find(
    (each) => each.episodeId === episodeId && each.voidedAt === null && each.areaMm2 !== null,
  );
  if (!last?.areaMm2) return null;
  return { areaMm2: last.areaMm2, assessedOn: last.assessedOn };
}
