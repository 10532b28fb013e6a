import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import type { FhirForm } from '../../shared/exchange/fhir-contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel, type StoppedWords } from '../jobs/JobProgressPanel.tsx';
import { useToday } from '../today.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { FhirFile } from './FhirFile.tsx';

const FORMS = [
  { key: 'bundle', title: 'One Bundle', detail: 'A single JSON document' },
  { key: 'ndjson', title: 'A resource a line', detail: 'ndjson, for programs that take many' },
] as const;

const STOPPED: StoppedWords = {
  cancelled: 'Cancelled. Nothing was written.',
  interrupted: 'Interrupted, because Caretrail was closed. Nothing was written.',
};

type Days = { readonly fromOn: string; readonly toOn: string };

/** Why these days cannot be asked for, or null. */
function daysProblem({ fromOn, toOn }: Days): string | null {
  if (fromOn === '' || toOn === '') return 'Say from which day to which';
  return toOn < fromOn ? 'The last day is before the first' : null;
}

/** What was done in some days, as FHIR for another program. */
export function FhirExportScreen() {
  const today = useToday();
  const start = useChange('exchange.exportFhir');
  const [days, setDays] = useState<Days>({ fromOn: '', toOn: today });
  const [form, setForm] = useState<FhirForm>('bundle');
  const [problem, setProblem] = useState<string | null>(null);
  const [begun, setBegun] = useState<{ readonly jobId: string; readonly fileName: string } | null>(
    null,
  );
  async function begin() {
    const wrong = daysProblem(days);
    setProblem(wrong);
    if (wrong !== null) return;
    const reply = await start.mutateAsync({ scope: days, form });
    const fileName = `fhir-${days.fromOn}-${days.toOn}.${form === 'bundle' ? 'json' : 'ndjson'}`;
    if (reply.ok) setBegun({ jobId: reply.value.jobId, fileName });
    else setProblem(reply.failure.message);
  }
  return (
    <Stack gap={5}>
      <PageHeader title="FHIR export" subtitle="Charts as FHIR R4, for another system" />
      <Grid hasAside gap={5}>
        <Panel heading="What to export">
          <Stack>
            <DateField
              label="From"
              isRequired
              value={days.fromOn}
              max={today}
              onChange={(fromOn) => setDays({ ...days, fromOn })}
            />
            <DateField
              label="To"
              isRequired
              value={days.toOn}
              onChange={(toOn) => setDays({ ...days, toOn })}
            />
            <RadioCards label="Form" columns={2} cards={FORMS} value={form} onChange={setForm} />
            {problem !== null && <FormNotice title="Nothing was written">{problem}</FormNotice>}
            <Row>
              <Button
                variant="primary"
                icon={FileOutput}
                isPending={start.isPending}
                onPress={() => void begin()}
              >
                Write the file
              </Button>
            </Row>
          </Stack>
        </Panel>
        <ExportPromise />
      </Grid>
      {begun !== null && (
        <JobProgressPanel
          key={begun.jobId}
          jobId={begun.jobId}
          isResumable={false}
          stoppedWords={STOPPED}
          renderDone={(value) => <FhirFile value={value} fileName={begun.fileName} />}
        />
      )}
    </Stack>
  );
}

function ExportPromise() {
  return (
    <Panel heading="What will be in it">
      <Stack gap={3}>
        <p>
          Treatments and wound assessments of these days as they hold now, voided ones marked as
          entered in error, with signatures and amendments.
        </p>
        <p>
          Of each patient: identity, allergies, conditions, wounds, insurances and devices. Photos
          are named by their digest; the pictures stay here.
        </p>
        <p>
          <strong>The file holds charts.</strong> It is checked before it is written, and the export
          is written down in the audit trail. One chart alone is saved from the chart.
        </p>
      </Stack>
    </Panel>
  );
}
