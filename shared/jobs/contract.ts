import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';

export const jobStates = ['running', 'done', 'failed', 'cancelled', 'interrupted'] as const;

export const jobStatus = z.object({
  id: uuid(),
  operation: z.string(),
  state: z.enum(jobStates),
  done: z.int(),
  total: z.int(),
  label: z.string(),
  /** Null until the job ends; then its reply: `{ ok: true, value }` or `{ ok: false, failure }`. */
  result: z.json().nullable(),
  startedByName: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type JobStatus = z.output<typeof jobStatus>;

const ofJob = ({ jobId }: { readonly jobId: string }) => ({ entityType: 'job', entityId: jobId });
const failures = { UnknownJob: noDetails } as const;

/** Anybody signed in may ask; the answer holds only jobs that they would be allowed to start. */
export const jobOperations = {
  'jobs.list': query({
    summary: 'Imports and exports, newest first',
    permission: 'signedIn',
    input: z.strictObject({ limit: z.int().min(1).max(200).default(50) }),
    output: z.array(jobStatus),
    failures: {},
  }),
  'jobs.get': query({
    summary: 'How far a job is, and how it ended',
    permission: 'signedIn',
    input: z.strictObject({ jobId: uuid() }),
    output: jobStatus,
    failures,
    subject: ofJob,
  }),
  'jobs.cancel': command({
    summary: 'Stop a running job after its present chunk; what is in stays',
    isAllowedReadOnly: true,
    permission: 'signedIn',
    input: z.strictObject({ jobId: uuid() }),
    output: z.object({}),
    failures: { ...failures, NotRunning: noDetails },
    subject: ofJob,
  }),
  'jobs.resume': command({
    summary: 'Go on with a cancelled or interrupted job where it stopped',
    permission: 'signedIn',
    input: z.strictObject({ jobId: uuid() }),
    output: z.object({}),
    failures: { ...failures, NotResumable: noDetails },
    subject: ofJob,
  }),
} as const;
