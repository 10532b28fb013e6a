import { Ruler } from 'lucide-react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { photoName } from './photo-words.ts';
import { useWoundPhotos } from './use-wound-photos.ts';

export type MeasuredAreasPanelProps = {
  readonly assessment: Pick<WoundAssessment, 'id' | 'patientId' | 'woundId'>;
  /** In square millimetres; the one that the form holds now, or null. */
  readonly usedAreaMm2: number | null;
  readonly onUse: (areaMm2: number) => void;
};

/** Offers the areas that were measured in an assessment's photos; draws nothing where there are none. */
export function MeasuredAreasPanel(props: MeasuredAreasPanelProps) {
  const { assessment, usedAreaMm2, onUse } = props;
  const { scene } = useWoundPhotos(assessment.patientId, assessment.woundId);
  const measured = scene?.photos.filter(
    (photo) => photo.assessmentId === assessment.id && photo.voidedAt === null,
  );
  return measured?.map(({ id, takenAt, measuredAreaMm2 }) => {
    if (measuredAreaMm2 === null || scene === null || measuredAreaMm2 === usedAreaMm2) return null;
    const name = photoName({ takenAt }, scene.timeZone);
    return (
      <InlineMessage
        key={id}
        tone="info"
        title={`${areaInWords(measuredAreaMm2)}, estimated`}
        actions={
          <Button
            icon={Ruler}
            aria-label={`Use ${areaInWords(measuredAreaMm2)} of the ${name}`}
            onPress={() => onUse(measuredAreaMm2)}
          >
            Use {areaInWords(measuredAreaMm2)}
          </Button>
        }
      >
        Traced in the {name.replace('Photo', 'photo')}.
      </InlineMessage>
    );
  });
}
