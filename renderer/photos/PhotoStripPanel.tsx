import { ImagePlus } from 'lucide-react';
import { useState } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { AddPhotosDialog } from './AddPhotosDialog.tsx';
import { PhotoTile } from './PhotoTile.tsx';
import { PhotoViewer } from './PhotoViewer.tsx';
import { useWoundPhotos } from './use-wound-photos.ts';

/** As many as stand beside each other; the gallery has them all. */
const AT_FIRST = 4;

export type PhotoStripPanelProps = {
  readonly assessment: WoundAssessment;
};

/** The photos of one assessment, and the way to add to them. */
export function PhotoStripPanel({ assessment }: PhotoStripPanelProps) {
  const { id: assessmentId, patientId, woundId, signedAt, voidedAt, assessedOn } = assessment;
  const assessmentName = `assessment of ${formatCivilDate(assessedOn)}`;
  const { scene } = useWoundPhotos(patientId, woundId);
  const mayAdd = useMay('treatments.write') && signedAt === null && voidedAt === null;
  const [opened, setOpened] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  if (scene === null) return null;
  const own = scene.photos.filter((photo) => photo.assessmentId === assessmentId);
  if (own.length === 0 && !mayAdd) return null;
  const beyond = own.length - AT_FIRST;
  return (
    <div className="photo-strip" role="group" aria-label={`Photos of the ${assessmentName}`}>
      {own.slice(0, AT_FIRST).map((photo) => (
        <PhotoTile
          key={photo.id}
          photo={photo}
          timeZone={scene.timeZone}
          assessedOn={assessedOn}
          onPress={() => setOpened(photo.id)}
        />
      ))}
      {beyond > 0 && (
        <Button
          variant="quiet"
          aria-label={`${formatCount(beyond)} more photos of the ${assessmentName}`}
          onPress={() => setOpened(own[AT_FIRST]?.id ?? null)}
        >
          {formatCount(beyond)} more
        </Button>
      )}
      {mayAdd && (
        <Button
          variant="quiet"
          icon={ImagePlus}
          aria-label={`Add photo to the ${assessmentName}`}
          onPress={() => setAdding(true)}
        >
          Add photo
        </Button>
      )}
      {opened !== null && (
        <PhotoViewer scene={scene} photoId={opened} onClose={() => setOpened(null)} />
      )}
      {isAdding && (
        <AddPhotosDialog
          scene={scene}
          assessmentId={assessmentId}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
}
