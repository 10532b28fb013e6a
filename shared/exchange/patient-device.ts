import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { uuid } from '../base/uuid.ts';

export const deviceStates = ['active', 'inactive', 'unknown'] as const;

/** An implanted or used device of a patient, as another system told of it. */
export const patientDevice = z.object({
  id: uuid(),
  patientId: uuid(),
  name: z.string(),
  /** Whole label in its human readable form, as it was given. */
  udi: z.string().nullable(),
  deviceIdentifier: z.string().nullable(),
  lotNumber: z.string().nullable(),
  serialNumber: z.string().nullable(),
  manufacturedOn: civilDate.nullable(),
  expiresOn: civilDate.nullable(),
  state: z.enum(deviceStates),
});
export type PatientDevice = z.output<typeof patientDevice>;
