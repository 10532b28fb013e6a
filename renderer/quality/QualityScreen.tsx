import { Dices } from 'lucide-react';
import { useState } from 'react';
import type { QualitySample } from '../../shared/quality/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { DrawSampleDialog } from './DrawSampleDialog.tsx';
import { OpenFindings } from './OpenFindings.tsx';
import { ResultsView } from './ResultsView.tsx';
import { SampleList } from './SampleList.tsx';

type View = 'samples' | 'findings' | 'results';

/** Quality review: samples of signed records, what was found in them, and how that changes over time. */
export function QualityScreen() {
  const [view, setView] = useState<View>('samples');
  const [isDrawing, setDrawing] = useState(false);
  const [drawn, setDrawn] = useState<QualitySample | null>(null);
  const samples = useOperation('quality.samples', {});
  const openCount = samples.data?.reduce((sum, sample) => sum + sample.openFindingCount, 0);
  return (
    <Stack gap={5}>
      <PageHeader
        title="Quality review"
        subtitle="Signed treatment records, looked at by somebody who did not write them"
        actions={
          <Button variant="primary" icon={Dices} onPress={() => setDrawing(true)}>
            Draw a sample
          </Button>
        }
      />
      {drawn && (
        <InlineMessage tone="success">
          {formatQuantity(drawn.recordCount, 'record')} drawn into “{drawn.title}”.
        </InlineMessage>
      )}
      <Tabs<View>
        label="Quality review"
        selectedKey={view}
        onSelect={setView}
        tabs={[
          {
            key: 'samples',
            label: 'Samples',
            content:
              samples.data === undefined ? (
                <QueryNotice query={samples} what="Samples" />
              ) : (
                <SampleList samples={samples.data} />
              ),
          },
          {
            key: 'findings',
            label: 'Open findings',
            count: openCount,
            content: view === 'findings' && <OpenFindings />,
          },
          { key: 'results', label: 'Results', content: view === 'results' && <ResultsView /> },
        ]}
      />
      {isDrawing && (
        <DrawSampleDialog
          onClose={() => setDrawing(false)}
          onDrawn={(sample) => {
            setDrawing(false);
            setDrawn(sample);
            setView('samples');
          }}
        />
      )}
    </Stack>
  );
}
