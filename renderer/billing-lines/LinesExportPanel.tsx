import { FileSpreadsheet } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { LineForm } from '../../shared/billing-lines/contract.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ColumnChoice } from './ColumnChoice.tsx';
import { SavedLines } from './SavedLines.tsx';
import { type LineDays, useLinesExport } from './use-lines-export.ts';

type FormCard = { readonly key: LineForm; readonly title: string; readonly detail: string };

const formCards: readonly FormCard[] = [
  { key: 'xlsx', title: 'Excel (XLSX)', detail: 'A sheet to read and to sort' },
  { key: 'excel', title: 'CSV for Excel', detail: 'Codes keep their zeros' },
  { key: 'csv', title: 'CSV for machines', detail: 'Exactly as recorded' },
];

type DaysProps = {
  readonly range: LineDays;
  readonly problem: string | undefined;
  readonly onChange: (range: LineDays) => void;
};

function Days({ range, problem, onChange }: DaysProps) {
  return (
    <Grid minColumnRem={14}>
      <DateField
        label="First day of the list"
        isRequired
        value={range.fromOn}
        onChange={(fromOn) => onChange({ ...range, fromOn })}
      />
      <DateField
        label="Last day of the list"
        isRequired
        value={range.toOn}
        error={problem}
        onChange={(toOn) => onChange({ ...range, toOn })}
      />
    </Grid>
  );
}

/** The job and its file; it stands below a long form and comes into sight. */
function Outcome({ jobId }: { readonly jobId: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={place} className="line-export__outcome">
      <JobProgressPanel
        jobId={jobId}
        heading="List of lines"
        stoppedWords={{
          cancelled: 'Cancelled. No file was written.',
          interrupted: 'Interrupted, because Caretrail was closed. No file was written.',
        }}
        renderDone={(value) => <SavedLines value={value} />}
      />
    </div>
  );
}

export type LinesExportPanelProps = {
  /** The days that stand in the form to begin with. */
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  /** Only what this batch holds; left out: whatever is signed in these days. */
  readonly batchId?: string | undefined;
};

/** Writes signed treatments with the columns that a person chooses into a file. */
export function LinesExportPanel({ fromOn, toOn, batchId }: LinesExportPanelProps) {
  const list = useLinesExport({ fromOn, toOn }, batchId ?? null);
  return (
    <>
      <Panel heading="Export lines">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void list.run();
          }}
        >
          <Stack>
            <p>Signed treatments as a list for another program. Nothing counts as billed by it.</p>
            {batchId === undefined && (
              <Days range={list.range} problem={list.wrongDays} onChange={list.setRange} />
            )}
            <RadioCards
              label="Form of the file"
              columns={3}
              cards={formCards}
              value={list.form}
              onChange={list.setForm}
            />
            <ColumnChoice
              chosen={list.columns}
              onChange={list.setColumns}
              problem={list.wrongColumns}
            />
            {list.problem !== null && <FormNotice>{list.problem}</FormNotice>}
            <Row>
              <Button
                variant="primary"
                type="submit"
                icon={FileSpreadsheet}
                isPending={list.isPending}
              >
                Write the list
              </Button>
            </Row>
          </Stack>
        </form>
      </Panel>
      {list.jobId !== null && <Outcome key={list.jobId} jobId={list.jobId} />}
    </>
  );
}
