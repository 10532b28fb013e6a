import type { TakenPhoto } from '../../shared/photos/taken-photo.ts';
import { addPhoto, type AddingContext, type TakenBy } from './add-photo.ts';

type AddFailure = Extract<Awaited<ReturnType<typeof addPhoto>>, { readonly ok: false }>['failure'];

/** A photo that could not be bound, and why. */
export type RefusedPhoto = {
  readonly digest: string;
  readonly code: AddFailure['code'];
  readonly message: string;
};

/** Binds photos that came with a record, each once; answers those that it cannot take. */
export async function addPhotosOf(
  context: AddingContext,
  by: TakenBy,
  photos: readonly TakenPhoto[],
): Promise<readonly RefusedPhoto[]> {
  const refused: RefusedPhoto[] = [];
  for (const [digest, [photo]] of Map.groupBy(photos, (each) => each.digest)) {
    const added = photo && (await addPhoto(context, by, photo));
    if (added && !added.ok) refused.push({ digest, ...added.failure });
  }
  return refused;
}
