import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { uuid } from '../base/uuid.ts';
import { adherence } from './adherence.ts';
import { occurrenceStates } from './course.ts';
import { deviationKinds } from './deviation.ts';
import { protocolStep, protocolVersion, reviewPoint } from './protocol.ts';

/** What somebody said about one due day of a step. */
export const runEntry = z.object({
  id: uuid(),
  kind: z.enum(['deviation', 'review']),
  stepId: z.string(),
  dueOn: civilDate,
  /** The day on which it was said. */
  on: civilDate,
  /** The reason of a deviation, the finding of a review. */
  words: z.string(),
  /** How it was deviated from; null for a review, and where nobody was asked yet. */
  deviation: z.enum(deviationKinds).nullable(),
  /** The product that was used instead (SKU), with its name as it was then. */
  productId: z.string().nullable(),
  productName: z.string().nullable(),
  recordedByName: z.string(),
});

export const shownStep = z.object({
  ...protocolStep.shape,
  toleranceDays: z.int(),
  reviewPoint: reviewPoint.nullable(),
  /** At a review point, how much smaller the area is by then in percent; null while nothing says. */
  reductionPercent: z.number().nullable(),
});
export type ShownStep = z.output<typeof shownStep>;

export const occurrence = z.object({
  stepId: z.string(),
  dueOn: civilDate,
  opensOn: civilDate,
  state: z.enum(occurrenceStates),
  fulfilledOn: civilDate.nullable(),
  deviation: z.enum(deviationKinds).nullable(),
});

export const dueStep = z.object({
  stepId: z.string(),
  dueOn: civilDate,
  overdueSince: civilDate.nullable(),
  isDue: z.boolean(),
});

/** A protocol on a wound: what it asks for, what became of it, and what is next. */
export const protocolRun = z.object({
  id: uuid(),
  patientId: uuid(),
  woundId: uuid(),
  /** The version it began with, which it keeps. */
  protocol: protocolVersion,
  startedOn: civilDate,
  startedByName: z.string(),
  /** The day it was stopped or care of the wound ended; null while it runs. */
  endedOn: civilDate.nullable(),
  stopReason: z.string().nullable(),
  stoppedByName: z.string().nullable(),
  /** All that is scheduled, with the assessment interval and the review points as steps. */
  steps: z.array(shownStep),
  occurrences: z.array(occurrence),
  next: z.array(dueStep),
  entries: z.array(runEntry),
  adherence,
});
export type ProtocolRunShown = z.output<typeof protocolRun>;

/** A step that is due at the site, with enough to know whose and where. */
export const dueAtSite = z.object({
  protocolRunId: uuid(),
  patientId: uuid(),
  patientFirstName: z.string(),
  patientLastName: z.string(),
  patientBirthOn: civilDate,
  patientMrn: z.string().nullable(),
  woundId: uuid(),
  woundNumber: z.int(),
  woundLocation: z.string(),
  protocolTitle: z.string(),
  ...dueStep.shape,
  instruction: z.string(),
  kind: protocolStep.shape.kind,
});
export type DueAtSite = z.output<typeof dueAtSite>;
