import { apart } from '../../shared/base/apart.ts';
import type { AuditEvent, NamedEvent } from '../../shared/audit/contract.ts';
import { deedInWords, eventInWords, shownTime } from '../../shared/audit/event-words.ts';
import type { AuditChain } from '../../shared/audit/verify-report.ts';
import type { Operation } from '../../shared/base/contract.ts';
import { knownOperations as known } from '../client/known-operations.ts';
import { formatCivilDate, formatInstant } from '../ui/format.ts';

/** `Lee, Ann (MRN M-1)`. */
export function patientWords({
  firstName,
  lastName,
  mrn,
}: NonNullable<NamedEvent['patient']>): string {
  return `${apart(lastName)}, ${apart(firstName)} (${mrn === null ? 'no MRN' : `MRN ${mrn}`})`;
}

/** What was done, to follow the person's name and to go before the patient's. */
export function deedWords(event: Pick<AuditEvent, 'operation' | 'outcome'>): string {
  return eventInWords(event, known.get(event.operation));
}

/** `4 Mar 2026, 14:02:11 (UTC-05:00)`; in the site's time zone where the computer's clock is not known. */
export function whenWords(
  event: Pick<AuditEvent, 'occurredAt' | 'utcOffsetMinutes'>,
  timeZone: string,
): string {
  if (event.utcOffsetMinutes === null) return formatInstant(event.occurredAt, timeZone);
  const shown = shownTime(event);
  return `${formatCivilDate(shown.slice(0, 10))}, ${shown.slice(11, 19)} (UTC${shown.slice(-6)})`;
}

/** As people call the computer of a chain. */
export function computerWords({
  deviceName,
  isThisComputer,
}: Pick<AuditChain, 'deviceName' | 'isThisComputer'>): string {
  if (deviceName !== null)
    return isThisComputer ? `${apart(deviceName)} (this computer)` : deviceName;
  return isThisComputer ? 'This computer' : 'A computer without a name';
}

/** Of what is seldom done on purpose but still is an event of its own. */
const besides = ['bytes.get', 'bytes.put', 'unknown'] as const;

function isWritten({ kind, readsChart, findsPeople, isUnaudited }: Operation): boolean {
  return kind === 'query' ? readsChart === true || findsPeople === true : isUnaudited !== true;
}

/** Everything that leaves events when it is done, in words, by those words. */
export const deedOptions: readonly { readonly key: string; readonly label: string }[] = [
  ...[...known].filter(([, operation]) => isWritten(operation)).map(([name]) => name),
  ...besides,
]
  .map((key) => ({ key, label: deedInWords(key, known.get(key)) }))
  .toSorted((one, other) => one.label.localeCompare(other.label, 'en'));
