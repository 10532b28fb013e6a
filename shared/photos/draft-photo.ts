import { z } from 'zod';
import type { Draft } from '../drafts/contract.ts';

const text = z.string().catch('');

const draftPhoto = z.object({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  thumbnailDigest: z.string().nullable().catch(null),
  name: text,
  day: text,
  time: text,
  isDayUnsure: z.boolean().catch(true),
  caption: text,
});

/**
 * A photo that is handed in and waits with the other things typed in a form: by which digests the store
 * gives it, and what is typed about it. `day` is `YYYY-MM-DD` and `time` `HH:MM` on the site's clocks;
 * either may be half typed.
 */
export type DraftPhoto = Readonly<z.output<typeof draftPhoto>>;

/** Adds the photos that wait to the draft of a form. */
export function withPhotos(
  form: Draft['content'],
  photos: readonly DraftPhoto[],
): Draft['content'] {
  return photos.length === 0 ? form : { ...form, photos: photos.map((photo) => ({ ...photo })) };
}

/** Reads what `withPhotos` kept; never fails. One that cannot be told any more is left out. */
export function photosIn(content: Draft['content']): readonly DraftPhoto[] {
  const kept = z.array(draftPhoto.nullable().catch(null)).catch([]).parse(content['photos']);
  return kept.filter((photo) => photo !== null);
}
