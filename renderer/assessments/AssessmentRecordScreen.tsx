import { History } from 'lucide-react';
import { useState } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { leaveTo } from '../leave-to.ts';
import { useNavigation } from '../navigation.ts';
import { AmendmentPhotosPanel } from '../photos/AmendmentPhotosPanel.tsx';
import { PhotoStripPanel } from '../photos/PhotoStripPanel.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { AmendmentsPanel } from '../signing/AmendmentsPanel.tsx';
import { RecordActions, RecordOutcome, useRecordActions } from '../signing/RecordActionsPanel.tsx';
import { RecordMarks } from '../signing/RecordMarksPanel.tsx';
import { SignaturePanel } from '../signing/SignaturePanel.tsx';
import { OwnRecordSync } from '../sync/RecordSyncPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { AssessmentContentView, VoidedAssessmentNote } from './AssessmentContentView.tsx';
import { AssessmentHistoryDialog } from './AssessmentHistoryDialog.tsx';
import { assessmentVersionLines } from './assessment-version-lines.ts';
import { GoneAssessment } from './GoneAssessment.tsx';
import { signableAssessment } from './signable-assessment.ts';
import { type AssessmentScene, useAssessmentScene } from './use-assessment-scene.ts';

type ViewProps = { readonly scene: AssessmentScene; readonly assessment: WoundAssessment };

function Marks({ scene: { wound }, assessment }: ViewProps) {
  return (
    <Row gap={1}>
      <RecordMarks record={assessment} />
      <OwnRecordSync entity="wound_assessments" id={assessment.id} which={wound.location} />
    </Row>
  );
}

function AssessmentView({ scene, assessment }: ViewProps) {
  const { patient, wound, timeZone } = scene;
  const go = useNavigation((navigation) => navigation.go);
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const acting = useRecordActions(signableAssessment(assessment, scene));
  const place = { patientId: patient.id, woundId: wound.id };
  return (
    <Stack>
      <PatientIdentityPanel
        {...scene}
        isPageTitle
        isSticky
        actions={
          <Button onPress={() => leaveTo({ screen: 'wound', ...place })}>Back to wound</Button>
        }
      />
      <RecordOutcome acting={acting} />
      <VoidedAssessmentNote assessment={assessment} timeZone={timeZone} />
      <h2 className="assessed-wound__name">
        <span className="wound-number">{wound.woundNumber}</span> {wound.location}
      </h2>
      <Grid hasAside>
        <Stack>
          <Panel
            heading={`Assessment of ${formatCivilDate(assessment.assessedOn)}`}
            actions={
              <>
                {assessment.version > 1 && (
                  <Button variant="quiet" icon={History} onPress={() => setHistoryOpen(true)}>
                    History
                  </Button>
                )}
                <RecordActions
                  acting={acting}
                  onCorrect={() =>
                    go({ screen: 'correctAssessment', ...place, assessmentId: assessment.id })
                  }
                  onAmend={() =>
                    go({ screen: 'amendAssessment', ...place, assessmentId: assessment.id })
                  }
                />
              </>
            }
          >
            <Stack gap={3}>
              <Marks scene={scene} assessment={assessment} />
              <AssessmentContentView assessment={assessment} timeZone={timeZone} />
              <PhotoStripPanel assessment={assessment} />
            </Stack>
          </Panel>
          <AmendmentsPanel
            kind="assessment"
            id={assessment.id}
            record={assessment}
            linesOf={assessmentVersionLines}
            timeZone={timeZone}
            renderAttached={(amendmentId) => (
              <AmendmentPhotosPanel {...{ assessment, amendmentId }} />
            )}
          />
        </Stack>
        <SignaturePanel
          kind="assessment"
          id={assessment.id}
          record={assessment}
          timeZone={timeZone}
        />
      </Grid>
      {isHistoryOpen && (
        <AssessmentHistoryDialog
          assessment={assessment}
          timeZone={timeZone}
          onClose={() => setHistoryOpen(false)}
        />
      )}
    </Stack>
  );
}

export type AssessmentRecordScreenProps = {
  readonly patientId: string;
  readonly woundId: string;
  readonly assessmentId: string;
};

/** One assessment: what it says, where it stands, who signed it, and what was amended. */
export function AssessmentRecordScreen(props: AssessmentRecordScreenProps) {
  const { scene, failed, isMissing } = useAssessmentScene(props);
  if (isMissing) return <GoneAssessment patientId={props.patientId} />;
  if (scene === null || scene.correcting === null)
    return <QueryNotice query={failed} what="Assessment" />;
  return <AssessmentView scene={scene} assessment={scene.correcting} />;
}
