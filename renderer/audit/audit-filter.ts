import type { CivilDate } from '../../shared/base/civil-date.ts';
import { addDays, isCivilDate } from '../../shared/base/civil-date.ts';
import { localInstant } from '../../shared/base/local-instant.ts';
import type { InputOf } from '../client/use-operation.ts';

/** As the fields have it: null leaves it open, and so does an empty day. */
export type AuditChoice = {
  readonly patientId: string | null;
  readonly userId: string | null;
  readonly operation: string | null;
  readonly outcome: 'ok' | 'refused' | 'failed' | null;
  readonly chainId: string | null;
  readonly withBrokenGlass: true | null;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
};

export type AskedAudit = InputOf<'audit.export'>;

export function openChoice(patientId: string | null): AuditChoice {
  return {
    patientId,
    userId: null,
    operation: null,
    outcome: null,
    chainId: null,
    withBrokenGlass: null,
    fromOn: '',
    toOn: '',
  };
}

/** The first instant of a day in the site's time zone; where clocks skip midnight, the hour after. */
function beginningOf(day: CivilDate, timeZone: string): string | null {
  const instant = localInstant(day, '00:00', timeZone) ?? localInstant(day, '01:00', timeZone);
  return instant === null ? null : new Date(instant).toISOString();
}

/** What is asked of the core: both days belong to it. */
export function askedOf({ operation, fromOn, toOn, ...same }: AuditChoice, timeZone: string) {
  return {
    ...same,
    operations: operation === null ? null : [operation],
    from: isCivilDate(fromOn) ? beginningOf(fromOn, timeZone) : null,
    until: isCivilDate(toOn) ? beginningOf(addDays(toOn, 1), timeZone) : null,
  } satisfies AskedAudit;
}

/** True where nothing is left out. */
export function isOpen({ fromOn, toOn, ...chosen }: AuditChoice): boolean {
  return fromOn === '' && toOn === '' && Object.values(chosen).every((each) => each === null);
}
