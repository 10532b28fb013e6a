import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useChange, useOperation } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Grid } from '../ui/Grid.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { LabelChoices } from './LabelChoices.tsx';
import { LabelEntries } from './LabelEntries.tsx';
import {
  addChoice,
  choiceKey,
  countWords,
  type LabelEntry,
  labelCount,
  listProblem,
  readSheet,
  storeSheet,
  wantedLabels,
} from './label-list.ts';
import { PrintedLabels } from './PrintedLabels.tsx';
import { SheetFields } from './SheetFields.tsx';

export type LabelsScreenProps = {
  /** Listed from the beginning, such as what has just come in. */
  readonly stockUnitIds?: readonly string[] | undefined;
};

/** Labels for packs that carry none, or whose own cannot be read. */
export function LabelsScreen({ stockUnitIds = [] }: LabelsScreenProps) {
  const asked = useOperation(
    'labels.list',
    { stockUnitIds: [...stockUnitIds] },
    { enabled: stockUnitIds.length > 0 },
  );
  return (
    <Stack gap={5}>
      <PageHeader
        title="Labels"
        subtitle="For packs that carry none, or whose own cannot be read"
      />
      {stockUnitIds.length > 0 && asked.data === undefined ? (
        <QueryNotice query={asked} what="Units" />
      ) : (
        <LabelsForm initial={(asked.data ?? []).reduce<readonly LabelEntry[]>(addChoice, [])} />
      )}
    </Stack>
  );
}

function useSheet() {
  const [sheet, setSheet] = useState(() => readSheet(localStorage));
  const [startAt, setStartAt] = useState<number | null>(1);
  const choose = (chosen: typeof sheet) => {
    setSheet(chosen);
    setStartAt(1);
    storeSheet(localStorage, chosen);
  };
  return { sheet, choose, startAt, setStartAt };
}

function LabelsForm({ initial }: { readonly initial: readonly LabelEntry[] }) {
  const [entries, setEntries] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const { sheet, choose, startAt, setStartAt } = useSheet();
  const print = useChange('labels.print');
  const mayPrint = useMay('stock.move');
  const count = labelCount(entries);

  async function make(): Promise<void> {
    const wrong = listProblem(entries);
    setProblem(wrong);
    if (wrong !== null) return;
    const reply = await print.mutateAsync({
      sheet,
      startAt: startAt ?? 1,
      labels: wantedLabels(entries),
    });
    if (reply.ok) setJobId(reply.value.jobId);
    else setProblem(reply.failure.message);
  }
  function change(next: readonly LabelEntry[]): void {
    setEntries(next);
    setProblem(null);
  }
  return (
    <>
      <Panel heading="What to label">
        <LabelChoices
          chosen={new Set(entries.map(({ choice }) => choiceKey(choice)))}
          onChoose={(choice) => change(addChoice(entries, choice))}
        />
      </Panel>
      <Grid minColumnRem={26}>
        <Panel heading="To print">
          <LabelEntries entries={entries} onChange={change} />
        </Panel>
        <Panel heading="Paper">
          <SheetFields
            sheet={sheet}
            onSheet={choose}
            startAt={startAt}
            onStartAt={setStartAt}
            count={count ?? 0}
          />
        </Panel>
      </Grid>
      {problem !== null && <FormNotice>{problem}</FormNotice>}
      <Row>
        <Button
          variant="primary"
          size="large"
          icon={Printer}
          isPending={print.isPending}
          isDisabled={!mayPrint}
          onPress={() => void make()}
        >
          Make labels
        </Button>
        {count !== null && count > 0 && (
          <span role="status">{countWords(count, sheet, startAt ?? 1)}</span>
        )}
      </Row>
      {jobId !== null && (
        <JobProgressPanel
          key={jobId}
          jobId={jobId}
          heading="Labels made"
          isResumable={false}
          renderDone={(value) => <PrintedLabels value={value} />}
        />
      )}
    </>
  );
}
