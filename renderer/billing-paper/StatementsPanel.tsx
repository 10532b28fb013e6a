import { FileText, ReceiptText } from 'lucide-react';
import { useState } from 'react';
import type { StatementKind } from '../../shared/billing-paper/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { PaperFile } from './PaperFile.tsx';

const kindWords: Readonly<Record<StatementKind, string>> = {
  superbills: 'Superbills',
  itemized: 'Itemised statement',
};

export type StatementsPanelProps = { readonly patientId: string; readonly today: string };

type Making = { readonly kind: StatementKind; readonly jobId: string };

function useMaking(patientId: string) {
  const start = useChange('statements.make');
  const [making, setMaking] = useState<Making | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function make(kind: StatementKind, days: { fromOn: string; toOn: string }): Promise<void> {
    setProblem(null);
    const reply = await start.mutateAsync({ patientId, kind, ...days }).catch(() => null);
    if (!reply?.ok) return setProblem(whyNot(reply));
    return setMaking({ kind, jobId: reply.value.jobId });
  }
  return { make, making, problem, isPending: start.isPending };
}

/** What was billed for the patient, to be handed to the patient. Only for who may bill. */
export function StatementsPanel(props: StatementsPanelProps) {
  return useMay('billing.export') ? <Statements {...props} /> : null;
}

function Statements({ patientId, today }: StatementsPanelProps) {
  const [fromOn, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [toOn, setTo] = useState(today);
  const { make, making, problem, isPending } = useMaking(patientId);
  const press = (kind: StatementKind) => void make(kind, { fromOn, toOn });
  return (
    <Panel heading="Bills for the patient">
      <Stack gap={3}>
        <p>
          What claims to payers say, as the patient may have it: a page for each visit, or all
          charges.
        </p>
        <Grid minColumnRem={10}>
          <DateField label="Services from" value={fromOn} max={today} onChange={setFrom} />
          <DateField label="Services until" value={toOn} onChange={setTo} />
        </Grid>
        {problem !== null && <FormNotice title="Nothing was made">{problem}</FormNotice>}
        <Row isWrapping>
          <Button icon={FileText} isPending={isPending} onPress={() => press('superbills')}>
            Make superbills
          </Button>
          <Button icon={ReceiptText} isPending={isPending} onPress={() => press('itemized')}>
            Make statement
          </Button>
        </Row>
        {making !== null && (
          <JobProgressPanel
            key={making.jobId}
            jobId={making.jobId}
            heading={kindWords[making.kind]}
            isResumable={false}
            renderDone={(value) => (
              <PaperFile
                value={value}
                fileName={making.kind === 'itemized' ? 'statement.pdf' : 'superbills.pdf'}
                title={null}
              />
            )}
          />
        )}
      </Stack>
    </Panel>
  );
}
