import { ClipboardList, PackagePlus } from 'lucide-react';
import { useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { ReceiptsPanel } from '../receipts/ReceiptsPanel.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { BeginCountDialog } from './BeginCountDialog.tsx';
import { CountList } from './CountList.tsx';
import { DisagreementList } from './DisagreementList.tsx';
import { ExpiringTable } from './ExpiringTable.tsx';
import { OnHandTable } from './OnHandTable.tsx';
import { ScanToStock } from './ScanToStock.tsx';
import { WasteList } from './WasteList.tsx';

const tabs = [
  'onHand',
  'waiting',
  'expiring',
  'disagreements',
  'counts',
  'waste',
  'receipts',
] as const;
type TabKey = (typeof tabs)[number];

/** What is on hand, what came in, what expires, and what does not add up. */
export function StockScreen() {
  const [tab, setTab] = useState<TabKey>('onHand');
  const [isCounting, setCounting] = useState(false);
  const go = useNavigation((navigation) => navigation.go);
  const mayMove = useMay('stock.move');
  const mayAdjust = useMay('stock.adjust');
  const open = useOperation('stock.disagreements', {});
  const waiting = useOperation('receipts.list', { onlyWaiting: true });
  return (
    <Stack gap={5}>
      <ScanToStock />
      <PageHeader
        title="Stock"
        subtitle="Every piece from the order to the patient"
        actions={
          <>
            {mayAdjust && (
              <Button icon={ClipboardList} onPress={() => setCounting(true)}>
                Count a place
              </Button>
            )}
            {mayMove && (
              <Button
                variant="primary"
                icon={PackagePlus}
                onPress={() => go({ screen: 'receive' })}
              >
                Receive
              </Button>
            )}
          </>
        }
      />
      <Tabs
        label="Views of the stock"
        selectedKey={tab}
        onSelect={setTab}
        tabs={[
          { key: 'onHand', label: 'On hand', content: <OnHandTable /> },
          {
            key: 'waiting',
            label: 'In quarantine',
            count: waiting.data?.total,
            content: <ReceiptsPanel onlyWaiting />,
          },
          { key: 'expiring', label: 'Expiring', content: <ExpiringTable /> },
          {
            key: 'disagreements',
            label: 'Disagreements',
            count: open.data?.length,
            content: <DisagreementList />,
          },
          { key: 'counts', label: 'Counts', content: <CountList /> },
          { key: 'waste', label: 'Waste', content: <WasteList productId={null} /> },
          { key: 'receipts', label: 'Receipts', content: <ReceiptsPanel onlyWaiting={false} /> },
        ]}
      />
      {isCounting && <BeginCountDialog onClose={() => setCounting(false)} />}
    </Stack>
  );
}
