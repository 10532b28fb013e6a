import { z } from 'zod';
import { command, noDetails } from '../base/contract.ts';
import { optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { glassReasons, restrictionReasons } from './glass.ts';

/** A restriction in force. */
export const chartRestriction = z.object({
  id: uuid(),
  /** Of the person's charts the one that was restricted. */
  patientId: uuid(),
  reason: z.enum(restrictionReasons),
  restrictedByName: z.string(),
  restrictedAt: z.iso.datetime(),
});
export type ChartRestriction = z.output<typeof chartRestriction>;

/** That somebody opened a closed chart, for themselves and for a while. */
export const glassBreak = z.object({
  reason: z.enum(glassReasons),
  note: z.string().nullable(),
  brokenAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export type GlassBreak = z.output<typeof glassBreak>;

const failures = { UnknownPatient: noDetails } as const;

const ofPatient = (patientId: string) => ({
  patientId,
  entityType: 'patient',
  entityId: patientId,
});

export const glassOperations = {
  'charts.breakGlass': command({
    summary: 'Break the glass of a closed chart, to read it for half an hour',
    permission: 'charts.breakGlass',
    asksPin: true,
    isAllowedReadOnly: true,
    input: z.strictObject({
      patientId: uuid(),
      reason: z.enum(glassReasons),
      /** Kept beside the reason, and in no audit event. */
      note: optionalLine(500),
    }),
    output: glassBreak.extend({
      /** The charts that are open now: this one, and others of the same person. */
      patientIds: z.array(uuid()),
    }),
    failures: { ...failures, NoteNeeded: noDetails, GlassNotNeeded: noDetails },
    subject: ({ patientId }, opened) => ({
      patientIds: opened?.patientIds ?? [patientId],
      entityType: 'glassBreak',
    }),
  }),
  'charts.restrict': command({
    summary: 'Restrict a chart to those who work in it; others break the glass',
    permission: 'charts.restrict',
    input: z.strictObject({ patientId: uuid(), reason: z.enum(restrictionReasons) }),
    output: chartRestriction,
    failures: { ...failures, AlreadyRestricted: noDetails },
    subject: ({ patientId }) => ofPatient(patientId),
  }),
  'charts.liftRestriction': command({
    summary: 'Lift the restriction of a chart',
    permission: 'charts.restrict',
    input: z.strictObject({ patientId: uuid() }),
    output: z.object({}),
    failures: { ...failures, NotRestricted: noDetails },
    subject: ({ patientId }) => ofPatient(patientId),
  }),
} as const;
