import { z } from 'zod';
import {
  type FhirRemark,
  fhirRemark,
  type FhirReport,
  fhirTally,
  type FhirTally,
  MOST_REMARKS,
} from '../../../shared/exchange/fhir-contract.ts';
import { counted } from '../../../shared/imports/import-report.ts';
import type { RowOutcome } from '../../../shared/imports/row-outcome.ts';

/** How far the count of an import is; it goes into the job's cursor. */
export const tallyState = z.object({
  tallies: z.array(fhirTally),
  refused: z.array(fhirRemark),
  warnings: z.array(fhirRemark),
  warningCount: z.int(),
  /** Why resources were left out, and how many of which type. */
  reasons: z.array(z.object({ resourceType: z.string(), why: z.string(), count: z.int() })),
});
export type TallyState = z.output<typeof tallyState>;

export const emptyTally: TallyState = {
  tallies: [],
  refused: [],
  warnings: [],
  warningCount: 0,
  reasons: [],
};

/** Where a resource stands, for whoever looks it up. */
export type At = Pick<FhirRemark, 'file' | 'place' | 'resourceType'>;

const DIFFERENT = 'already here and different; what is here was kept';
const READ_ONLY = 'looked up for the place and the specialty of a practitioner';
const NOT_USED = 'not used by this release';

const whyUnused = ({ resourceType }: At): string =>
  resourceType === 'PractitionerRole' ? READ_ONLY : NOT_USED;

const nothingRead = (resourceType: string) => ({
  resourceType,
  read: 0,
  imported: 0,
  unchanged: 0,
  skipped: 0,
  refused: 0,
});

/** Counts what becomes of resources; its state can be taken up again. */
export function createTally(from: TallyState) {
  const tallies = new Map(from.tallies.map((each) => [each.resourceType, { ...each }]));
  const reasons = new Map(
    from.reasons.map((each) => [`${each.resourceType} ${each.why}`, { ...each }]),
  );
  const refused = [...from.refused];
  const warnings = [...from.warnings];
  let { warningCount } = from;

  const tallyOf = (resourceType: string) => {
    const tally = tallies.get(resourceType) ?? nothingRead(resourceType);
    tallies.set(resourceType, tally);
    return tally;
  };
  const leaveOut = ({ resourceType }: At, why: string): void => {
    const tally = tallyOf(resourceType);
    tally.read += 1;
    tally.skipped += 1;
    const key = `${resourceType} ${why}`;
    const count = (reasons.get(key)?.count ?? 0) + 1;
    reasons.set(key, { resourceType, why, count });
  };
  return {
    leaveOut,
    leaveOutUnused: (at: At) => leaveOut(at, whyUnused(at)),
    refuse(at: At, reason: string): void {
      const tally = tallyOf(at.resourceType);
      tally.read += 1;
      tally.refused += 1;
      if (refused.length < MOST_REMARKS) refused.push({ ...at, reason });
    },
    take(at: At, outcome: RowOutcome): void {
      if (outcome === 'different') return leaveOut(at, DIFFERENT);
      const tally = tallyOf(at.resourceType);
      tally.read += 1;
      tally[outcome] += 1;
    },
    warn(at: At, reason: string): void {
      warningCount += 1;
      if (warnings.length < MOST_REMARKS) warnings.push({ ...at, reason });
    },
    state: (): TallyState => ({
      tallies: [...tallies.values()].map((each) => ({ ...each })),
      refused: [...refused],
      warnings: [...warnings],
      warningCount,
      reasons: [...reasons.values()],
    }),
  };
}
export type Tally = ReturnType<typeof createTally>;

function usersNote(tallies: readonly FhirTally[]): readonly string[] {
  const users = tallies.find(({ resourceType }) => resourceType === 'Practitioner')?.imported ?? 0;
  return users === 0
    ? []
    : [`${counted(users, 'new user')} cannot sign in until an administrator enables them.`];
}

function unlistedNote(tallies: readonly FhirTally[], listed: number): readonly string[] {
  const unlisted = tallies.reduce((sum, each) => sum + each.refused, 0) - listed;
  return unlisted > 0 ? [`${unlisted} more were refused than are listed here.`] : [];
}

/** The report of an import that is through. */
export function reportOf({
  tallies,
  refused,
  warnings,
  warningCount,
  reasons,
}: TallyState): FhirReport {
  const byType = tallies.toSorted((one, other) => (one.resourceType < other.resourceType ? -1 : 1));
  return {
    tallies: byType,
    refused,
    warnings,
    warningCount,
    notes: [
      ...usersNote(tallies),
      ...reasons.map(
        ({ resourceType, why, count }) => `${count} ${resourceType} left out: ${why}.`,
      ),
      ...unlistedNote(tallies, refused.length),
    ],
  };
}
