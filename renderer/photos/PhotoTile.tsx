import { Ban, Ruler } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { StoredThumbnail } from '../StoredPicture.tsx';
import { classNames } from '../ui/class-names.ts';
import { defined } from '../ui/defined.ts';
import { formatCivilDate, formatTimeOfDay } from '../ui/format.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import { civilDateAt } from '../../shared/base/civil-date.ts';
import { measuredInWords, photoName } from './photo-words.ts';

export type PhotoTileProps = {
  readonly photo: WoundPhoto;
  readonly timeZone: string;
  /** The day of its assessment, which need not be said again. */
  readonly assessedOn: string | undefined;
  /** In the gallery one photo at a time is reached by Tab. */
  readonly isTabStop?: boolean | undefined;
  readonly onPress: () => void;
  readonly onFocus?: (() => void) | undefined;
};

function nameOf(photo: WoundPhoto, timeZone: string): string {
  return [
    photoName(photo, timeZone),
    photo.caption,
    measuredInWords(photo),
    photo.voidedAt !== null && 'struck out',
  ]
    .filter((part) => part !== null && part !== '' && part !== false)
    .join(', ');
}

/** A small photo that opens the large one. */
export function PhotoTile(props: PhotoTileProps) {
  const { photo, timeZone, assessedOn, isTabStop = true } = props;
  const isVoided = photo.voidedAt !== null;
  const day = civilDateAt(new Date(photo.takenAt), timeZone);
  const time = formatTimeOfDay(photo.takenAt, timeZone);
  return (
    <AriaButton
      className={classNames('photo-tile', isVoided && 'photo-tile--voided')}
      excludeFromTabOrder={!isTabStop}
      onPress={() => props.onPress()}
      {...defined({ onFocus: props.onFocus })}
    >
      <span className="visually-hidden">{nameOf(photo, timeZone)}</span>
      <StoredThumbnail digest={photo.thumbnailDigest} />
      <span className="photo-tile__foot" aria-hidden>
        <span>{day === assessedOn ? time : formatCivilDate(day)}</span>
        {photo.measuredAreaMm2 !== null && (
          <span className="photo-tile__area">
            <Ruler size={14} aria-hidden />
            {areaInWords(photo.measuredAreaMm2)}
          </span>
        )}
      </span>
      {isVoided && (
        <span className="photo-tile__void" aria-hidden>
          <Ban size={14} aria-hidden />
          Struck out
        </span>
      )}
    </AriaButton>
  );
}
