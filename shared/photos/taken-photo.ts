import { z } from 'zod';
import { optionalLine } from '../base/text.ts';

/** What is said of a photo that was handed in (bytes.put) where it is bound to an assessment. */
export const takenPhotoFields = {
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'is no digest'),
  takenAt: z.iso.datetime({ offset: true }),
  caption: optionalLine(300),
};
export type TakenPhoto = z.output<z.ZodObject<typeof takenPhotoFields>>;

/** Photos that come with a record: of one that is named twice the first counts. */
export const photosWithRecord = z.array(z.strictObject(takenPhotoFields)).max(50).default([]);
