import { z } from 'zod';
import { pinFailures } from '../staff/pin.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { takenPhotoFields } from './taken-photo.ts';

/** A point of a photo, in its pixels from the top left. */
export const photoPoint = z.strictObject({ x: z.number().min(0), y: z.number().min(0) });
export type PhotoPoint = z.output<typeof photoPoint>;

/** Two points whose real distance is known: what a ruler in the picture gives. */
export const calibration = z.strictObject({
  from: photoPoint,
  to: photoPoint,
  lengthMm: z.int().min(1).max(500),
});
export type Calibration = z.output<typeof calibration>;

export const outline = z.array(photoPoint).min(3).max(500);

export const woundPhoto = z.object({
  id: uuid(),
  patientId: uuid(),
  woundId: uuid(),
  assessmentId: uuid(),
  amendmentId: uuid().nullable(),
  /** By which the byte port gives the picture, and the small one. */
  digest: z.string(),
  thumbnailDigest: z.string(),
  mediaType: z.string(),
  widthPx: z.int(),
  heightPx: z.int(),
  takenAt: z.iso.datetime(),
  caption: z.string().nullable(),
  calibration: calibration.nullable(),
  outline: outline.nullable(),
  /** An estimate from calibration and outline. */
  measuredAreaMm2: z.int().nullable(),
  addedByName: z.string(),
  createdAt: z.iso.datetime(),
  voidedAt: z.iso.datetime().nullable(),
  voidReason: z.string().nullable(),
  /** True once its assessment is signed: only an amendment may add to it. */
  isLocked: z.boolean(),
  version: z.int(),
});
export type WoundPhoto = z.output<typeof woundPhoto>;

const ofPhoto = (patientId: string | undefined, id: string | undefined) => ({
  patientId,
  entityType: 'woundPhoto',
  entityId: id,
});

export const photoOperations = {
  'photos.add': command({
    summary: 'Bind a photo that was handed in (bytes.put) to an assessment of a wound',
    permission: 'treatments.write',
    input: z.strictObject({
      assessmentId: uuid(),
      ...takenPhotoFields,
      /** An amendment of the signed assessment, which alone lets it take a photo. */
      amendmentId: uuid()
        .nullish()
        .transform((id) => id ?? null),
    }),
    output: woundPhoto,
    failures: {
      UnknownAssessment: noDetails,
      /** Nothing was handed in under this digest, or not as a photo. */
      UnknownFile: noDetails,
      /** The amendment is of another record. */
      UnknownAmendment: noDetails,
      AlreadySigned: noDetails,
      AlreadyVoided: noDetails,
      /** The same picture is on this assessment, or in another patient's chart. */
      AlreadyAdded: noDetails,
      ImpossibleDate: noDetails,
    },
    subject: (_input, added) => ofPhoto(added?.patientId, added?.id),
  }),
  'photos.measure': command({
    summary: 'Calibrate a photo and trace the wound in it, or with nulls take that back',
    permission: 'treatments.write',
    input: z.strictObject({
      photoId: uuid(),
      seen: z.int(),
      calibration: calibration.nullable(),
      outline: outline.nullable(),
    }),
    output: woundPhoto,
    failures: {
      UnknownPhoto: noDetails,
      Stale: woundPhoto,
      AlreadySigned: noDetails,
      /** The photo or its assessment is struck out. */
      AlreadyVoided: noDetails,
      /** The outline crosses itself, lies outside the picture, or holds nothing. */
      ImpossibleOutline: noDetails,
    },
    subject: ({ photoId }, measured) => ofPhoto(measured?.patientId, photoId),
  }),
  'photos.void': command({
    summary: 'Strike out a photo that was added by mistake; it stays readable',
    permission: 'treatments.write',
    holdsSecret: true,
    input: z.strictObject({
      photoId: uuid(),
      seen: z.int(),
      reason: line(500),
      pin: z.string().max(64),
    }),
    output: woundPhoto,
    failures: {
      UnknownPhoto: noDetails,
      Stale: woundPhoto,
      AlreadyVoided: noDetails,
      ...pinFailures,
    },
    subject: ({ photoId }, voided) => ofPhoto(voided?.patientId, photoId),
  }),
  'photos.list': query({
    summary: 'Photos of a patient or of one wound, newest first',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({
      patientId: uuid(),
      woundId: uuid()
        .nullish()
        .transform((id) => id ?? null),
      limit: z.int().min(1).max(1000).default(1000),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({ photos: z.array(woundPhoto), total: z.int() }),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ofPhoto(patientId, undefined),
  }),
} as const;
