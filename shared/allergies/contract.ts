import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails } from '../base/contract.ts';
import { line, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';

export const allergyKinds = ['allergy', 'intolerance', 'objection'] as const;
export const severities = ['mild', 'moderate', 'severe'] as const;

export const allergy = z.object({
  id: uuid(),
  patientId: uuid(),
  substance: z.string(),
  kind: z.enum(allergyKinds),
  reaction: z.string().nullable(),
  severity: z.enum(severities).nullable(),
  onsetOn: civilDate.nullable(),
  recordedAt: z.iso.datetime(),
});
export type Allergy = z.output<typeof allergy>;

export const allergyOperations = {
  'allergies.add': command({
    summary: 'Add an allergy, intolerance or objection to a chart',
    permission: 'patients.write',
    input: z.strictObject({
      patientId: uuid(),
      substance: line(200),
      kind: z.enum(allergyKinds).default('allergy'),
      reaction: optionalLine(300),
      severity: z
        .enum(severities)
        .nullish()
        .transform((severity) => severity ?? null),
      onsetOn: civilDate.nullish().transform((date) => date ?? null),
    }),
    output: allergy,
    failures: { UnknownPatient: noDetails, AlreadyListed: noDetails, ImpossibleDate: noDetails },
    subject: ({ patientId }, added) => ({ patientId, entityType: 'allergy', entityId: added?.id }),
  }),
  'allergies.remove': command({
    summary: 'Take an allergy off a chart, with the reason; the entry itself is kept',
    permission: 'patients.write',
    input: z.strictObject({ allergyId: uuid(), reason: line(500) }),
    output: allergy,
    failures: { UnknownAllergy: noDetails },
    subject: ({ allergyId }, removed) => ({
      patientId: removed?.patientId,
      entityType: 'allergy',
      entityId: allergyId,
    }),
  }),
} as const;
