import { apart } from '../../shared/base/apart.ts';
import { type TreatmentRecord, treatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { DefencePacketPanel } from '../disclosures/DefencePacketPanel.tsx';
import { AmendmentDocumentsPanel } from '../documents/AmendmentDocumentsPanel.tsx';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { AmendmentsPanel } from '../signing/AmendmentsPanel.tsx';
import { RecordActions, RecordOutcome, useRecordActions } from '../signing/RecordActionsPanel.tsx';
import { RecordMarks } from '../signing/RecordMarksPanel.tsx';
import { SignaturePanel } from '../signing/SignaturePanel.tsx';
import { OwnRecordSync } from '../sync/RecordSyncPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { leaveToChart } from './leave-form.ts';
import { RecordVersions } from './RecordVersions.tsx';
import { signableTreatment } from './signable-treatment.ts';
import { TreatmentContent, VoidedNote } from './TreatmentContent.tsx';
import { linesOfVersions } from './treatment-lines.ts';

export type TreatmentRecordScreenProps = {
  readonly patientId: string;
  readonly treatmentRecordId: string;
};

type RecordViewProps = {
  readonly chart: OutputOf<'patients.getChart'>;
  readonly record: TreatmentRecord;
  readonly today: string;
  readonly timeZone: string;
};

/** What was corrected while the record was unsigned, up to what stood when it was signed. */
function VersionsBefore({ record, timeZone }: Pick<RecordViewProps, 'record' | 'timeZone'>) {
  const isAmended = record.amendmentCount > 0;
  const ofThis = { kind: 'treatment', id: record.id } as const;
  const history = useOperation('signing.history', ofThis, { enabled: isAmended });
  const asSigned = treatmentRecord.safeParse(history.data?.original).data;
  if (isAmended && asSigned === undefined)
    return <QueryNotice query={history} what="Corrections before it was signed" />;
  return (
    <section aria-label="Corrections before it was signed">
      <RecordVersions record={asSigned ?? record} timeZone={timeZone} />
    </section>
  );
}

function RecordView({ chart, record, today, timeZone }: RecordViewProps) {
  const { patient, allergies, orders } = chart;
  const go = useNavigation((navigation) => navigation.go);
  const acting = useRecordActions(signableTreatment(record, patient));
  const place = { patientId: patient.id, treatmentRecordId: record.id };
  const what = `${formatCount(record.quantityUsed)} × ${apart(record.productName)}`;
  return (
    <Stack>
      <PatientIdentityPanel
        {...{ patient, allergies, today }}
        isPageTitle
        isSticky
        actions={<Button onPress={() => leaveToChart(patient.id)}>Back to chart</Button>}
      />
      <RecordOutcome acting={acting} />
      <VoidedNote record={record} timeZone={timeZone} />
      <Grid hasAside>
        <Stack>
          <Panel
            heading={`${what} · ${formatCivilDate(record.dateApplied)}`}
            actions={
              <RecordActions
                acting={acting}
                onCorrect={() => go({ screen: 'correctTreatment', ...place })}
                onAmend={() => go({ screen: 'amendTreatment', ...place })}
              />
            }
          >
            <Stack gap={3}>
              <Row gap={1}>
                <RecordMarks record={record} />
                <OwnRecordSync entity="treatment_records" id={record.id} which={what} />
              </Row>
              <TreatmentContent record={record} timeZone={timeZone} />
            </Stack>
          </Panel>
          <AmendmentsPanel
            kind="treatment"
            id={record.id}
            record={record}
            linesOf={linesOfVersions({ record, orders, timeZone })}
            timeZone={timeZone}
            renderAttached={(amendmentId) => (
              <AmendmentDocumentsPanel {...{ amendmentId, timeZone }} patientId={patient.id} />
            )}
          />
          {record.version > 1 && <VersionsBefore record={record} timeZone={timeZone} />}
        </Stack>
        <Stack>
          <SignaturePanel kind="treatment" id={record.id} record={record} timeZone={timeZone} />
          <DefencePacketPanel {...place} today={today} />
        </Stack>
      </Grid>
    </Stack>
  );
}

/** One treatment record: what it says, where it stands, who signed it, and what was amended. */
export function TreatmentRecordScreen(props: TreatmentRecordScreenProps) {
  const { patientId, treatmentRecordId } = props;
  const chart = useOperation('patients.getChart', { patientId });
  const record = useOperation('treatments.get', { treatmentRecordId });
  const site = useSite();
  const failed = chart.error === null ? record : chart;
  if (chart.data === undefined || record.data === undefined || site === null)
    return <QueryNotice query={failed} what="Treatment record" />;
  return <RecordView chart={chart.data} record={record.data} {...site} />;
}
