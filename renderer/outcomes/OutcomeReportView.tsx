import { useState } from 'react';
import { outcomeReport, type OutcomeReport } from '../../shared/outcomes/contract.ts';
import type { OutcomeRow } from '../../shared/outcomes/outcome-row.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { HowToRead } from './HowToRead.tsx';
import { OutcomeTables } from './OutcomeTables.tsx';
import { ETIOLOGY_NAMES } from './outcome-words.ts';

type By = 'product' | 'etiology' | 'protocol';

function periodInWords({ fromOn, toOn }: OutcomeReport): string {
  if (fromOn === null && toOn === null) return 'first measured on any day';
  if (fromOn === null) return `first measured until ${formatCivilDate(toOn ?? '')}`;
  const from = formatCivilDate(fromOn);
  return toOn === null
    ? `first measured since ${from}`
    : `first measured from ${from} to ${formatCivilDate(toOn)}`;
}

/** The rows under that of all wounds, which is what each of them is compared with. */
function rowsWith(all: OutcomeRow, rows: readonly OutcomeRow[]): readonly OutcomeRow[] {
  return [all, ...rows];
}

function Counted({ report }: { readonly report: OutcomeReport }) {
  const [by, setBy] = useState<By>('product');
  const { all, byProduct, byEtiology, byProtocol } = report;
  const causes = byEtiology.map((row) => ({ ...row, name: ETIOLOGY_NAMES[row.key] ?? row.name }));
  const days = 'Treatment days per wound';
  return (
    <Tabs
      label="Outcomes by"
      selectedKey={by}
      onSelect={setBy}
      tabs={[
        {
          key: 'product',
          label: 'By product',
          content: (
            <OutcomeTables
              header="Product"
              applications="Applications per wound"
              rows={rowsWith(all, byProduct)}
            />
          ),
        },
        {
          key: 'etiology',
          label: 'By cause',
          content: (
            <OutcomeTables header="Cause" applications={days} rows={rowsWith(all, causes)} />
          ),
        },
        {
          key: 'protocol',
          label: 'By protocol',
          content: (
            <OutcomeTables header="Protocol" applications={days} rows={rowsWith(all, byProtocol)} />
          ),
        },
      ]}
    />
  );
}

/** What a count answered. */
export function OutcomeReportView({ value }: { readonly value: unknown }) {
  const read = outcomeReport.safeParse(value);
  if (!read.success)
    return (
      <InlineMessage tone="danger" title="This count cannot be shown">
        It was made by another release. Count again.
      </InlineMessage>
    );
  const report = read.data;
  const { woundCount } = report.all;
  if (woundCount === 0)
    return (
      <EmptyState title="No measured wounds">
        Outcomes are counted once wounds were measured in these days.
      </EmptyState>
    );
  return (
    <Stack>
      <p role="status">
        Counted on {formatCivilDate(report.on)}: {formatQuantity(woundCount, 'wound')},{' '}
        {periodInWords(report)}.
      </p>
      <HowToRead />
      <Counted report={report} />
    </Stack>
  );
}
