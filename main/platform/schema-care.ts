import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The tables of wounds, assessments, signatures and attachments. */
export type CareSchema = {
  wounds: WoundRow;
  woundVersions: WoundVersionRow;
  careEpisodes: CareEpisodeRow;
  woundAssessments: WoundAssessmentRow;
  woundAssessmentVersions: WoundAssessmentVersionRow;
  recordSignatures: RecordSignatureRow;
  recordAmendments: RecordAmendmentRow;
  correctedTreatments: CorrectedTreatmentRow;
  correctedAssessments: CorrectedAssessmentRow;
  /** A view: treatments with their newest corrections. */
  currentTreatments: CurrentTreatmentRow;
  /** A view: assessments with their newest corrections. */
  currentAssessments: CurrentAssessmentRow;
  /** A view: corrections that ask for a co-signature, with the first that each has got. */
  correctionCosignatures: CorrectionCosignatureRow;
  signingSettings: SigningSettingsRow;
  woundPhotos: WoundPhotoRow;
  chartDocuments: ChartDocumentRow;
};

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;
type JsonOrNull = ColumnType<unknown, string | null, string | null>;
type JsonWithDefault = ColumnType<unknown, string | undefined, string>;
type Stamp = GeneratedAlways<string>;

/** The same columns on everything that is signed. */
export type SigningColumns = {
  signedAt: string | null;
  signedBy: string | null;
  needsCosignature: Generated<boolean>;
  cosignedAt: string | null;
  cosignedBy: string | null;
  voidedAt: string | null;
  voidedBy: string | null;
  voidReason: string | null;
  isLateEntry: Generated<boolean>;
};

