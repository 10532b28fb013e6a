import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { photoOperations, WoundPhoto } from '../../shared/photos/contract.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { selectFileContent } from '../platform/stored-files.ts';
import { checkNewPhoto, checkMeasure } from './photo-problem.ts';
import { countPhotos, insertPhoto, selectPhoto, selectPhotosOf, updatePhoto } from './store.ts';

const unknownPhoto = fail('UnknownPhoto', 'There is no such photo here.');
const alreadyVoided = fail('AlreadyVoided', 'This photo was struck out already.');
const unknownFile = fail(
  'UnknownFile',
  'This photo is not stored here any more. Take it or choose it again.',
);

async function photoAsSaved(tx: Tx, id: string) {
  const saved = await selectPhoto(tx, id);
  if (!saved) throw new Error('A photo that was just saved is gone');
  return ok(saved);
}

function stale(current: WoundPhoto) {
  return failWith('Stale', 'Somebody else changed this photo meanwhile.', current);
}

export const photoHandlers: Handlers<typeof photoOperations, Contexts> = {
  async 'photos.add'(input, { tx, now, newId, actor }) {
    const checked = await checkNewPhoto(tx, input, now);
    if (!checked.ok) return checked;
    const { patientId, woundId, id: woundAssessmentId } = checked.value;
    const { digest, caption, amendmentId } = input;
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
      takenAt: new Date(input.takenAt).toISOString(),
      addedBy: actor.userId,
    });
    return photoAsSaved(tx, id);
  },
  async 'photos.measure'({ photoId, seen, calibration, outline }, { tx }) {
    const current = await selectPhoto(tx, photoId);
    if (!current) return unknownPhoto;
    if (current.version !== seen) return stale(current);
    if (current.voidedAt !== null) return alreadyVoided;
    if (current.isLocked)
      return fail(
        'AlreadySigned',
        'The assessment of this photo is signed, so its measurement stays as it is.',
      );
    const checked = checkMeasure({ calibration, outline }, current);
    if (!checked.ok) return checked;
    await updatePhoto(tx, current, {
      calibration: calibration && JSON.stringify(calibration),
      outline: outline && JSON.stringify(outline),
      measuredAreaMm2: checked.value,
    });
    return photoAsSaved(tx, photoId);
  },
  async 'photos.void'({ photoId, seen, reason }, { tx, now, actor }) {
    const current = await selectPhoto(tx, photoId);
    if (!current) return unknownPhoto;
    if (current.voidedAt !== null) return alreadyVoided;
    if (current.version !== seen) return stale(current);
    await updatePhoto(tx, current, {
      voidedAt: now.toISOString(),
      voidedBy: actor.userId,
      voidReason: reason,
    });
    return photoAsSaved(tx, photoId);
  },
  async 'photos.list'({ patientId, woundId, ...page }, { db }) {
    if (!(await findPatient(db, patientId)))
      return fail('UnknownPatient', 'There is no such patient here.');
    const asked = { patientId, woundId };
    const photos = await selectPhotosOf(db, asked, page);
    return ok({ photos, total: await countPhotos(db, asked) });
  },
};
