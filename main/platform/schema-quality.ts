import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The tables of quality review. */
export type QualitySchema = {
  qualitySamples: QualitySampleRow;
  qualityReviews: QualityReviewRow;
  qualityFindings: QualityFindingRow;
};

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;

type QualitySampleRow = {
  id: string;
  title: string;
  rule: Json;
  drawnBy: string;
  drawnAt: string;
};

type QualityReviewRow = {
  id: string;
  sampleId: string;
  treatmentRecordId: string;
  answers: ColumnType<unknown, string | undefined, string>;
  comment: string | null;
  reviewedBy: string | null;
  reviewedAt: string | null;
  version: Generated<number>;
  createdAt: GeneratedAlways<string>;
  updatedAt: GeneratedAlways<string>;
};

type QualityFindingRow = {
  id: string;
  reviewId: string;
  itemKey: string;
  finding: string;
  followUpOn: string | null;
  closedAt: string | null;
  closedBy: string | null;
  closingNote: string | null;
  createdAt: GeneratedAlways<string>;
};
