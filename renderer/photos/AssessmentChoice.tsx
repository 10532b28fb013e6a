import { Ruler } from 'lucide-react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { useNavigation } from '../navigation.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { assessedSizeInWords } from './photo-words.ts';
import type { PhotoScene } from './use-wound-photos.ts';

/** Those that still take photos, newest first: neither signed nor struck out. */
export function openAssessments(
  assessments: readonly WoundAssessment[],
): readonly WoundAssessment[] {
  return assessments.filter(({ signedAt, voidedAt }) => signedAt === null && voidedAt === null);
}

export type AssessmentChoiceProps = {
  readonly scene: PhotoScene;
  readonly open: readonly WoundAssessment[];
  readonly target: WoundAssessment | null;
  /** True when the assessment was given and is only shown. */
  readonly isFixed: boolean;
  readonly onChoose: (assessmentId: string) => void;
};

/** Which assessment the photos belong to; where none can take them, the way to a new one. */
export function AssessmentChoice(props: AssessmentChoiceProps) {
  const { scene, open, target, isFixed, onChoose } = props;
  const go = useNavigation((navigation) => navigation.go);
  const { patientId, woundId } = scene;
  if (open.length === 0)
    return (
      <InlineMessage
        tone="info"
        title="A photo belongs to an assessment"
        actions={
          <Button
            variant="primary"
            icon={Ruler}
            onPress={() => go({ screen: 'recordAssessment', patientId, woundId })}
          >
            Assess wound
          </Button>
        }
      >
        This wound has no unsigned assessment that could take it. Record one first; the photos can
        be added as soon as it is saved.
      </InlineMessage>
    );
  if (isFixed && target)
    return (
      <p className="photo-target">
        To the assessment of <strong>{formatCivilDate(target.assessedOn)}</strong>
        {assessedSizeInWords(target) && `, ${assessedSizeInWords(target)}`}
      </p>
    );
  return (
    <SelectField
      label="Assessment that they belong to"
      isRequired
      value={target?.id ?? null}
      options={open.map((each) => ({
        key: each.id,
        label: `${formatCivilDate(each.assessedOn)}${each === open[0] ? ', the newest' : ''}`,
        detail: assessedSizeInWords(each) || 'No size',
      }))}
      onChange={onChoose}
    />
  );
}
