import { CircleAlert, CircleCheck, Clock, RotateCw, TriangleAlert, X } from 'lucide-react';
import { StoredThumbnail } from '../StoredPicture.tsx';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { isCivilDate, toDayNumber } from '../../shared/base/civil-date.ts';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { TextField } from '../ui/TextField.tsx';
import { TimeField } from '../ui/TimeField.tsx';
import type { IncomingPhoto, PhotoIntake } from './photo-intake.ts';

type EntryProps = {
  readonly photo: IncomingPhoto;
  readonly intake: PhotoIntake;
  readonly today: string;
  /** The day of the assessment that takes them; null until it is chosen. */
  readonly assessedOn: string | null;
};

function SendButton({ photo, intake }: Pick<EntryProps, 'photo' | 'intake'>) {
  return (
    <Button
      icon={RotateCw}
      aria-label={`Send ${photo.name}`}
      onPress={() => void intake.retry(photo.key)}
    >
      Send
    </Button>
  );
}

function Stage({ photo, intake }: Pick<EntryProps, 'photo' | 'intake'>) {
  const { stage } = photo;
  switch (stage.kind) {
    case 'refused':
      return (
        <>
          <p className="incoming__problem">
            <CircleAlert size={16} aria-hidden />
            {stage.message}
          </p>
          {stage.mayRetry && <SendButton photo={photo} intake={intake} />}
        </>
      );
    case 'stopped':
      return <SendButton photo={photo} intake={intake} />;
    case 'added':
      return (
        <p className="incoming__state">
          <CircleCheck size={16} aria-hidden />
          Added
        </p>
      );
    case 'waiting':
    case 'sending':
      return (
        <p className="incoming__state">
          <Clock size={16} aria-hidden />
          {stage.kind === 'waiting' ? 'Waiting' : 'Sending…'}
        </p>
      );
    case 'kept':
      return null;
  }
}

/** What is odd about the day, in words; empty while nothing is. */
function oddDay(day: string, assessedOn: string | null): string {
  if (assessedOn === null || !isCivilDate(day)) return '';
  const apart = toDayNumber(assessedOn) - toDayNumber(day);
  if (apart === 0) return '';
  const side = apart > 0 ? 'before' : 'after';
  return `${formatQuantity(Math.abs(apart), 'day')} ${side} the assessment of ${formatCivilDate(assessedOn)}: is it the right one?`;
}

function KeptFields({ photo, intake, today, assessedOn }: EntryProps) {
  const { key, day, time, isDayUnsure, caption, name } = photo;
  const odd = oddDay(day, assessedOn);
  const edit = intake.edit;
  return (
    <div className="incoming__fields">
      <span className="incoming__file">{name}</span>
      <DateField
        label="Taken on"
        value={day}
        max={today}
        isRequired
        error={photo.problem ?? undefined}
        carried={
          isDayUnsure
            ? { note: 'From the file – check', onConfirm: () => edit(key, { isDayUnsure: false }) }
            : undefined
        }
        onChange={(next) => edit(key, { day: next, isDayUnsure: false })}
      />
      <TimeField label="Time" value={time} onChange={(next) => edit(key, { time: next })} />
      <TextField
        label="Caption"
        value={caption}
        maxLength={300}
        onChange={(next) => edit(key, { caption: next })}
      />
      {odd !== '' && (
        <p className="incoming__odd">
          <TriangleAlert size={16} aria-hidden />
          {odd}
        </p>
      )}
    </div>
  );
}

function Entry(props: EntryProps) {
  const { photo, intake } = props;
  const { stage, name } = photo;
  const thumbnail = stage.kind === 'kept' ? stage.file.content?.thumbnailDigest : null;
  return (
    <li className="incoming__entry">
      <span className="incoming__picture">
        {thumbnail && <StoredThumbnail digest={thumbnail} />}
      </span>
      <div className="incoming__words">
        {stage.kind === 'kept' ? (
          <KeptFields {...props} />
        ) : (
          <>
            <strong className="incoming__name">{name}</strong>
            <Stage photo={photo} intake={intake} />
          </>
        )}
      </div>
      {stage.kind !== 'sending' && stage.kind !== 'added' && (
        <IconButton label={`Leave out ${name}`} icon={X} onPress={() => intake.remove(photo.key)} />
      )}
    </li>
  );
}

export type IncomingPhotosProps = {
  readonly intake: PhotoIntake;
  readonly photos: readonly IncomingPhoto[];
  readonly today: string;
  readonly assessedOn: string | null;
};

/** What was taken or chosen, how far each is, and what is still to be said of it. */
export function IncomingPhotos({ photos, ...shared }: IncomingPhotosProps) {
  const { intake } = shared;
  const underWay = photos.filter(
    ({ stage }) => stage.kind === 'waiting' || stage.kind === 'sending',
  );
  if (photos.length === 0) return null;
  return (
    <div className="incoming">
      {underWay.length > 0 && (
        <ProgressBar
          label="Sending photos"
          value={photos.length - underWay.length}
          total={photos.length}
          detail={`${photos.length - underWay.length} of ${formatQuantity(photos.length, 'photo')}`}
          cancelLabel="Stop"
          onCancel={() => intake.stop()}
        />
      )}
      <ul>
        {photos.map((photo) => (
          <Entry key={photo.key} photo={photo} {...shared} />
        ))}
      </ul>
    </div>
  );
}
