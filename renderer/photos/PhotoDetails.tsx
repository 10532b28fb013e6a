import { Ban, ClipboardPen, Ruler } from 'lucide-react';
import { apart } from '../../shared/base/apart.ts';
import { recordStateOf } from '../../shared/signing/record-state.ts';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { OwnRecordSync } from '../sync/RecordSyncPanel.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Stack } from '../ui/Stack.tsx';
import { assessedSizeInWords, measuredInWords } from './photo-words.ts';
import type { PhotoScene } from './use-wound-photos.ts';

type DetailsProps = {
  readonly scene: PhotoScene;
  readonly photo: WoundPhoto;
  readonly onMeasure: () => void;
  readonly onVoid: () => void;
};

function Actions({ scene, photo, onMeasure, onVoid }: DetailsProps) {
  const mayWrite = useMay('treatments.write');
  const go = useNavigation((navigation) => navigation.go);
  const assessment = scene.assessments.get(photo.assessmentId);
  if (!mayWrite || photo.voidedAt !== null) return null;
  const isOpen = assessment !== undefined && recordStateOf(assessment) === 'unsigned';
  const { patientId, woundId } = scene;
  return (
    <Stack gap={2}>
      {!photo.isLocked && assessment?.voidedAt === null && (
        <Button variant="primary" icon={Ruler} isFullWidth onPress={onMeasure}>
          {photo.measuredAreaMm2 === null ? 'Measure' : 'Measure again'}
        </Button>
      )}
      {isOpen && photo.measuredAreaMm2 !== null && (
        <Button
          icon={ClipboardPen}
          isFullWidth
          onPress={() =>
            go({
              screen: 'correctAssessment',
              patientId,
              woundId,
              assessmentId: photo.assessmentId,
            })
          }
        >
          Use in the assessment
        </Button>
      )}
      <Button icon={Ban} isFullWidth onPress={onVoid}>
        Strike out
      </Button>
    </Stack>
  );
}

/** What is known of a photo, and what can be done with it. */
export function PhotoDetails(props: DetailsProps) {
  const { scene, photo } = props;
  const { timeZone } = scene;
  const assessment = scene.assessments.get(photo.assessmentId);
  return (
    <Stack>
      {photo.voidedAt !== null && (
        <InlineMessage
          tone="danger"
          title={`Struck out ${formatInstant(photo.voidedAt, timeZone)}`}
        >
          {photo.voidReason}
        </InlineMessage>
      )}
      {photo.caption !== null && (
        <p className="photo-viewer__caption" dir="auto">
          {photo.caption}
        </p>
      )}
      <OwnRecordSync entity="wound_photos" id={photo.id} which="Photo" />
      <KeyValueList
        entries={[
          { key: 'taken', label: 'Taken', value: formatInstant(photo.takenAt, timeZone) },
          {
            key: 'assessment',
            label: 'Assessment',
            value: assessment ? formatCivilDate(assessment.assessedOn) : 'Not found',
          },
          {
            key: 'size',
            label: 'Size in it',
            value: (assessment && assessedSizeInWords(assessment)) || 'Not measured',
          },
          {
            key: 'area',
            label: 'Area in photo',
            value: measuredInWords(photo) || 'Not measured',
          },
          {
            key: 'added',
            label: 'Added',
            value: `${apart(photo.addedByName)}, ${formatInstant(photo.createdAt, timeZone)}`,
          },
        ]}
      />
      {photo.isLocked && <Badge tone="success">Assessment signed: nothing here changes</Badge>}
      <Actions {...props} />
    </Stack>
  );
}
