import {
  type ChartPart,
  chartParts,
  disclosureBases,
  disclosureFields,
  disclosureProblem,
  recipientKinds,
} from '../../shared/disclosures/disclosure.ts';
import { z } from 'zod';
import { civilDate } from '../../shared/base/civil-date.ts';
import { chosen } from '../form-schema.ts';
import { readTyped, type TypedReading } from '../read-typed.ts';

/** What whoever gives something out typed so far. */
export type DisclosureEntry = {
  readonly recipientName: string;
  readonly recipientKind: (typeof recipientKinds)[number] | null;
  readonly recipientAddress: string;
  readonly purpose: string;
  readonly basis: (typeof disclosureBases)[number] | null;
  readonly basisNote: string;
  readonly parts: readonly ChartPart[];
  readonly fromOn: string;
  readonly toOn: string;
  /** Whether the other charts of the person go along. */
  readonly withLinked: boolean;
};

export const blankDisclosure: DisclosureEntry = {
  recipientName: '',
  recipientKind: null,
  recipientAddress: '',
  purpose: '',
  basis: null,
  basisNote: '',
  parts: chartParts,
  fromOn: '',
  toOn: '',
  withLinked: true,
};

export const disclosureLabels = {
  recipientName: 'Who gets it',
  recipientKind: 'What they are',
  recipientAddress: 'Their address',
  purpose: 'What for',
  basis: 'Why it may be given out',
  basisNote: 'Which authorization, order or law',
  fromOn: 'From',
  toOn: 'Until',
} as const;

const shape = {
  ...disclosureFields,
  recipientKind: chosen(recipientKinds),
  basis: chosen(disclosureBases),
  parts: z.array(z.enum(chartParts)),
  fromOn: civilDate.nullable(),
  toOn: civilDate.nullable(),
  withLinked: z.boolean(),
};

/** Reads what was typed as the contract does, and says at which field it cannot. */
export function readDisclosure(typed: DisclosureEntry): TypedReading<typeof shape> {
  const { fromOn, toOn, ...entry } = typed;
  const days = { fromOn: fromOn === '' ? null : fromOn, toOn: toOn === '' ? null : toOn };
  const read = readTyped(shape, { ...entry, ...days }, disclosureLabels);
  if (!read.ok) return read;
  const problem = disclosureProblem(read.value);
  if (problem) return { ok: false, problems: { [problem.field]: problem.words } };
  if (days.fromOn !== null && days.toOn !== null && days.toOn < days.fromOn)
    return { ok: false, problems: { toOn: 'This day is before the first. Check both.' } };
  return read;
}
