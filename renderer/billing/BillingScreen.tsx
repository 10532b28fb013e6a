import { useState } from 'react';
import { AnswerPanel } from '../claims/AnswerPanel.tsx';
import { ClaimBatchesPanel } from '../claims/ClaimBatchesPanel.tsx';
import { DeskPanel } from '../claims/DeskPanel.tsx';
import { useSite } from '../client/use-site.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { type DayRange, monthOf } from '../day-range.ts';
import { LinesTab } from './LinesTab.tsx';

type Part = 'desk' | 'batches' | 'lines';

/** What was done, on its way to who pays for it. */
export function BillingScreen() {
  const site = useSite();
  const [part, setPart] = useState<Part>('desk');
  const [chosen, setRange] = useState<DayRange | null>(null);
  const range = chosen ?? (site ? monthOf(site.today) : null);
  return (
    <Stack gap={5}>
      <PageHeader
        title="Billing"
        subtitle="Each signed treatment goes out once, and every line explains itself"
      />
      <Tabs<Part>
        label="Parts of billing"
        selectedKey={part}
        onSelect={setPart}
        tabs={[
          {
            key: 'desk',
            label: 'Desk',
            content: range && <DeskPanel range={range} onRange={setRange} />,
          },
          {
            key: 'batches',
            label: 'Claims and answers',
            content: (
              <Stack gap={5}>
                <AnswerPanel />
                <ClaimBatchesPanel />
              </Stack>
            ),
          },
          { key: 'lines', label: 'Lines for another program', content: <LinesTab /> },
        ]}
      />
    </Stack>
  );
}
