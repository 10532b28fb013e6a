import { formatInstant } from '../ui/format.ts';
import { StoredThumbnail } from '../StoredPicture.tsx';
import { useWoundPhotos } from './use-wound-photos.ts';

/** As many as stand beside each other on paper. */
const ON_PAPER = 4;

export type PrintedPhotosPanelProps = { readonly patientId: string; readonly woundId: string };

/** The newest photos of a wound as small pictures; nothing where there are none. */
export function PrintedPhotosPanel({ patientId, woundId }: PrintedPhotosPanelProps) {
  const { scene } = useWoundPhotos(patientId, woundId);
  const photos = scene?.photos.filter(({ voidedAt }) => voidedAt === null) ?? [];
  if (scene === null || photos.length === 0) return null;
  return (
    <section>
      <h2>Photos</h2>
      <ul className="print-photos">
        {photos.slice(0, ON_PAPER).map((photo) => (
          <li key={photo.id}>
            <StoredThumbnail digest={photo.thumbnailDigest} />
            <span>{formatInstant(photo.takenAt, scene.timeZone)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
