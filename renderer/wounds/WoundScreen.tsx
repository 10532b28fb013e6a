import { ClipboardPlus, Ruler } from 'lucide-react';
import { useMemo } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { AssessmentDraftPanel } from '../assessments/AssessmentDraftPanel.tsx';
import { AssessmentsPanel } from '../assessments/AssessmentsPanel.tsx';
import { HealingPanel } from '../assessments/HealingPanel.tsx';
import { JustAssessedPanel } from '../assessments/JustAssessedPanel.tsx';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { useOperation } from '../client/use-operation.ts';
import { DocumentsPanel } from '../documents/DocumentsPanel.tsx';
import { CoveragePanel } from '../coverage/CoveragePanel.tsx';
import { useNavigation } from '../navigation.ts';
import { PhotosPanel } from '../photos/PhotosPanel.tsx';
import { ProtocolPanel } from '../protocols/ProtocolPanel.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { Button } from '../ui/Button.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Stack } from '../ui/Stack.tsx';
import { GoneWound } from './GoneWound.tsx';
import { useWoundScene, type WoundScene } from './use-wound-scene.ts';
import { useWoundTreatments } from './use-wound-treatments.ts';
import { WoundHeader } from './WoundHeader.tsx';
import { WoundTreatments } from './WoundTreatments.tsx';

const NOT_READ: readonly WoundAssessment[] = [];

type WoundProps = { readonly scene: WoundScene; readonly wound: Wound };

function WoundActions({ wound }: Pick<WoundProps, 'wound'>) {
  const go = useNavigation((navigation) => navigation.go);
  const mayWrite = useMay('treatments.write');
  const { id: woundId, patientId } = wound;
  if (!mayWrite || wound.voidedAt !== null) return null;
  return (
    <>
      <Button
        icon={ClipboardPlus}
        onPress={() => go({ screen: 'recordTreatment', patientId, repeat: false, woundId })}
      >
        Log treatment
      </Button>
      <Button
        variant="primary"
        icon={Ruler}
        onPress={() => go({ screen: 'recordAssessment', patientId, woundId })}
      >
        Assess wound
      </Button>
    </>
  );
}

function WoundPage({ scene, wound }: WoundProps) {
  const { today, timeZone } = scene;
  const { id: woundId, patientId } = wound;
  const assessments = useOperation('assessments.list', { woundId });
  const treatments = useWoundTreatments(patientId, woundId);
  const counted = useMemo(
    () => treatments.filter(({ voidedAt }) => voidedAt === null),
    [treatments],
  );
  return (
    <Stack>
      <PatientIdentityPanel
        {...scene}
        isPageTitle
        isSticky
        actions={<WoundActions wound={wound} />}
      />
      <JustAssessedPanel
        patient={scene.patient}
        wound={wound}
        assessments={assessments.data ?? NOT_READ}
        timeZone={timeZone}
      />
      <AssessmentDraftPanel patientId={patientId} today={today} timeZone={timeZone} />
      <WoundHeader scene={scene} wound={wound} assessments={assessments.data ?? null} />
      <Grid hasAside>
        {assessments.data === undefined ? (
          <QueryNotice query={assessments} what="Assessments" />
        ) : (
          <Stack>
            <HealingPanel wound={wound} assessments={assessments.data} treatments={counted} />
            <PhotosPanel patientId={patientId} woundId={woundId} />
            <AssessmentsPanel
              patientId={patientId}
              woundId={woundId}
              assessments={assessments.data}
              timeZone={timeZone}
            />
          </Stack>
        )}
        <Stack>
          <ProtocolPanel patientId={patientId} woundId={woundId} />
          <CoveragePanel patientId={patientId} woundId={woundId} />
          <WoundTreatments treatments={treatments} />
          <DocumentsPanel patientId={patientId} woundId={woundId} />
        </Stack>
      </Grid>
    </Stack>
  );
}

export type WoundScreenProps = { readonly patientId: string; readonly woundId: string };

/** One wound: what it is, how it heals, how it looked each time, and what was done for it. */
export function WoundScreen({ patientId, woundId }: WoundScreenProps) {
  const { scene, failed } = useWoundScene(patientId);
  if (scene === null) return <QueryNotice query={failed} what="Wound" />;
  const wound = scene.wounds.find(({ id }) => id === woundId);
  if (wound === undefined) return <GoneWound patientId={patientId} />;
  return <WoundPage key={woundId} scene={scene} wound={wound} />;
}
