import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { job, noDetails } from '../base/contract.ts';
import { outcomeRow } from './outcome-row.ts';

const optionalDay = civilDate.nullish().transform((date) => date ?? null);

export const outcomeReport = z.object({
  /** The site's day on which it was counted. */
  on: civilDate,
  /** Days of the first size between which wounds were counted; null where it was not limited. */
  fromOn: civilDate.nullable(),
  toOn: civilDate.nullable(),
  all: outcomeRow,
  /** With the most wounds first. A wound that had several counts in each. */
  byProduct: z.array(outcomeRow),
  byEtiology: z.array(outcomeRow),
  byProtocol: z.array(outcomeRow),
});
export type OutcomeReport = z.output<typeof outcomeReport>;

export const outcomeOperations = {
  'outcomes.count': job({
    summary: 'Count what became of wounds, by product, cause and protocol; nobody is named',
    permission: 'charts.read',
    input: z.strictObject({
      /** Only wounds whose first size is of these days; left out: of any day. */
      fromOn: optionalDay,
      toOn: optionalDay,
    }),
    output: outcomeReport,
    failures: { ImpossibleDate: noDetails },
    subject: () => ({ entityType: 'outcomes' }),
  }),
} as const;
