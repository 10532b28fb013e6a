import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { correctedWoundFields, episodeEndReasons, wound, woundFields } from './wound.ts';

const ofWound = (patientId: string | undefined, id: string | undefined) => ({
  patientId,
  entityType: 'wound',
  entityId: id,
});

const siteFailures = {
  UnknownBodySite: noDetails,
  /** The side, the view or the ICD-10 code does not go with the site. */
  SideDisagrees: noDetails,
  ImpossibleDate: noDetails,
} as const;

const changed = {
  UnknownWound: noDetails,
  Stale: wound,
  /** Struck out: nothing is said of it any more. */
  AlreadyVoided: noDetails,
} as const;

/** Which of the two days is to be looked at. */
const episodeField = z.object({ field: z.enum(['startedOn', 'endedOn']) });

export const woundOperations = {
  'wounds.register': command({
    summary: 'Register a wound of a patient; its first episode of care begins',
    permission: 'treatments.write',
    input: z.strictObject({
      patientId: uuid(),
      ...woundFields,
      /** When care began here; left out, the site's today. */
      careStartedOn: civilDate.nullish().transform((date) => date ?? null),
    }),
    output: wound,
    failures: { UnknownPatient: noDetails, ...siteFailures },
    subject: ({ patientId }, registered) => ofWound(patientId, registered?.id),
  }),
  'wounds.correct': command({
    summary: 'Correct what is said of a wound; what stood before is kept',
    permission: 'treatments.write',
    input: z.strictObject({
      woundId: uuid(),
      seen: z.int(),
      reason: line(500),
      ...correctedWoundFields,
    }),
    output: wound,
    failures: { ...changed, ...siteFailures },
    subject: ({ woundId }, corrected) => ofWound(corrected?.patientId, woundId),
  }),
  'wounds.close': command({
    summary: 'End the episode of care: the wound is healed, or care ends for another reason',
    permission: 'treatments.write',
    input: z.strictObject({
      woundId: uuid(),
      seen: z.int(),
      endedOn: civilDate,
      endReason: z.enum(episodeEndReasons),
    }),
    output: wound,
    failures: { ...changed, NotOpen: noDetails, ImpossibleDate: noDetails },
    subject: ({ woundId }, closed) => ofWound(closed?.patientId, woundId),
  }),
  'wounds.reopen': command({
    summary: 'Begin a new episode of care for a wound that opened again',
    permission: 'treatments.write',
    input: z.strictObject({ woundId: uuid(), seen: z.int(), startedOn: civilDate }),
    output: wound,
    failures: { ...changed, StillOpen: noDetails, ImpossibleDate: noDetails },
    subject: ({ woundId }, reopened) => ofWound(reopened?.patientId, woundId),
  }),
  'wounds.correctEpisode': command({
    summary:
      'Correct the days on which an episode of care began and ended; what stood before is kept',
    permission: 'treatments.write',
    input: z.strictObject({
      woundId: uuid(),
      seen: z.int(),
      episodeId: uuid(),
      reason: line(500),
      startedOn: civilDate,
      /** Null for an episode that goes on, and only for that: to end it, close the wound. */
      endedOn: civilDate.nullable(),
    }),
    output: wound,
    failures: {
      ...changed,
      UnknownEpisode: noDetails,
      /** An end for an episode that goes on, or none for one that has ended. */
      EndDisagrees: noDetails,
      ImpossibleDate: episodeField,
      /** It would begin before the episode before it ended, or end after the next began. */
      EpisodesOverlap: episodeField,
      /** What was recorded in the episode and would lie outside of it. */
      RecordsOutside: z.object({ assessmentCount: z.int(), treatmentCount: z.int() }),
    },
    subject: ({ woundId }, corrected) => ofWound(corrected?.patientId, woundId),
  }),
  'wounds.void': command({
    summary: 'Strike out a wound that was registered by mistake and that no record speaks of',
    asksPin: true,
    permission: 'treatments.write',
    input: z.strictObject({ woundId: uuid(), seen: z.int(), reason: line(500) }),
    output: wound,
    failures: { ...changed, HasRecords: noDetails },
    subject: ({ woundId }, voided) => ofWound(voided?.patientId, woundId),
  }),
  'wounds.list': query({
    summary: "A patient's wounds by number, struck out ones last",
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ patientId: uuid() }),
    output: z.array(wound),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ofWound(patientId, undefined),
  }),
  'wounds.get': query({
    summary: 'One wound with its episodes of care',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ woundId: uuid() }),
    output: wound,
    failures: { UnknownWound: noDetails },
    subject: ({ woundId }, found) => ofWound(found?.patientId, woundId),
  }),
  'wounds.versions': query({
    summary: 'What was said of a wound before each correction, newest first',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ woundId: uuid() }),
    output: z.array(
      z.object({
        version: z.int(),
        wound,
        reason: z.string(),
        replacedByName: z.string(),
        replacedAt: z.iso.datetime(),
      }),
    ),
    failures: { UnknownWound: noDetails },
    subject: ({ woundId }, versions) => ofWound(versions?.[0]?.wound.patientId, woundId),
  }),
} as const;
