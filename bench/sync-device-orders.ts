import { z } from 'zod';

/** What a device's process is started with. */
export const deviceStart = z.strictObject({ folder: z.string() });

const copyFile = z.strictObject({ table: z.string(), columns: z.string(), path: z.string() });
export type RowsFile = z.output<typeof copyFile>;

/** What a device is told to do. */
export const deviceOrder = z.discriminatedUnion('do', [
  /** Sets the site up and makes this its first device. */
  z.strictObject({ do: z.literal('found'), serverUrl: z.string(), code: z.string() }),
  z.strictObject({ do: z.literal('join'), serverUrl: z.string(), code: z.string() }),
  /** Rows of one file, saved in one transaction. */
  z.strictObject({ do: z.literal('load'), file: copyFile }),
  /** Rows of one file, each saved in a transaction of its own. */
  z.strictObject({ do: z.literal('save'), file: copyFile }),
  /** Exchanges all there is with the server; answers milliseconds. Syncs by itself only when `live`. */
  z.strictObject({ do: z.literal('look'), asksHello: z.boolean() }),
  z.strictObject({ do: z.literal('live') }),
  /** Ends `live`. */
  z.strictObject({ do: z.literal('rest') }),
  /** Saves so many amendments in one transaction. */
  z.strictObject({ do: z.literal('amend'), count: z.int() }),
  /** Answers when so many amendments were here. */
  z.strictObject({ do: z.literal('amended'), total: z.int() }),
  /** Rows of a question, asked when nothing else is done. */
  z.strictObject({ do: z.literal('read'), sql: z.string() }),
]);
export type DeviceOrder = z.output<typeof deviceOrder>;

export const nothing = z.null();
export const milliseconds = z.number();
/** On the clock that all processes share. */
export const amendTimes = z.strictObject({ beganMs: z.number(), savedMs: z.number() });
