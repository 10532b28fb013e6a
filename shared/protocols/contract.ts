import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { adherence } from './adherence.ts';
import { protocol, protocolFields, protocolVersion } from './protocol.ts';
import { dueAtSite, protocolRun, type ProtocolRunShown } from './protocol-run.ts';

const ofProtocol = (entityId: string | undefined) => ({ entityType: 'protocol', entityId });

const ofRun = (run: ProtocolRunShown | undefined, id: string | undefined) => ({
  patientId: run?.patientId,
  entityType: 'protocolRun',
  entityId: run?.id ?? id,
});

const changed = { UnknownProtocol: noDetails, Stale: protocol, Retired: noDetails } as const;
const onRun = { UnknownRun: noDetails, NotRunning: noDetails } as const;
const aboutStep = {
  ...onRun,
  UnknownStep: noDetails,
  /** The step is not due on that day, or not yet. */
  NotDue: noDetails,
  AlreadyDone: noDetails,
  AlreadyDeviated: noDetails,
} as const;

/** One due day of a step of a running protocol. */
const occurrenceFields = {
  protocolRunId: uuid(),
  stepId: z.string().min(1).max(60),
  dueOn: civilDate,
};

export const protocolOperations = {
  'protocols.list': query({
    summary: 'Treatment protocols by title, retired ones last where they are asked for',
    permission: 'charts.read',
    input: z.strictObject({ includeRetired: z.boolean().default(false) }),
    output: z.array(protocol),
    failures: {},
  }),
  'protocols.versions': query({
    summary: 'Every version of a protocol, newest first',
    permission: 'charts.read',
    input: z.strictObject({ protocolId: uuid() }),
    output: z.array(protocolVersion),
    failures: { UnknownProtocol: noDetails },
  }),
  'protocols.write': command({
    summary: 'Write a new treatment protocol',
    permission: 'rules.manage',
    input: z.strictObject(protocolFields),
    output: protocol,
    failures: { UnknownProduct: noDetails, ImpossibleDate: noDetails },
    subject: (_input, saved) => ofProtocol(saved?.protocolId),
  }),
  'protocols.revise': command({
    summary: 'Write a new version of a protocol; what was started keeps the version it began with',
    permission: 'rules.manage',
    input: z.strictObject({
      protocolId: uuid(),
      /** The version that the user saw. */
      seen: z.int(),
      ...protocolFields,
    }),
    output: protocol,
    failures: { ...changed, UnknownProduct: noDetails, ImpossibleDate: noDetails },
    subject: ({ protocolId }) => ofProtocol(protocolId),
  }),
  'protocols.retire': command({
    summary: 'Retire a protocol: nobody starts it any more, and what runs goes on',
    permission: 'rules.manage',
    input: z.strictObject({ protocolId: uuid(), seen: z.int(), reason: line(500) }),
    output: protocol,
    failures: changed,
    subject: ({ protocolId }) => ofProtocol(protocolId),
  }),
  'protocols.adherence': query({
    summary: 'How the due steps of a protocol were met, over all wounds and for each step',
    permission: 'charts.read',
    input: z.strictObject({ protocolId: uuid() }),
    output: z.object({
      runCount: z.int(),
      runningCount: z.int(),
      /** Stopped by somebody, with a reason. */
      stoppedCount: z.int(),
      total: adherence,
      /** Steps of all versions, by the newest wording of each. */
      steps: z.array(z.object({ stepId: z.string(), instruction: z.string(), adherence })),
    }),
    failures: { UnknownProtocol: noDetails },
  }),
  'protocols.start': command({
    summary: 'Start a protocol on a wound; it keeps this version',
    permission: 'treatments.write',
    input: z.strictObject({
      woundId: uuid(),
      protocolId: uuid(),
      /** The version that the user saw. */
      seen: z.int(),
      /** The day from which its days count. */
      startedOn: civilDate,
    }),
    output: protocolRun,
    failures: {
      UnknownWound: noDetails,
      WoundNotOpen: noDetails,
      ...changed,
      OtherEtiology: noDetails,
      AlreadyRunning: noDetails,
      ImpossibleDate: noDetails,
    },
    subject: (_input, run) => ofRun(run, undefined),
  }),
  'protocols.stop': command({
    summary: 'Stop a protocol on a wound before the wound is healed',
    permission: 'treatments.write',
    input: z.strictObject({ protocolRunId: uuid(), reason: line(500) }),
    output: protocolRun,
    failures: onRun,
    subject: ({ protocolRunId }, run) => ofRun(run, protocolRunId),
  }),
  'protocols.deviate': command({
    summary: 'Say why a due step is done with another product, or not done',
    permission: 'treatments.write',
    input: z.strictObject({
      ...occurrenceFields,
      /** The SKU of what was used instead; null where the step was left out. */
      usedProductId: line(100).nullable(),
      reason: line(500),
    }),
    output: protocolRun,
    failures: {
      ...aboutStep,
      UnknownProduct: noDetails,
      /** The step names no product, or this one: a treatment with it does the step as written. */
      ExpectedProduct: noDetails,
    },
    subject: ({ protocolRunId }, run) => ofRun(run, protocolRunId),
  }),
  'protocols.review': command({
    summary: 'Record the finding of a review that a protocol asks for',
    permission: 'treatments.write',
    input: z.strictObject({ ...occurrenceFields, finding: line(1000) }),
    output: protocolRun,
    failures: { ...aboutStep, NotAReview: noDetails },
    subject: ({ protocolRunId }, run) => ofRun(run, protocolRunId),
  }),
  'protocols.ofWound': query({
    summary: 'The protocol that runs on a wound, those that ran before, and those that fit it',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ woundId: uuid() }),
    output: z.object({
      patientId: uuid(),
      running: protocolRun.nullable(),
      /** The newest first. */
      earlier: z.array(protocolRun),
      /** Protocols for this wound's aetiology that can be started now; none while one runs. */
      startable: z.array(protocol),
    }),
    failures: { UnknownWound: noDetails },
    subject: ({ woundId }, found) => ({
      patientId: found?.patientId,
      entityType: 'wound',
      entityId: woundId,
    }),
  }),
  'protocols.dueToday': query({
    summary: 'Steps of running protocols that are due at the site, the longest overdue first',
    permission: 'treatments.write',
    readsChart: true,
    input: z.strictObject({ limit: z.int().min(1).max(1000).default(500) }),
    output: z.object({ due: z.array(dueAtSite), total: z.int() }),
    failures: {},
    subject: (_input, found) => ({
      patientIds: [...new Set((found?.due ?? []).map(({ patientId }) => patientId))],
      entityType: 'protocolRun',
    }),
  }),
  'protocols.dueCount': query({
    summary: 'How many steps are due at the site',
    permission: 'treatments.write',
    input: z.strictObject({}),
    output: z.object({ count: z.int() }),
    failures: {},
  }),
} as const;
