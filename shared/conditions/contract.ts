import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { condition, conditionFields, conditionVersion } from './condition.ts';

const ofCondition = (patientId: string | undefined, id: string | undefined) => ({
  patientId,
  entityType: 'condition',
  entityId: id,
});

/** The condition that somebody saw. */
const seenCondition = { conditionId: uuid(), seen: z.int() };

const changed = {
  UnknownCondition: noDetails,
  Stale: condition,
  /** Struck out: nothing is said of it any more. */
  AlreadyVoided: noDetails,
} as const;

const ofSaved = (
  { conditionId }: { readonly conditionId: string },
  saved: { readonly patientId: string } | undefined,
) => ofCondition(saved?.patientId, conditionId);

export const conditionOperations = {
  'conditions.list': query({
    summary: "A patient's conditions: those that go on first, then ended, struck out last",
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ patientId: uuid() }),
    output: z.array(condition),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ofCondition(patientId, undefined),
  }),
  'conditions.versions': query({
    summary: 'How a condition stood before each change, the newest first, and who changed it',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ conditionId: uuid() }),
    output: z.array(conditionVersion),
    failures: { UnknownCondition: noDetails },
    subject: ({ conditionId }, versions) =>
      ofCondition(versions?.[0]?.condition.patientId, conditionId),
  }),
  'conditions.add': command({
    summary: 'Put a condition on the problem list of a patient',
    permission: 'patients.write',
    input: z.strictObject({ patientId: uuid(), ...conditionFields }),
    output: condition,
    failures: { UnknownPatient: noDetails, ImpossibleDate: noDetails, AlreadyListed: condition },
    subject: ({ patientId }, added) => ofCondition(patientId, added?.id),
  }),
  'conditions.correct': command({
    summary: 'Correct what was entered of a condition',
    permission: 'patients.write',
    input: z.strictObject({ ...seenCondition, ...conditionFields }),
    output: condition,
    failures: { ...changed, ImpossibleDate: noDetails, AlreadyListed: condition },
    subject: ofSaved,
  }),
  'conditions.end': command({
    summary: 'End a condition that the patient does not have any more',
    permission: 'patients.write',
    input: z.strictObject({ ...seenCondition, endedOn: civilDate }),
    output: condition,
    failures: { ...changed, AlreadyEnded: noDetails, ImpossibleDate: noDetails },
    subject: ofSaved,
  }),
  'conditions.void': command({
    summary: 'Strike out a condition that was entered by mistake',
    asksPin: true,
    permission: 'patients.write',
    input: z.strictObject({ ...seenCondition, reason: line(500) }),
    output: condition,
    failures: changed,
    subject: ofSaved,
  }),
} as const;
