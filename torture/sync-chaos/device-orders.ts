import { z } from 'zod';
import { digestReply } from '../../shared/sync/wire.ts';

/** What a device's process is started with, as JSON in its first argument. */
export const deviceStart = z.strictObject({
  folder: z.string(),
  ledger: z.string(),
  name: z.string(),
});
export type DeviceStart = z.output<typeof deviceStart>;

/** What a device is told to do. */
export const deviceOrder = z.discriminatedUnion('do', [
  /** Sets the site up, and makes this its first device. */
  z.strictObject({ do: z.literal('begin'), serverUrl: z.string(), code: z.string() }),
  z.strictObject({ do: z.literal('newCode') }),
  z.strictObject({ do: z.literal('join'), serverUrl: z.string(), code: z.string() }),
  /** People work at it until it is told otherwise; acts are chosen by these words. */
  z.strictObject({ do: z.literal('work'), seed: z.string() }),
  /** Answers once the last act is through. */
  z.strictObject({ do: z.literal('rest') }),
  z.strictObject({ do: z.literal('stand') }),
  z.strictObject({ do: z.literal('digest') }),
  z.strictObject({ do: z.literal('close') }),
]);
export type DeviceOrder = z.output<typeof deviceOrder>;

/** How a device stands; told without a write. */
export const standing = z.strictObject({
  deviceId: z.string().nullable(),
  epoch: z.int(),
  cursor: z.int(),
  unsent: z.int(),
  unseen: z.int(),
  isFirstSync: z.boolean(),
  relays: z.int(),
});
export type Standing = z.output<typeof standing>;

export const ordered = z.strictObject({ id: z.int(), order: deviceOrder });

export const answer = z.strictObject({
  id: z.int(),
  failure: z.string().nullable(),
  value: z.unknown(),
});

export const codeAnswer = z.string();
export const digestAnswer = z.strictObject({
  tables: digestReply.shape.tables,
  reviews: z.array(z.string()),
});
export type DigestAnswer = z.output<typeof digestAnswer>;
