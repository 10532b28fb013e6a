import { Clock, TriangleAlert, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { isCivilDate } from '../../shared/base/civil-date.ts';
import { StoredThumbnail } from '../StoredPicture.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { IconButton } from '../ui/IconButton.tsx';
import type { IncomingPhoto } from './photo-intake.ts';

export type NewPhotoTileProps = {
  readonly photo: IncomingPhoto;
  /** Which it is of those that wait, counted from 1. */
  readonly place: number;
  readonly onOpen: () => void;
  readonly onLeaveOut: () => void;
};

/** What still has to be looked at; empty for nothing. */
function oddOf({ stage, isDayUnsure, problem }: IncomingPhoto): string {
  if (stage.kind !== 'kept') return '';
  return problem ?? (isDayUnsure ? 'check the day' : '');
}

function nameOf(photo: IncomingPhoto, place: number): string {
  const { day, time, caption } = photo;
  const taken = isCivilDate(day) ? `${formatCivilDate(day)}, ${time}` : '';
  return [`Photo ${place}`, taken, caption.trim(), oddOf(photo)]
    .filter((part) => part !== '')
    .join(', ');
}

/** A photo that waits to be saved with a form: pressed, it opens what is said of it. */
export function NewPhotoTile({ photo, place, onOpen, onLeaveOut }: NewPhotoTileProps) {
  const { stage, time } = photo;
  const thumbnail = stage.kind === 'kept' ? stage.file.content?.thumbnailDigest : null;
  return (
    <li className="new-photo">
      <AriaButton className="photo-tile" onPress={() => onOpen()}>
        <span className="visually-hidden">{nameOf(photo, place)}</span>
        {thumbnail ? (
          <StoredThumbnail digest={thumbnail} />
        ) : (
          <span className="stored-thumbnail" aria-hidden>
            <Clock size={24} />
          </span>
        )}
        <span className="photo-tile__foot" aria-hidden>
          {stage.kind === 'kept' ? time : 'Sending…'}
        </span>
        {oddOf(photo) !== '' && (
          <span className="photo-tile__odd" aria-hidden>
            <TriangleAlert size={14} />
            Check
          </span>
        )}
      </AriaButton>
      {stage.kind !== 'sending' && (
        <span className="new-photo__out">
          <IconButton label={`Leave out photo ${place}`} icon={X} onPress={onLeaveOut} />
        </span>
      )}
    </li>
  );
}
