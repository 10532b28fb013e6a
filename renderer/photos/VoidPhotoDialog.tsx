import { useState } from 'react';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { type ReplyOf, useChange } from '../client/use-operation.ts';
import { StrikeOutDialog } from '../signing/StrikeOutPanel.tsx';
import { StoredThumbnail } from '../StoredPicture.tsx';

export type VoidPhotoDialogProps = {
  readonly photo: WoundPhoto;
  readonly name: string;
  readonly onClose: () => void;
};

/** Strikes out a photo that was added by mistake; mount it to open it. */
export function VoidPhotoDialog({ photo, name, onClose }: VoidPhotoDialogProps) {
  const [seen, setSeen] = useState(photo.version);
  const voiding = useChange('photos.void');
  return (
    <StrikeOutDialog<ReplyOf<'photos.void'>>
      title={`Strike out the ${name.replace('Photo', 'photo')}?`}
      confirmLabel="Strike out"
      reasonLabel="Reason for striking out"
      reasonMissing="Say why this photo is struck out"
      keptAs={`void photo ${photo.id}`}
      done="Struck out on this computer. The photo stays readable."
      send={(given) => voiding.mutateAsync({ photoId: photo.id, seen, ...given })}
      onRefused={(failure) => {
        if (failure.code === 'Stale') setSeen(failure.details.version);
        return failure.message;
      }}
      onDone={onClose}
      onClose={onClose}
    >
      <div className="struck-photo">
        <StoredThumbnail digest={photo.thumbnailDigest} />
      </div>
      <p>It stays readable, struck out with your name and reason, and counts no more.</p>
    </StrikeOutDialog>
  );
}
