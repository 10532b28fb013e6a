import type { GeneratedAlways } from 'kysely';

/** The tables of what other systems told of that has no place elsewhere. */
export type ExchangeSchema = {
  patientDevices: PatientDeviceRow;
};

type PatientDeviceRow = {
  id: string;
  patientId: string;
  name: string;
  udi: string | null;
  deviceIdentifier: string | null;
  lotNumber: string | null;
  serialNumber: string | null;
  manufacturedOn: string | null;
  expiresOn: string | null;
  state: 'active' | 'inactive' | 'unknown';
  importedBy: string;
  createdAt: GeneratedAlways<string>;
};
