import { fail, ok } from '../../shared/base/result.ts';
import type { Actor } from '../../shared/base/permission.ts';
import type { TakenPhoto } from '../../shared/photos/taken-photo.ts';
import type { CommandContext } from '../platform/context.ts';
import { selectFileContent } from '../platform/stored-files.ts';
import { checkNewPhoto } from './photo-problem.ts';
import { insertPhoto } from './store.ts';

const unknownFile = fail(
  'UnknownFile',
  'This photo is not stored here any more. Take it or choose it again.',
);

export type AddingContext = Pick<CommandContext, 'tx' | 'now' | 'newId'> & {
  readonly actor: Actor;
};

/** What takes a photo: an assessment, and where that is signed an amendment of it. */
export type TakenBy = { readonly assessmentId: string; readonly amendmentId: string | null };

/** Binds a photo that was handed in; answers its id, or why it cannot be bound so. */
export async function addPhoto(
  { tx, now, newId, actor }: AddingContext,
  { assessmentId, amendmentId }: TakenBy,
  { digest, takenAt, caption }: TakenPhoto,
) {
  const checked = await checkNewPhoto(tx, { assessmentId, amendmentId, digest, takenAt }, now);
  if (!checked.ok) return checked;
  const { patientId, woundId, id: woundAssessmentId } = checked.value;
  const content = await selectFileContent(tx, digest, 'photo');
  const { mediaType, thumbnailDigest, widthPx, heightPx } = content ?? {};
  if (!mediaType || !thumbnailDigest || !widthPx || !heightPx) return unknownFile;
  const id = newId();
  await insertPhoto(tx, {
    id,
    patientId,
    woundId,
    woundAssessmentId,
    amendmentId,
    digest,
    thumbnailDigest,
    mediaType,
    widthPx,
    heightPx,
    caption,
    takenAt: new Date(takenAt).toISOString(),
    addedBy: actor.userId,
  });
  return ok(id);
}
