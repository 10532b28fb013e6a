import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
import { storableText } from '../base/text.ts';
import { correctedFeeFields, fee, feeFields } from './fee.ts';

const ofFee = (id: string | undefined) => ({ entityType: 'fee', entityId: id });

const feeFailures = {
  ImpossibleDate: noDetails,
  /** Another fee of the same payer and code holds on some of these days. */
  FeeOverlaps: fee,
} as const;

const changedFee = { UnknownFee: noDetails, Stale: fee, ...feeFailures } as const;

export const feeOperations = {
  'fees.list': query({
    summary: 'What one unit of a code is charged at, by code, then payer, the newest first',
    permission: 'billing.export',
    input: z.strictObject({
      /** The beginning of a code. */
      search: storableText(20).default(''),
      /** Left out: of all payers. */
      payerId: uuid()
        .nullish()
        .transform((id) => id ?? null),
      /** Left out: whenever they hold. */
      on: civilDate.nullish().transform((date) => date ?? null),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({ fees: z.array(fee), total: z.int() }),
    failures: {},
  }),
  'fees.set': command({
    summary: 'Set what a code is charged at from a day on; a fee that goes on ends the day before',
    permission: 'rules.manage',
    input: z.strictObject(feeFields),
    output: fee,
    failures: { UnknownPayer: noDetails, ...feeFailures },
    subject: (_input, set) => ofFee(set?.id),
  }),
  'fees.correct': command({
    summary: 'Correct the amount, the days or the source of a fee',
    permission: 'rules.manage',
    input: z.strictObject({ feeId: uuid(), seen: z.int(), ...correctedFeeFields }),
    output: fee,
    failures: changedFee,
    subject: ({ feeId }) => ofFee(feeId),
  }),
  'fees.end': command({
    summary: 'End a fee with a day of service, the last on which it holds',
    permission: 'rules.manage',
    input: z.strictObject({ feeId: uuid(), seen: z.int(), effectiveTo: civilDate }),
    output: fee,
    failures: changedFee,
    subject: ({ feeId }) => ofFee(feeId),
  }),
} as const;
