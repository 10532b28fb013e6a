import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { ok } from '../base/result.ts';
import { line, optionalLine } from '../base/text.ts';
import type { Patient } from '../patients/patient.ts';
import { createFileIntake, type FileIntake, type ImportRules, refusal } from './file-intake.ts';
import type { ImportedFacility, ImportedPatient, ImportedUser } from './imported-rows.ts';
import { optionalDate, optionalSourceId, sourceId, unknownReference } from './synthea-fields.ts';

const address = {
  ADDRESS: optionalLine(200),
  CITY: optionalLine(100),
  STATE: optionalLine(50),
  ZIP: optionalLine(20),
};

function addressOf(fields: {
  readonly ADDRESS: string | null;
  readonly CITY: string | null;
  readonly STATE: string | null;
  readonly ZIP: string | null;
}) {
  const { ADDRESS, CITY, STATE, ZIP } = fields;
  return { addressLine: ADDRESS, city: CITY, state: STATE, postalCode: ZIP };
}

const organizationRow = z.object({
  Id: sourceId,
  NAME: line(200),
  ...address,
  PHONE: optionalLine(40),
});

export function organizationIntake({ idOf }: ImportRules): FileIntake<ImportedFacility> {
  return createFileIntake('organizations.csv', organizationRow, ({ Id, NAME, PHONE, ...rest }) =>
    ok({ id: idOf('facility', Id), name: NAME, ...addressOf(rest), phone: PHONE }),
  );
}

// Ten characters short of the column: a name that is taken gets a few more to sign in by.
const providerRow = z.object({ Id: sourceId, ORGANIZATION: optionalSourceId, NAME: line(190) });

export function providerIntake(
  { idOf }: ImportRules,
  facilities: ReadonlyMap<string, ImportedFacility>,
): FileIntake<ImportedUser> {
  return createFileIntake('providers.csv', providerRow, ({ Id, ORGANIZATION, NAME }) => {
    const facilityId = ORGANIZATION === null ? null : idOf('facility', ORGANIZATION);
    if (facilityId !== null && !facilities.has(facilityId))
      return refusal(unknownReference('ORGANIZATION', 'organizations.csv'));
    return ok({ id: idOf('user', Id), displayName: NAME, facilityId });
  });
}

const sexOf: Readonly<Record<string, Patient['sex']>> = { F: 'female', M: 'male', '': 'unknown' };

// Only these columns are read: SSN, DRIVERS, PASSPORT and the rest never reach the database.
const patientRow = z.object({
  Id: sourceId,
  BIRTHDATE: civilDate,
  DEATHDATE: optionalDate,
  FIRST: line(100),
  LAST: line(100),
  GENDER: z.enum(['F', 'M', ''], 'is not M or F'),
  ...address,
});

export function patientIntake({ idOf, today }: ImportRules): FileIntake<ImportedPatient> {
  return createFileIntake('patients.csv', patientRow, (fields) => {
    const { Id, BIRTHDATE, DEATHDATE } = fields;
    if (BIRTHDATE > today) return refusal('BIRTHDATE is in the future');
    if (DEATHDATE !== null && DEATHDATE > today) return refusal('DEATHDATE is in the future');
    if (DEATHDATE !== null && DEATHDATE < BIRTHDATE) return refusal('DEATHDATE is before birth');
    return ok({
      id: idOf('patient', Id),
      mrn: `SYN-${Id.replaceAll('-', '').slice(0, 12).toUpperCase()}`,
      firstName: fields.FIRST,
      lastName: fields.LAST,
      birthOn: BIRTHDATE,
      sex: sexOf[fields.GENDER] ?? 'unknown',
      phone: null,
      ...addressOf(fields),
      deceasedOn: DEATHDATE,
    });
  });
}
