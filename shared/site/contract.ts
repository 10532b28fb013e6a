import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { newPin } from '../staff/pin.ts';
import { uuid } from '../base/uuid.ts';

export const site = z.object({
  id: uuid(),
  name: z.string(),
  timeZone: z.string(),
  isDemonstration: z.boolean(),
  /** A screen nobody touches for so long locks. */
  idleLockSeconds: z.int(),
  /** Whoever locked it and stays away for so long is signed out: the screen forgets where they were. */
  signOutMinutes: z.int(),
});
export type Site = z.output<typeof site>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'is not a time zone (such as America/New_York)');

export const siteOperations = {
  'site.status': query({
    summary: 'Whether this computer is set up, for which site, and what day it is there',
    permission: 'anyone',
    input: z.strictObject({}),
    output: z.object({ site: site.nullable(), today: z.string(), version: z.string() }),
    failures: {},
  }),
  'site.setUp': command({
    summary: 'Set up this computer: the site and its first administrator',
    holdsSecret: true,
    permission: 'anyone',
    input: z.strictObject({
      siteName: line(200),
      timeZone,
      administrator: z.strictObject({ displayName: line(200), pin: newPin }),
    }),
    output: z.object({ site, administratorId: uuid() }),
    failures: { AlreadySetUp: noDetails },
    subject: (_input, created) => ({ entityType: 'site', entityId: created?.site.id }),
  }),
  'site.changeScreenLock': command({
    summary:
      'Say how long a screen may be left alone before it locks, on all computers of the site',
    permission: 'users.manage',
    input: z.strictObject({
      idleLockSeconds: z.int().min(30).max(900),
      signOutMinutes: z.int().min(5).max(480),
    }),
    output: site,
    failures: { NotSetUp: noDetails },
    subject: (_input, changed) => ({ entityType: 'site', entityId: changed?.id }),
  }),
  'site.exploreDemonstration': command({
    summary: 'Set up this computer with fictional people and products',
    permission: 'anyone',
    input: z.strictObject({ timeZone }),
    output: z.object({ site, pin: z.string(), patients: z.int(), treatmentRecords: z.int() }),
    failures: { AlreadySetUp: noDetails },
    subject: (_input, created) => ({ entityType: 'site', entityId: created?.site.id }),
  }),
} as const;
