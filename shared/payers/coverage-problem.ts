import { type CivilDate } from '../base/civil-date.ts';
import { mbiOf } from '../billing/mbi.ts';
import type { Coverage, TypedCoverage } from './coverage.ts';
import { SELF } from './coverage.ts';
import { doOverlap } from './fee.ts';
import { isTraditionalMedicare } from './payer.ts';
import { isHalfAddress } from './postal-address.ts';

type Problem = {
  readonly code: 'ImpossibleDate' | 'NotAnMbi' | 'IncompleteSubscriber' | 'IncompleteAddress';
  readonly message: string;
};

/** The subscriber's fields as they are kept: nothing where the patient is who is insured. */
export function withoutNeedlessSubscriber(typed: TypedCoverage): TypedCoverage {
  if (typed.relationshipCode !== SELF) return typed;
  return {
    ...typed,
    subscriberFirstName: null,
    subscriberLastName: null,
    subscriberBirthOn: null,
    subscriberSex: null,
    subscriberAddressLine: null,
    subscriberCity: null,
    subscriberState: null,
    subscriberPostalCode: null,
  };
}

/** The member's number as claims carry it: an MBI without the dashes of the card. */
export function tidyMemberId(memberId: string, filingCode: string): string {
  return isTraditionalMedicare(filingCode) ? (mbiOf(memberId) ?? memberId) : memberId;
}

function subscriberProblem(typed: TypedCoverage, today: CivilDate): Problem | null {
  if (typed.relationshipCode === SELF) return null;
  const { subscriberFirstName, subscriberLastName, subscriberBirthOn, subscriberSex } = typed;
  if ([subscriberFirstName, subscriberLastName, subscriberBirthOn, subscriberSex].includes(null))
    return {
      code: 'IncompleteSubscriber',
      message:
        'The subscriber is somebody else: enter their first and last name, birth date and sex.',
    };
  if (subscriberBirthOn !== null && subscriberBirthOn > today)
    return { code: 'ImpossibleDate', message: 'The subscriber’s birth date is in the future.' };
  const address = {
    addressLine: typed.subscriberAddressLine,
    city: typed.subscriberCity,
    state: typed.subscriberState,
    postalCode: typed.subscriberPostalCode,
  };
  if (isHalfAddress(address))
    return {
      code: 'IncompleteAddress',
      message: 'The subscriber’s address needs street, city, state and ZIP code, or none of them.',
    };
  return null;
}

/** Why a coverage cannot be as it is typed, or null; days are the site's. */
export function coverageProblem(
  typed: TypedCoverage,
  { filingCode, today }: { readonly filingCode: string; readonly today: CivilDate },
): Problem | null {
  if (typed.endsOn !== null && typed.endsOn < typed.startsOn)
    return {
      code: 'ImpossibleDate',
      message: 'The last day is before the first day. Check both dates.',
    };
  if (isTraditionalMedicare(filingCode) && mbiOf(typed.memberId) === null)
    return {
      code: 'NotAnMbi',
      message:
        'This member number is no Medicare beneficiary identifier: eleven letters and digits as on the red, white and blue card, without S, L, O, I, B and Z.',
    };
  return subscriberProblem(typed, today);
}

/** The coverage that has the same turn on a day of this one, or undefined. */
export function samePriorityOf<
  Other extends Pick<Coverage, 'id' | 'priority' | 'startsOn' | 'endsOn' | 'voidedAt'>,
>(
  typed: Pick<Coverage, 'priority' | 'startsOn' | 'endsOn'>,
  others: readonly Other[],
  exceptId: string | null,
): Other | undefined {
  const wanted = { from: typed.startsOn, to: typed.endsOn };
  return others.find(
    ({ id, priority, startsOn, endsOn, voidedAt }) =>
      id !== exceptId &&
      voidedAt === null &&
      priority === typed.priority &&
      doOverlap(wanted, { from: startsOn, to: endsOn }),
  );
}
