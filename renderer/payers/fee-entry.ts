import { moneyAsTyped, parseMoney } from '../../shared/base/money-words.ts';
import { type Fee, feeFields } from '../../shared/payers/fee.ts';
import { readTyped, type TypedReading } from '../read-typed.ts';

/** A fee as it stands in the form. */
export type FeeEntry = {
  /** '' for every payer without a fee of its own. */
  readonly payerId: string;
  readonly procedureCode: string;
  /** In dollars, as typed. */
  readonly unitDollars: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string;
  readonly source: string;
};

export const feeLabels = {
  payerId: 'Payer',
  procedureCode: 'Code',
  unitCents: 'Charge for one unit, in dollars',
  effectiveFrom: 'For services from',
  effectiveTo: 'For services until',
  source: 'Source',
} as const;

export const EVERY_PAYER = 'Every payer without a fee of its own';

export function blankFee(today: string): FeeEntry {
  return {
    payerId: '',
    procedureCode: '',
    unitDollars: '',
    effectiveFrom: today,
    effectiveTo: '',
    source: '',
  };
}

export function feeEntryOf(fee: Fee): FeeEntry {
  return {
    payerId: fee.payerId ?? '',
    procedureCode: fee.procedureCode,
    unitDollars: moneyAsTyped(fee.unitCents),
    effectiveFrom: fee.effectiveFrom,
    effectiveTo: fee.effectiveTo ?? '',
    source: fee.source ?? '',
  };
}

/** Reads the form by the contract; what is wrong with the amount is said at the field of dollars. */
export function readFee(entry: FeeEntry): TypedReading<typeof feeFields> {
  const reading = readTyped(feeFields, typedFee(entry), feeLabels);
  if (reading.ok) return reading;
  const { unitCents, ...problems } = reading.problems;
  return {
    ok: false,
    problems: unitCents === undefined ? problems : { ...problems, unitDollars: unitCents },
  };
}

/** What the contract reads; an amount that is none stays one that it refuses. */
function typedFee({ payerId, unitDollars, effectiveTo, ...entry }: FeeEntry): object {
  const cents = parseMoney(unitDollars);
  return {
    ...entry,
    payerId: payerId === '' ? null : payerId,
    unitCents: cents === 'invalid' || cents === null ? Number.NaN : cents,
    effectiveTo: effectiveTo === '' ? null : effectiveTo,
  };
}
