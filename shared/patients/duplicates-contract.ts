import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { patient } from './patient.ts';
import { patientSaying } from './patient-link.ts';

/** One of two registrations, as far as they are compared. */
export const comparedPatient = patient.extend({
  /** Null also for those who may not read charts. */
  lastTreatedOn: civilDate.nullable(),
  registeredAt: z.iso.datetime({ offset: true }),
});
export type ComparedPatient = z.output<typeof comparedPatient>;

export const comparedPair = z.object({
  /** The one that was registered first stands first. */
  patients: z.tuple([comparedPatient, comparedPatient]),
  reasons: z.array(z.string()),
  /** What speaks for one person, in bits (see match-weights.ts). */
  bits: z.number(),
  /** That they are linked, or two people; null where nobody has said. */
  saying: patientSaying.nullable(),
});
export type ComparedPair = z.output<typeof comparedPair>;

export const pairViews = ['open', 'linked', 'two'] as const;
export type PairView = (typeof pairViews)[number];

/** Pages go on behind this pair. */
const pairKey = z.object({ patientId: uuid(), otherPatientId: uuid() });
export type PairKey = z.output<typeof pairKey>;

const pair = { patientId: uuid(), otherPatientId: uuid() };
const reason = line(500);

const ofPair = (
  { patientId, otherPatientId }: PairKey,
  made: { readonly id: string } | undefined,
) => ({
  patientIds: [patientId, otherPatientId],
  entityType: 'patientLink',
  entityId: made?.id,
});

const said = z.object({ id: uuid() });

const pairFailures = { UnknownPatient: noDetails, SamePatient: noDetails } as const;

export const duplicateOperations = {
  'patients.possibleDuplicates': query({
    summary: 'Registrations that could be one person, side by side, the newest first',
    permission: 'patients.write',
    readsChart: true,
    input: z.strictObject({
      view: z.enum(pairViews).default('open'),
      /** Left out: of everybody. */
      patientId: uuid()
        .nullish()
        .transform((id) => id ?? null),
      after: pairKey.nullish().transform((key) => key ?? null),
      limit: z.int().min(1).max(100).default(20),
    }),
    output: z.object({
      pairs: z.array(comparedPair),
      /** Behind which the next page begins; null at the end. A page may hold fewer than asked for. */
      next: pairKey.nullable(),
    }),
    failures: {},
    subject: ({ patientId }, shown) => ({
      patientIds: [
        ...(patientId === null ? [] : [patientId]),
        ...(shown?.pairs.flatMap(({ patients }) => patients.map(({ id }) => id)) ?? []),
      ],
      entityType: 'patient',
    }),
  }),
  'patients.link': command({
    summary: 'Say that two charts are of one person: each shows the other; nothing is moved',
    permission: 'patients.write',
    input: z.strictObject({
      ...pair,
      /** The chart for what is recorded from now on. */
      preferredPatientId: uuid(),
      reason,
    }),
    output: said,
    failures: { ...pairFailures, AlreadyLinked: noDetails, NotOfThePair: noDetails },
    subject: ofPair,
  }),
  'patients.preferChart': command({
    summary: 'Choose which of two linked charts new records go to',
    permission: 'patients.write',
    input: z.strictObject({ ...pair, preferredPatientId: uuid() }),
    output: said,
    failures: { ...pairFailures, NotLinked: noDetails, NotOfThePair: noDetails },
    subject: ofPair,
  }),
  'patients.unlink': command({
    summary: 'Take back that two charts are of one person; all stands as before',
    permission: 'patients.write',
    input: z.strictObject({ ...pair, reason }),
    output: said,
    failures: { ...pairFailures, NotLinked: noDetails },
    subject: ofPair,
  }),
  'patients.notTheSame': command({
    summary: 'Say that two registrations are two people, so that they are not asked about again',
    permission: 'patients.write',
    input: z.strictObject({ ...pair, reason }),
    output: said,
    failures: { ...pairFailures, AlreadySaid: noDetails, LinkedNow: noDetails },
    subject: ofPair,
  }),
  'patients.askAgain': command({
    summary: 'Take back that two registrations are two people',
    permission: 'patients.write',
    input: z.strictObject({ ...pair, reason }),
    output: said,
    failures: { ...pairFailures, NotSaid: noDetails },
    subject: ofPair,
  }),
} as const;
