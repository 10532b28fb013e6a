import type { CivilDate } from '../base/civil-date.ts';
import type { PressureStage } from './assessment.ts';

export const stageWords = {
  stage1: 'Stage 1',
  stage2: 'Stage 2',
  stage3: 'Stage 3',
  stage4: 'Stage 4',
  unstageable: 'Unstageable',
  deepTissue: 'Deep tissue injury',
} as const satisfies Record<PressureStage, string>;

/**
 * How deep the tissue loss of each is known to be, and how deep it may turn out, as stages (NPIAP 2016).
 * Unstageable hides a stage 3 or 4. A deep tissue injury says nothing of its depth yet, and where
 * full-thickness loss was seen it is no deep tissue injury any more.
 */
const LOSS = {
  stage1: { known: 1, possible: 1 },
  stage2: { known: 2, possible: 2 },
  stage3: { known: 3, possible: 3 },
  stage4: { known: 4, possible: 4 },
  unstageable: { known: 3, possible: 4 },
  deepTissue: { known: 1, possible: 2 },
} as const satisfies Record<PressureStage, { known: number; possible: number }>;

/**
 * True when `later` may be said of an injury that was `earlier` before: lost tissue is not replaced by
 * the same, so a healing stage 4 stays a stage 4 and is never staged back.
 */
export function mayFollow(earlier: PressureStage, later: PressureStage): boolean {
  return LOSS[later].possible >= LOSS[earlier].known;
}

/** A stage that was said of an injury; `at` breaks ties within a day and sorts as text. */
export type StagedOn = {
  readonly pressureStage: PressureStage | null;
  readonly assessedOn: CivilDate;
  readonly at: string;
};

function isBefore(one: StagedOn, other: StagedOn): boolean {
  return one.assessedOn === other.assessedOn
    ? one.at < other.at
    : one.assessedOn < other.assessedOn;
}

/** Why a stage does not fit those said before and after it, in words; null when it does. */
export function stagingProblem(staged: StagedOn, others: readonly StagedOn[]): string | null {
  const { pressureStage: stage } = staged;
  if (stage === null) return null;
  for (const other of others) {
    if (other.pressureStage === null) continue;
    const isEarlier = isBefore(other, staged);
    const fits = isEarlier
      ? mayFollow(other.pressureStage, stage)
      : mayFollow(stage, other.pressureStage);
    if (fits) continue;
    const said = `${stageWords[other.pressureStage]} on ${other.assessedOn}`;
    return isEarlier
      ? `This injury was ${said}. A pressure injury is not staged back while it heals: keep that stage, or correct the earlier assessment if it was wrong.`
      : `This injury is ${said}, after this assessment. It cannot have been deeper before: correct one of the two.`;
  }
  return null;
}

/**
 * The stage that a healing injury keeps: the one with the deepest loss known, of several the newest.
 * `stages` are the oldest first; null where none was said.
 */
export function stageToKeep(stages: readonly (PressureStage | null)[]): PressureStage | null {
  return stages.reduce((kept, stage) => {
    if (stage === null || kept === null) return kept ?? stage;
    return LOSS[stage].known >= LOSS[kept].known ? stage : kept;
  }, null);
}
