import { z } from 'zod';
import { line, optionalLine } from '../../base/text.ts';
import { hasCheckDigit } from '../../inventory/udi/check-digits.ts';
import { codeableConcept, dayIn, reference, shapeProblem, wordsOf } from './fhir-shapes.ts';
import {
  type DeviceRow,
  type FhirRules,
  type FhirVerdict,
  refused,
  skipped,
} from './import-rows.ts';
import { type Json, keyOfReference } from './source-resource.ts';

const deviceShape = z.object({
  status: z.enum(['active', 'inactive', 'entered-in-error', 'unknown']).default('unknown'),
  udiCarrier: z
    .array(z.object({ deviceIdentifier: z.string().optional(), carrierHRF: z.string().optional() }))
    .default([]),
  deviceName: z.array(z.object({ name: z.string() })).default([]),
  type: codeableConcept.optional(),
  patient: reference.optional(),
  lotNumber: z.string().optional(),
  serialNumber: z.string().optional(),
  manufactureDate: z.string().optional(),
  expirationDate: z.string().optional(),
});

const deviceColumns = z.object({
  name: line(300),
  udi: optionalLine(300),
  deviceIdentifier: optionalLine(100),
  lotNumber: optionalLine(100),
  serialNumber: optionalLine(100),
});

/** A GTIN whose last digit does not follow from the others. It is kept as it came. */
function hasWrongCheckDigit(deviceIdentifier: string | null): boolean {
  return (
    /^(?:\d{8}|\d{12,14})$/.test(deviceIdentifier ?? '') && !hasCheckDigit(deviceIdentifier ?? '')
  );
}

export function judgeDevice(json: Json, key: string, rules: FhirRules): FhirVerdict<DeviceRow> {
  const read = deviceShape.safeParse(json);
  if (!read.success) return refused(shapeProblem(read.error));
  const given = read.data;
  if (given.status === 'entered-in-error') return skipped('withdrawn by whoever entered it');
  if (given.patient === undefined) return skipped('of no patient');
  const patientKey = keyOfReference(given.patient.reference ?? '', rules.source);
  if (patientKey === null) return refused('patient names nobody');
  const [carrier] = given.udiCarrier;
  const checked = deviceColumns.safeParse({
    name: given.deviceName[0]?.name ?? wordsOf(given.type) ?? '',
    udi: carrier?.carrierHRF ?? null,
    deviceIdentifier: carrier?.deviceIdentifier ?? null,
    lotNumber: given.lotNumber ?? null,
    serialNumber: given.serialNumber ?? null,
  });
  if (!checked.success) return refused(shapeProblem(checked.error));
  const row = {
    key,
    patientKey,
    ...checked.data,
    manufacturedOn: dayIn(given.manufactureDate),
    expiresOn: dayIn(given.expirationDate),
    state: given.status,
  };
  const warnings = hasWrongCheckDigit(checked.data.deviceIdentifier)
    ? ['the device identifier has a wrong check digit; it is kept as it came']
    : [];
  return { kind: 'row', row, warnings };
}
