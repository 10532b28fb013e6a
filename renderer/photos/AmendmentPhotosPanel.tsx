import { useState } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { PhotoTile } from './PhotoTile.tsx';
import { PhotoViewer } from './PhotoViewer.tsx';
import { useWoundPhotos } from './use-wound-photos.ts';

export type AmendmentPhotosPanelProps = {
  readonly assessment: WoundAssessment;
  readonly amendmentId: string;
};

/** The photos that an amendment brought; nothing where it brought none. */
export function AmendmentPhotosPanel({ assessment, amendmentId }: AmendmentPhotosPanelProps) {
  const { patientId, woundId, assessedOn } = assessment;
  const { scene } = useWoundPhotos(patientId, woundId);
  const [opened, setOpened] = useState<string | null>(null);
  const own = scene?.photos.filter((photo) => photo.amendmentId === amendmentId) ?? [];
  if (scene === null || own.length === 0) return null;
  return (
    <div className="photo-strip" role="group" aria-label="Photos of this amendment">
      {own.map((photo) => (
        <PhotoTile
          key={photo.id}
          photo={photo}
          timeZone={scene.timeZone}
          assessedOn={assessedOn}
          onPress={() => setOpened(photo.id)}
        />
      ))}
      {opened !== null && (
        <PhotoViewer scene={scene} photoId={opened} onClose={() => setOpened(null)} />
      )}
    </div>
  );
}
