import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { authorizationFields, coverage, coverageFields, coverageVersion } from './coverage.ts';

const ofCoverage = (patientId: string | undefined, id: string | undefined) => ({
  patientId,
  entityType: 'coverage',
  entityId: id,
});

/** The coverage that somebody saw. */
const seenCoverage = { coverageId: uuid(), seen: z.int() };

const fieldFailures = {
  /** There is none, or it is no longer used. */
  UnknownPayer: noDetails,
  ImpossibleDate: noDetails,
  NotAnMbi: noDetails,
  IncompleteSubscriber: noDetails,
  IncompleteAddress: noDetails,
  /** Another coverage of the patient has the same turn on some of these days. */
  PriorityTaken: coverage,
} as const;

const changed = {
  UnknownCoverage: noDetails,
  Stale: coverage,
  /** Struck out: nothing is said of it any more. */
  AlreadyVoided: noDetails,
} as const;

const authorizationFailures = { ImpossibleDate: noDetails, UnknownWound: noDetails } as const;

const ofSaved = (
  { coverageId }: { readonly coverageId: string },
  saved: { readonly patientId: string } | undefined,
) => ofCoverage(saved?.patientId, coverageId);

export const coverageOfPatientOperations = {
  'coverages.list': query({
    summary:
      "A patient's insurance with its authorizations: current by turn, then ended, struck out last",
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ patientId: uuid() }),
    output: z.array(coverage),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ofCoverage(patientId, undefined),
  }),
  'coverages.versions': query({
    summary:
      "How a patient's insurance stood before each change, the newest first, and who changed it",
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ coverageId: uuid() }),
    output: z.array(coverageVersion),
    failures: { UnknownCoverage: noDetails },
    subject: ({ coverageId }, versions) =>
      ofCoverage(versions?.[0]?.coverage.patientId, coverageId),
  }),
  'coverages.add': command({
    summary: "Add a patient's insurance",
    permission: 'coverages.write',
    input: z.strictObject({ patientId: uuid(), ...coverageFields }),
    output: coverage,
    failures: { UnknownPatient: noDetails, ...fieldFailures },
    subject: ({ patientId }, added) => ofCoverage(patientId, added?.id),
  }),
  'coverages.correct': command({
    summary: "Correct what was entered of a patient's insurance; a new card is a new coverage",
    permission: 'coverages.write',
    input: z.strictObject({ ...seenCoverage, ...coverageFields }),
    output: coverage,
    failures: { ...changed, ...fieldFailures },
    subject: ofSaved,
  }),
  'coverages.end': command({
    summary: "End a patient's insurance with the last day on which it holds",
    permission: 'coverages.write',
    input: z.strictObject({ ...seenCoverage, endsOn: civilDate }),
    output: coverage,
    failures: { ...changed, ImpossibleDate: noDetails, PriorityTaken: coverage },
    subject: ofSaved,
  }),
  'coverages.void': command({
    summary: 'Strike out insurance that was entered by mistake',
    asksPin: true,
    permission: 'coverages.write',
    input: z.strictObject({ ...seenCoverage, reason: line(500) }),
    output: coverage,
    failures: changed,
    subject: ofSaved,
  }),
} as const;

export const authorizationOperations = {
  'authorizations.add': command({
    summary: "Enter a payer's prior authorization under a coverage",
    permission: 'coverages.write',
    input: z.strictObject({ ...seenCoverage, ...authorizationFields }),
    output: coverage,
    failures: { ...changed, ...authorizationFailures },
    subject: ofSaved,
  }),
  'authorizations.correct': command({
    summary: 'Correct a prior authorization',
    permission: 'coverages.write',
    input: z.strictObject({ ...seenCoverage, authorizationId: uuid(), ...authorizationFields }),
    output: coverage,
    failures: { ...changed, UnknownAuthorization: noDetails, ...authorizationFailures },
    subject: ofSaved,
  }),
} as const;
