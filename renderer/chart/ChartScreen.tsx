import { ClipboardPlus, FileSearch, Repeat2 } from 'lucide-react';
import { startTransition, useEffect, useState } from 'react';
import { AllergiesPanel } from '../allergies/AllergiesPanel.tsx';
import { AssessmentDraftPanel } from '../assessments/AssessmentDraftPanel.tsx';
import { StatementsPanel } from '../billing-paper/StatementsPanel.tsx';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { ConditionsPanel } from '../conditions/ConditionsPanel.tsx';
import { DisclosuresPanel } from '../disclosures/DisclosuresPanel.tsx';
import { FhirChartPanel } from '../exchange/FhirChartPanel.tsx';
import { DocumentsPanel } from '../documents/DocumentsPanel.tsx';
import { ClosedChartPanel } from '../glass/ClosedChartPanel.tsx';
import { RestrictChartButton } from '../glass/RestrictChartPanel.tsx';
import { RestrictionPanel } from '../glass/RestrictionPanel.tsx';
import { WasteOfPatientPanel } from '../inventory/WasteOfPatientPanel.tsx';
import { useNavigation } from '../navigation.ts';
import { DuplicateMarkPanel } from '../patients/DuplicateMarkPanel.tsx';
import { LinkedChartsPanel } from '../patients/LinkedChartsPanel.tsx';
import { PatientDetailsPanel } from '../patients/PatientDetailsPanel.tsx';
import { CoveragesPanel } from '../payers/CoveragesPanel.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { UsedOnPanel } from '../recalls/UsedOnPanel.tsx';
import { useMay } from '../signed-in.ts';
import { JustSavedPanel } from '../treatments/JustSavedPanel.tsx';
import { ScanOnChartPanel } from '../treatments/ScanOnChartPanel.tsx';
import { TreatmentDraftPanel } from '../treatments/TreatmentDraftPanel.tsx';
import { TreatmentTimelinePanel } from '../treatments/TreatmentTimelinePanel.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { WoundsPanel } from '../wounds/WoundsPanel.tsx';
import { ChartOrders } from './ChartOrders.tsx';
import { PatientIdentityPanel } from './PatientIdentityPanel.tsx';

export type ChartScreenProps = { readonly patientId: string };

type ChartActionsProps = {
  readonly patientId: string;
  readonly hasTreatments: boolean;
  readonly isRestricted: boolean;
};

function ChartActions({ patientId, hasTreatments, isRestricted }: ChartActionsProps) {
  const go = useNavigation((navigation) => navigation.go);
  const mayWrite = useMay('treatments.write');
  const mayAudit = useMay('audit.read');
  const mayRestrict = useMay('charts.restrict');
  const record = (repeat: boolean) => go({ screen: 'recordTreatment', patientId, repeat });
  return (
    <>
      {mayAudit && (
        <Button icon={FileSearch} onPress={() => go({ screen: 'audit', ofPatient: patientId })}>
          Who has seen this chart
        </Button>
      )}
      {mayRestrict && !isRestricted && <RestrictChartButton patientId={patientId} />}
      {mayWrite && hasTreatments && (
        <Button icon={Repeat2} onPress={() => record(true)}>
          Same as last
        </Button>
      )}
      {mayWrite && (
        <Button variant="primary" icon={ClipboardPlus} onPress={() => record(false)}>
          Log treatment
        </Button>
      )}
    </>
  );
}

type ChartProps = {
  readonly chart: OutputOf<'patients.getChart'>;
  readonly today: string;
  readonly timeZone: string;
};

function ChartPanels({ chart, today, timeZone }: ChartProps) {
  const { patient, allergies, orders, treatments, treatmentCount } = chart;
  const isReader = useMay('charts.read');
  return (
    <Grid hasAside>
      <Stack>
        <LinkedChartsPanel chart={chart} />
        <WoundsPanel patientId={patient.id} today={today} />
        <TreatmentTimelinePanel
          patientId={patient.id}
          treatments={treatments}
          treatmentCount={treatmentCount}
          linkedCharts={chart.linkedCharts}
          timeZone={timeZone}
        />
      </Stack>
      <Stack>
        <AllergiesPanel patientId={patient.id} allergies={allergies} />
        <ConditionsPanel patientId={patient.id} today={today} />
        <ChartOrders patientId={patient.id} orders={orders} />
        {isReader && <WasteOfPatientPanel patient={patient} orders={orders} />}
        {treatmentCount > 0 && <UsedOnPanel patientId={patient.id} />}
        <DocumentsPanel patientId={patient.id} woundId={null} />
        <CoveragesPanel patientId={patient.id} today={today} />
        <StatementsPanel patientId={patient.id} today={today} />
        <PatientDetailsPanel patient={patient} />
        <FhirChartPanel patientId={patient.id} />
        <DisclosuresPanel patientId={patient.id} {...{ today, timeZone }} />
      </Stack>
    </Grid>
  );
}

/**
 * False for the first drawing: whose chart it is, and that a treatment was saved, is drawn before all that lies
 * below. A deferred value would not do: what is deferred within one React draws at once, and the wounds would
 * wait for the last of the treatments.
 */
function useIsBelowDue(): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => startTransition(() => setDue(true)), []);
  return isDue;
}

function Chart({ chart, today, timeZone }: ChartProps) {
  const { patient, allergies, treatments, treatmentCount } = chart;
  const isBelowDue = useIsBelowDue();
  return (
    <Stack>
      <ScanOnChartPanel patientId={patient.id} />
      <PatientIdentityPanel
        patient={patient}
        allergies={allergies}
        today={today}
        isPageTitle
        isSticky
        actions={
          <ChartActions
            patientId={patient.id}
            hasTreatments={treatmentCount > 0}
            isRestricted={chart.restriction?.patientId === patient.id}
          />
        }
      />
      <RestrictionPanel
        patientId={patient.id}
        restriction={chart.restriction}
        timeZone={timeZone}
      />
      <DuplicateMarkPanel patientId={patient.id} count={chart.possibleDuplicates} />
      <JustSavedPanel patient={patient} treatments={treatments} timeZone={timeZone} />
      <TreatmentDraftPanel patientId={patient.id} today={today} timeZone={timeZone} />
      <AssessmentDraftPanel patientId={patient.id} today={today} timeZone={timeZone} />
      {patient.deceasedOn !== null && (
        <InlineMessage
          tone="caution"
          title={`This patient died on ${formatCivilDate(patient.deceasedOn)}`}
        >
          What was done before can still be logged, as a late entry.
        </InlineMessage>
      )}
      {isBelowDue && <ChartPanels chart={chart} today={today} timeZone={timeZone} />}
    </Stack>
  );
}

/** A patient's chart: who, what to look out for, what was done, and what is there to do it with. */
export function ChartScreen({ patientId }: ChartScreenProps) {
  const chart = useOperation('patients.getChart', { patientId });
  // For the panel of wounds, which would ask only once the chart is there.
  useOperation('wounds.list', { patientId });
  const site = useSite();
  // What was read before the chart closed again does not stay on screen.
  if (chart.error?.code === 'GlassNeeded') return <ClosedChartPanel patientId={patientId} />;
  if (chart.data === undefined || site === null) return <QueryNotice query={chart} what="Chart" />;
  return <Chart key={patientId} chart={chart.data} {...site} />;
}