type WoundRow = {
  id: string;
  patientId: string;
  woundNumber: number;
  bodySite: string;
  laterality: 'left' | 'right' | 'midline';
  bodyView: 'front' | 'back' | 'side' | 'top' | 'sole';
  siteDetail: string | null;
  etiology: 'pressure' | 'venous' | 'arterial' | 'diabetic' | 'surgical' | 'traumatic' | 'other';
  etiologyDetail: string | null;
  diagnosisCode: string | null;
  onsetOn: string | null;
  isOnsetEstimated: Generated<boolean>;
  status: Generated<'open' | 'healed' | 'closed'>;
  statusOn: string;
  recordedBy: string;
  voidedAt: string | null;
  voidedBy: string | null;
  voidReason: string | null;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type WoundVersionRow = {
  woundId: string;
  version: number;
  wound: Json;
  reason: string;
  replacedBy: string;
  replacedAt: string;
};

type CareEpisodeRow = {
  id: string;
  woundId: string;
  startedOn: string;
  endedOn: string | null;
  endReason: 'healed' | 'transferred' | 'lost' | 'deceased' | 'other' | null;
  startedBy: string;
  endedBy: string | null;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type WoundAssessmentRow = {
  id: string;
  patientId: string;
  woundId: string;
  episodeId: string;
  assessedOn: string;
  assessedAt: string | null;
  assessedOffsetMinutes: number | null;
  method: 'ruler' | 'photo' | 'traced' | null;
  lengthMm: number | null;
  widthMm: number | null;
  depthMm: number | null;
  areaMm2: number | null;
  undermining: JsonWithDefault;
  tunnelling: JsonWithDefault;
  epithelialPercent: number | null;
  granulationPercent: number | null;
  sloughPercent: number | null;
  necroticPercent: number | null;
  exudateAmount: 'none' | 'light' | 'moderate' | 'heavy' | null;
  exudateType: 'serous' | 'serosanguineous' | 'sanguineous' | 'seropurulent' | 'purulent' | null;
  oedema: 'none' | 'mild' | 'moderate' | 'severe' | null;
  odour: 'none' | 'mild' | 'moderate' | 'strong' | null;
  painScore: number | null;
  infectionSigns: JsonOrNull;
  pressureStage: 'stage1' | 'stage2' | 'stage3' | 'stage4' | 'unstageable' | 'deepTissue' | null;
  bwatItems: JsonOrNull;
  notes: string | null;
  recordedBy: string;
  version: Generated<number>;
  createdAt: Generated<string>;
  updatedAt: Generated<string>;
} & SigningColumns;

type WoundAssessmentVersionRow = {
  woundAssessmentId: string;
  version: number;
  assessment: Json;
  reason: string;
  replacedBy: string;
  replacedAt: string;
};

type RecordSignatureRow = {
  id: string;
  treatmentRecordId: string | null;
  woundAssessmentId: string | null;
  meaning: 'author' | 'cosigner' | 'amender';
  amendmentId: string | null;
  signedBy: string;
  signerName: string;
  signerCredential: string | null;
  signedAt: string;
  attestation: string;
  contentDigest: string;
};

type RecordAmendmentRow = {
  id: string;
  treatmentRecordId: string | null;
  woundAssessmentId: string | null;
  kind: 'correction' | 'clarification' | 'additionalFinding' | 'lateEntry';
  reason: string;
  note: string | null;
  content: JsonOrNull;
  supersedes: string | null;
  amendedBy: string;
  amendedAt: string;
  needsCosignature: Generated<boolean>;
};

type CorrectionCosignatureRow = {
  correctionId: string;
  amendedBy: string;
  cosignedAt: string | null;
  cosignedBy: string | null;
};

type CorrectedTreatmentRow = {
  id: string;
  correctionId: string;
  patientId: string;
  orderId: string;
  productId: string;
  productName: string;
  quantityUsed: number;
  dateApplied: string;
  diagnosis: string | null;
  procedurePerformed: string | null;
  woundLocation: string | null;
  doctorNotes: string | null;
  recordedBy: string;
  overuseReason: string | null;
  woundId: string | null;
  performedBy: string | null;
  appliedAt: string | null;
  appliedOffsetMinutes: number | null;
  appliedMm2: number | null;
  discardedMm2: number | null;
  discardReason: string | null;
  lotNumber: string | null;
  serialNumber: string | null;
  expiresOn: string | null;
};

type CurrentTreatmentRow = Omit<CorrectedTreatmentRow, 'correctionId'> & {
  correctionId: string | null;
  isImported: boolean;
  version: number;
  createdAt: string;
  updatedAt: string;
} & SigningColumns;

type CorrectedAssessmentRow = Omit<
  WoundAssessmentRow,
  | keyof SigningColumns
  | 'patientId'
  | 'woundId'
  | 'episodeId'
  | 'recordedBy'
  | 'version'
  | 'createdAt'
  | 'updatedAt'
> & { correctionId: string };

type CurrentAssessmentRow = WoundAssessmentRow & { correctionId: string | null };

type SigningSettingsRow = {
  onlyOne: Generated<boolean>;
  lateEntryHours: Generated<number>;
  nurseCosignature: Generated<'none' | 'skinSubstitutes' | 'all'>;
  version: Generated<number>;
  updatedAt: Stamp;
};

type WoundPhotoRow = {
  id: string;
  patientId: string;
  woundId: string;
  woundAssessmentId: string;
  amendmentId: string | null;
  digest: string;
  thumbnailDigest: string;
  mediaType: string;
  widthPx: number;
  heightPx: number;
  takenAt: string;
  caption: string | null;
  calibration: JsonOrNull;
  outline: JsonOrNull;
  measuredAreaMm2: number | null;
  addedBy: string;
  voidedAt: string | null;
  voidedBy: string | null;
  voidReason: string | null;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type ChartDocumentRow = {
  id: string;
  patientId: string;
  woundId: string | null;
  treatmentRecordId: string | null;
  amendmentId: string | null;
  kind: 'consent' | 'letter' | 'outsideResult' | 'other';
  title: string;
  documentOn: string;
  digest: string;
  thumbnailDigest: string | null;
  mediaType: string;
  byteLength: number;
  pageCount: number | null;
  statement: string | null;
  signerName: string | null;
  signerRelation: 'patient' | 'guardian' | 'representative' | null;
  signedAt: string | null;
  witnessedBy: string | null;
  witnessName: string | null;
  addedBy: string;
  voidedAt: string | null;
  voidedBy: string | null;
  voidReason: string | null;
  createdAt: Stamp;
  updatedAt: Stamp;
};
