import type { Coverage } from '../../shared/payers/coverage.ts';
import { formatCivilDate } from '../ui/format.ts';

/** From when to when something holds. */
export function daysInWords(from: string, to: string | null): string {
  return to === null
    ? `from ${formatCivilDate(from)}`
    : `${formatCivilDate(from)} to ${formatCivilDate(to)}`;
}

/** An EIN as people write it: `12-3456789`. */
export function einInWords(ein: string): string {
  return `${ein.slice(0, 2)}-${ein.slice(2)}`;
}

/** A telephone number of ten digits as people write it. */
export function phoneInWords(phone: string): string {
  return `${phone.slice(0, 3)}-${phone.slice(3, 6)}-${phone.slice(6)}`;
}

/** Who is insured where it is not the patient; else empty. */
export function subscriberInWords({
  subscriberFirstName,
  subscriberLastName,
}: Pick<Coverage, 'subscriberFirstName' | 'subscriberLastName'>): string {
  return [subscriberLastName, subscriberFirstName].filter((part) => part !== null).join(', ');
}
