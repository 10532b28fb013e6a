/** What is said of two registrations (313_patient_links.sql). */
export type PatientLinkSchema = {
  patientPairs: PatientPairRow;
  patientLinks: PatientLinkRow;
  patientLinkEnds: PatientLinkEndRow;
};

type PatientPairRow = {
  patientId: string;
  otherPatientId: string;
};

type PatientLinkRow = {
  id: string;
  patientId: string;
  otherPatientId: string;
  isSame: boolean;
  reason: string;
  linkedBy: string;
  linkedAt: string;
  /** Null where they are two people, and of links without a word about it. */
  preferredPatientId: string | null;
  agreement: string | null;
};

type PatientLinkEndRow = {
  id: string;
  linkId: string;
  reason: string;
  endedBy: string;
  endedAt: string;
};
