import { z } from 'zod';

/** What a process of PouchDB is started with: `peers` is where npm put it. */
export const pouchStart = z.strictObject({
  role: z.enum(['server', 'device']),
  peers: z.string(),
  folder: z.string(),
});

export const pouchOrder = z.discriminatedUnion('do', [
  /** Of a server: answers its database's address. */
  z.strictObject({ do: z.literal('where') }),
  /** One document a line. */
  z.strictObject({ do: z.literal('save'), path: z.string() }),
  /** Answer milliseconds. */
  z.strictObject({ do: z.literal('push'), remote: z.string() }),
  z.strictObject({ do: z.literal('pull'), remote: z.string() }),
  /** Keeps both the same from now on. */
  z.strictObject({ do: z.literal('live'), remote: z.string() }),
  /** Adds so many documents at once; answers when they were saved. */
  z.strictObject({ do: z.literal('amend'), count: z.int() }),
  /** Answers when so many documents of those were here. */
  z.strictObject({ do: z.literal('amended'), total: z.int() }),
  z.strictObject({ do: z.literal('count') }),
]);
export type PouchOrder = z.output<typeof pouchOrder>;
