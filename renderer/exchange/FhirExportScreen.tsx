import { useState } from 'react';
import type { FhirForm } from '../../shared/exchange/fhir-contract.ts';
import { DiscloseFhirPanel } from '../disclosures/DiscloseFhirPanel.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { useToday } from '../today.ts';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';

const FORMS = [
  { key: 'bundle', title: 'One Bundle', detail: 'A single JSON document' },
  { key: 'ndjson', title: 'A resource a line', detail: 'ndjson, for programs that take many' },
] as const;

type Days = { readonly fromOn: string; readonly toOn: string };

/** Why these days cannot be asked for, or null. */
function daysProblem({ fromOn, toOn }: Days): string | null {
  if (fromOn === '' || toOn === '') return 'Say from which day to which';
  return toOn < fromOn ? 'The last day is before the first' : null;
}

/** What was done in some days, as FHIR for another program. */
export function FhirExportScreen() {
  const today = useToday();
  const [days, setDays] = useState<Days>({ fromOn: '', toOn: today });
  const [form, setForm] = useState<FhirForm>('bundle');
  const [problem, setProblem] = useState<string | null>(null);
  function want() {
    const wrong = daysProblem(days);
    setProblem(wrong);
    if (wrong !== null) return null;
    const fileName = `fhir-${days.fromOn}-${days.toOn}.${form === 'bundle' ? 'json' : 'ndjson'}`;
    return { scope: days, form, fileName };
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
              <DiscloseFhirPanel label="Give out as FHIR" variant="primary" want={want} />
            </Row>
          </Stack>
        </Panel>
        <ExportPromise />
      </Grid>
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
          and documents are named by their digest; the files stay here.
        </p>
        <p>
          <strong>The file holds charts.</strong> It is checked before it is written. Who gets it
          and why is asked, and stands in the log of disclosures of each chart. One chart alone is
          given out from the chart.
        </p>
      </Stack>
    </Panel>
  );
}
