import { z } from 'zod';

const values = z.record(z.string(), z.unknown());

/** What stands, as the server wrote it down. */
export const standingSide = z.object({
  change: z.string().nullish(),
  deviceId: z.uuid().nullish(),
  userId: z.uuid().nullish(),
  stamp: z.string().nullish(),
  values: values.nullish(),
});
export type StandingSide = z.output<typeof standingSide>;

/** What came without having seen it. */
export const arrivingSide = z.object({
  change: z.string().nullish(),
  deviceId: z.uuid().nullish(),
  userId: z.uuid().nullish(),
  stamp: z.string().nullish(),
  changes: z
    .array(
      z.object({ entity: z.string(), rowKey: z.string(), op: z.enum(['i', 'u', 'd']), values }),
    )
    .nullish(),
});
export type ArrivingSide = z.output<typeof arrivingSide>;

export type ArrivingChange = NonNullable<ArrivingSide['changes']>[number];
