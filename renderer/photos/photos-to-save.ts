import type { TakenPhoto } from '../../shared/photos/taken-photo.ts';
import { type IncomingPhoto, type PhotoIntake, takenPhotoOf } from './photo-intake.ts';
import { UNSURE_DAY } from './photo-words.ts';

const UNDER_WAY = 'A photo is still on its way. Wait a moment, or leave it out.';
const CHECK_TIME = 'Check when each photo was taken: see what is marked.';
const NO_SUCH_TIME = 'The day and time do not exist. Check when it was taken.';

function keptOf(intake: PhotoIntake): readonly IncomingPhoto[] {
  return intake.get().filter(({ stage }) => stage.kind === 'kept');
}

/** How many photos would be saved with a form; those that were refused or stopped are none of them. */
export function countToSave(intake: PhotoIntake): number {
  return keptOf(intake).length;
}

/** Why a form cannot be saved with its photos yet, marked at the photo; null when it can. */
export function problemOfSaving(intake: PhotoIntake, timeZone: string): string | null {
  if (intake.get().some(({ stage }) => /waiting|sending/.test(stage.kind))) return UNDER_WAY;
  const kept = keptOf(intake);
  if (kept.some(({ isDayUnsure }) => isDayUnsure)) return UNSURE_DAY;
  const timeless = kept.filter((photo) => takenPhotoOf(photo, timeZone) === null);
  for (const { stage } of timeless)
    if (stage.kind === 'kept') intake.refuse(stage.file.digest, NO_SUCH_TIME);
  return timeless.length === 0 ? null : CHECK_TIME;
}

/** What is sent with a form of which `problemOfSaving` says nothing. */
export function photosToSave(intake: PhotoIntake, timeZone: string): readonly TakenPhoto[] {
  return keptOf(intake).flatMap((photo) => takenPhotoOf(photo, timeZone) ?? []);
}
