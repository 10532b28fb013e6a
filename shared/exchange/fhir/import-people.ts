import { z } from 'zod';
import { line, optionalLine } from '../../base/text.ts';
import { isNpi } from '../../billing/npi.ts';
import { birthProblem, sexes } from '../../patients/patient.ts';
import {
  addressColumns,
  contactColumns,
  mrnIn,
  nameInUse,
  npiIn,
  phoneIn,
} from './address-fields.ts';
import type { Directory } from './directory.ts';
import {
  address,
  contactPoint,
  dayIn,
  type HumanName,
  humanName,
  identifier,
  shapeProblem,
} from './fhir-shapes.ts';
import {
  type FhirRules,
  type FhirVerdict,
  type PatientRow,
  refused,
  skipped,
  type UserRow,
} from './import-rows.ts';
import type { Json } from './source-resource.ts';

const person = {
  active: z.boolean().optional(),
  identifier: z.array(identifier).default([]),
  name: z.array(humanName).default([]),
};

const patientShape = z.object({
  ...person,
  telecom: z.array(contactPoint).default([]),
  address: z.array(address).default([]),
  gender: z.enum(sexes).default('unknown'),
  birthDate: z.string(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: z.string().optional(),
  link: z.array(z.object({ type: z.string().optional() })).default([]),
});

const patientColumns = z.object({
  ...contactColumns,
  mrn: optionalLine(50),
  firstName: line(100),
  lastName: line(100),
});

/** Given and family name; a name of one word, or one that is not taken apart, stands for the other too. */
function namesOf(name: HumanName | undefined) {
  return {
    firstName: name?.given?.join(' ').trim() ?? '',
    lastName: name?.family?.trim() ?? '',
  };
}

export function judgePatient(
  json: Json,
  key: string,
  { today }: FhirRules,
): FhirVerdict<PatientRow> {
  const read = patientShape.safeParse(json);
  if (!read.success) return refused(shapeProblem(read.error));
  const given = read.data;
  if (given.link.some(({ type }) => type === 'replaced-by'))
    return skipped('replaced by another in the system they come from');
  const birthOn = dayIn(given.birthDate);
  if (birthOn === null) return refused('birthDate is not a whole day');
  const deceasedOn = dayIn(given.deceasedDateTime);
  const problem = birthProblem(birthOn, { today, deceasedOn, firstTreatedOn: null });
  if (problem !== null) return refused(`birthDate ${problem}`);
  if (deceasedOn !== null && deceasedOn > today)
    return refused('deceasedDateTime is in the future');
  const checked = patientColumns.safeParse({
    ...addressColumns(given.address),
    ...namesOf(nameInUse(given.name)),
    phone: phoneIn(given.telecom),
    mrn: mrnIn(given.identifier),
  });
  if (!checked.success) return refused(shapeProblem(checked.error));
  const isDead = given.deceasedBoolean === true || given.deceasedDateTime !== undefined;
  const warnings = [
    ...(isDead && deceasedOn === null
      ? ['has died on a day that is not told; that is not shown here']
      : []),
    ...(checked.data.mrn === null ? ['has no medical record number (type MR)'] : []),
  ];
  const row = { key, ...checked.data, birthOn, sex: given.gender, deceasedOn };
  return { kind: 'row', row, warnings };
}

const practitionerShape = z.object(person);
const userColumns = z.object({
  displayName: line(190),
  // A longer one is not told in claims; the name that is shown holds it.
  lastName: optionalLine(60).catch(null),
  firstName: optionalLine(35).catch(null),
});

function displayNameOf(name: HumanName | undefined): string {
  const parts = [...(name?.prefix ?? []), ...(name?.given ?? []), name?.family ?? ''];
  const joined = parts.join(' ').replaceAll(/\s+/g, ' ').trim();
  return joined === '' ? (name?.text ?? '') : joined;
}

export function judgePractitioner(
  json: Json,
  key: string,
  directory: Directory,
): FhirVerdict<UserRow> {
  const read = practitionerShape.safeParse(json);
  if (!read.success) return refused(shapeProblem(read.error));
  const { name, identifier: identifiers, active } = read.data;
  if (active === false) return skipped('not active any more');
  const used = nameInUse(name);
  const checked = userColumns.safeParse({
    displayName: displayNameOf(used),
    lastName: used?.family,
    firstName: used?.given?.join(' '),
  });
  if (!checked.success) return refused('name is missing or too long');
  const npi = npiIn(identifiers);
  const isGood = npi !== null && isNpi(npi);
  const role = directory.roleOf(key);
  const row = {
    key,
    ...checked.data,
    npi: isGood ? npi : null,
    taxonomy: role?.taxonomy ?? null,
    facilityKey: role?.facilityKey ?? null,
  };
  const warnings = npi === null || isGood ? [] : ['has an NPI that cannot be one; it is left out'];
  return { kind: 'row', row, warnings };
}
