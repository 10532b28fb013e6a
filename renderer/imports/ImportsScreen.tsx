import { FileSpreadsheet } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { fhirReport } from '../../shared/exchange/fhir-contract.ts';
import { hl7Report } from '../../shared/exchange/hl7-contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { FhirReportPanel } from '../exchange/FhirReportPanel.tsx';
import { Hl7ReportPanel } from '../exchange/Hl7ReportPanel.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { JobsPanel } from '../jobs/JobsPanel.tsx';
import { useNavigation } from '../navigation.ts';
import { Button } from '../ui/Button.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ImportReportView } from './ImportReportView.tsx';
import { SourceForm } from './SourceForm.tsx';

const OPERATIONS = ['imports.synthea', 'imports.hcpcs', 'hl7.import', 'exchange.importFhir'];

/**
 * The import to show: the one just chosen, or else one that was not through when the user came back
 * to this screen, until its end and its report.
 */
function useShownImport() {
  const [jobId, setJobId] = useState<string | null>(null);
  const { data: jobs } = useOperation('jobs.list', {});
  const newest = jobs?.find(({ operation }) => OPERATIONS.includes(operation));
  const isThrough = newest?.state === 'done' || newest?.state === 'failed';
  if (jobId === null && newest !== undefined && !isThrough) setJobId(newest.id);
  return [jobId, setJobId] as const;
}

/** Each kind of import reports in its own way. */
function ReportView({ value }: { readonly value: unknown }) {
  const fhir = fhirReport.safeParse(value);
  if (fhir.success) return <FhirReportPanel report={fhir.data} />;
  const hl7 = hl7Report.safeParse(value);
  return hl7.success ? <Hl7ReportPanel report={hl7.data} /> : <ImportReportView value={value} />;
}

export function ImportsScreen() {
  const [shownJobId, setShownJobId] = useShownImport();
  const go = useNavigation((state) => state.go);
  const place = useRef<HTMLDivElement>(null);
  const [chosenCount, setChosenCount] = useState(0);

  // Brings what the user asked for into view, and a screen reader to it.
  useEffect(() => {
    if (chosenCount > 0) place.current?.focus();
  }, [chosenCount]);

  function show(jobId: string) {
    setShownJobId(jobId);
    setChosenCount(chosenCount + 1);
  }

  return (
    <Stack gap={5}>
      <PageHeader
        title="Import"
        subtitle="Bring in patients and products from other programs"
        actions={
          <Button icon={FileSpreadsheet} onPress={() => go({ screen: 'importProducts' })}>
            A product list of your own
          </Button>
        }
      />
      {shownJobId !== null && (
        <div ref={place} tabIndex={-1} className="imports-place">
          <JobProgressPanel
            key={shownJobId}
            jobId={shownJobId}
            renderDone={(value) => <ReportView value={value} />}
          />
        </div>
      )}
      <SourceForm onStarted={show} />
      <JobsPanel
        heading="Imports so far"
        operations={OPERATIONS}
        openJobId={shownJobId}
        onOpen={show}
      />
    </Stack>
  );
}
