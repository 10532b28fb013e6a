import { type Coverage, SELF } from '../../shared/payers/coverage.ts';

/** A patient's insurance as it stands in the form; '' for what is not said. */
export type CoverageEntry = {
  readonly payerId: string | null;
  readonly priority: '1' | '2' | '3';
  readonly memberId: string;
  readonly groupNumber: string;
  readonly relationshipCode: string;
  readonly subscriberFirstName: string;
  readonly subscriberLastName: string;
  readonly subscriberBirthOn: string;
  readonly subscriberSex: string | null;
  readonly subscriberAddressLine: string;
  readonly subscriberCity: string;
  readonly subscriberState: string;
  readonly subscriberPostalCode: string;
  readonly startsOn: string;
  readonly endsOn: string;
};

export const coverageLabels = {
  payerId: 'Payer',
  priority: 'Whose turn it is',
  memberId: 'Member number',
  groupNumber: 'Group number',
  relationshipCode: 'Who is insured',
  subscriberFirstName: 'Subscriber’s first name',
  subscriberLastName: 'Subscriber’s last name',
  subscriberBirthOn: 'Subscriber’s birth date',
  subscriberSex: 'Subscriber’s sex',
  subscriberAddressLine: 'Subscriber’s street',
  subscriberCity: 'Subscriber’s city',
  subscriberState: 'Subscriber’s state',
  subscriberPostalCode: 'Subscriber’s ZIP code',
  startsOn: 'Holds from',
  endsOn: 'Holds until',
} as const;

export function blankCoverage(priority: CoverageEntry['priority'], today: string): CoverageEntry {
  return {
    payerId: null,
    priority,
    memberId: '',
    groupNumber: '',
    relationshipCode: SELF,
    subscriberFirstName: '',
    subscriberLastName: '',
    subscriberBirthOn: '',
    subscriberSex: null,
    subscriberAddressLine: '',
    subscriberCity: '',
    subscriberState: '',
    subscriberPostalCode: '',
    startsOn: today,
    endsOn: '',
  };
}

const PRIORITY_TEXT = { 1: '1', 2: '2', 3: '3' } as const;

export function coverageEntryOf(coverage: Coverage): CoverageEntry {
  return {
    payerId: coverage.payerId,
    priority: PRIORITY_TEXT[coverage.priority],
    memberId: coverage.memberId,
    groupNumber: coverage.groupNumber ?? '',
    relationshipCode: coverage.relationshipCode,
    subscriberFirstName: coverage.subscriberFirstName ?? '',
    subscriberLastName: coverage.subscriberLastName ?? '',
    subscriberBirthOn: coverage.subscriberBirthOn ?? '',
    subscriberSex: coverage.subscriberSex,
    subscriberAddressLine: coverage.subscriberAddressLine ?? '',
    subscriberCity: coverage.subscriberCity ?? '',
    subscriberState: coverage.subscriberState ?? '',
    subscriberPostalCode: coverage.subscriberPostalCode ?? '',
    startsOn: coverage.startsOn,
    endsOn: coverage.endsOn ?? '',
  };
}

function dayOrNull(day: string): string | null {
  return day === '' ? null : day;
}

/** What the contract reads. A subscriber who was typed and is hidden again is left out. */
export function typedCoverage(entry: CoverageEntry): object {
  const isSelf = entry.relationshipCode === SELF;
  return {
    ...entry,
    payerId: entry.payerId ?? '',
    priority: Number(entry.priority),
    subscriberBirthOn: dayOrNull(entry.subscriberBirthOn),
    endsOn: dayOrNull(entry.endsOn),
    ...(isSelf && {
      subscriberFirstName: null,
      subscriberLastName: null,
      subscriberBirthOn: null,
      subscriberSex: null,
      subscriberAddressLine: null,
      subscriberCity: null,
      subscriberState: null,
      subscriberPostalCode: null,
    }),
  };
}

/** The first turn that no current insurance has. */
export function freeTurn(coverages: readonly Coverage[], today: string): CoverageEntry['priority'] {
  const taken = coverages
    .filter(({ voidedAt, endsOn }) => voidedAt === null && (endsOn === null || endsOn >= today))
    .map(({ priority }) => priority);
  if (!taken.includes(1)) return '1';
  return taken.includes(2) ? '3' : '2';
}
