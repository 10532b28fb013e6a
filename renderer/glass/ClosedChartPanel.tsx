import { LockKeyholeOpen } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { BreakGlassDialog } from './BreakGlassDialog.tsx';

/** What stands in the place of a chart that is closed: why, and the way in for an emergency. */
export function ClosedChartPanel({ patientId }: { readonly patientId: string }) {
  const [isAsking, setAsking] = useState(true);
  const mayReadCharts = useMay('charts.read');
  return (
    <Stack>
      <PageHeader title="A closed chart" />
      <InlineMessage
        tone="caution"
        title="This chart is closed to you"
        actions={
          <Button icon={LockKeyholeOpen} onPress={() => setAsking(true)}>
            Open it in an emergency
          </Button>
        }
      >
        {mayReadCharts
          ? 'It is restricted to those who recorded or signed something in it within the last 90 days.'
          : 'Your role does not read charts.'}
      </InlineMessage>
      {isAsking && <BreakGlassDialog patientId={patientId} onClose={() => setAsking(false)} />}
    </Stack>
  );
}
