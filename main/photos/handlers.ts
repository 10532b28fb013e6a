import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { photoOperations, WoundPhoto } from '../../shared/photos/contract.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { checkPin } from '../staff/pin-check.ts';
import { addPhoto } from './add-photo.ts';
import { checkMeasure } from './photo-problem.ts';
import {
  countPhotos,
  selectAssessmentFor,
  selectPhoto,
  selectPhotosOf,
  updatePhoto,
} from './store.ts';

const unknownPhoto = fail('UnknownPhoto', 'There is no such photo here.');
const alreadyVoided = fail('AlreadyVoided', 'This photo was struck out already.');

async function photoAsSaved(tx: Tx, id: string) {
  const saved = await selectPhoto(tx, id);
  if (!saved) throw new Error('A photo that was just saved is gone');
  return ok(saved);
}

function stale(current: WoundPhoto) {
  return failWith('Stale', 'Somebody else changed this photo meanwhile.', current);
}

export const photoHandlers: Handlers<typeof photoOperations, Contexts> = {
  async 'photos.add'({ assessmentId, amendmentId, ...photo }, context) {
    const added = await addPhoto(context, { assessmentId, amendmentId }, photo);
    return added.ok ? photoAsSaved(context.tx, added.value) : added;
  },
  async 'photos.measure'({ photoId, seen, calibration, outline }, { tx }) {
    const current = await selectPhoto(tx, photoId);
    if (!current) return unknownPhoto;
    if (current.version !== seen) return stale(current);
    if (current.voidedAt !== null) return alreadyVoided;
    const assessment = await selectAssessmentFor(tx, current.assessmentId);
    if (assessment?.voidedAt !== null)
      return fail(
        'AlreadyVoided',
        'The assessment of this photo is struck out, so nothing is measured in it any more.',
      );
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
  async 'photos.void'({ photoId, seen, reason, pin }, context) {
    const { tx, now, actor } = context;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
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
