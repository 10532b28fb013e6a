import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useToday } from '../today.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { stockAtKey, unitColumns } from './unit-columns.tsx';
import { expiryTone, unitTitle } from './stock-words.ts';

const spans = [
  { key: '30', title: '30 days' },
  { key: '60', title: '60 days' },
  { key: '90', title: '90 days' },
] as const;

/** What has expired or will soon, the first to expire on top. */
export function ExpiringTable() {
  const [span, setSpan] = useState<(typeof spans)[number]['key']>('30');
  const today = useToday();
  const go = useNavigation((navigation) => navigation.go);
  const expiring = useOperation('stock.expiring', { withinDays: Number(span) });
  return (
    <Stack>
      <RadioCards
        label="Expires within"
        cards={spans}
        value={span}
        onChange={setSpan}
        columns={3}
      />
      {expiring.data === undefined ? (
        <QueryNotice query={expiring} what="What expires" />
      ) : (
        <Panel isFlush>
          <DataTable
            caption={`Expired, or expiring within ${span} days`}
            columns={[
              {
                key: 'product',
                header: 'Product',
                render: ({ productName, unit }) => productName ?? unit.productId,
              },
              ...unitColumns(today),
            ]}
            rows={expiring.data}
            rowKey={stockAtKey}
            rowTone={({ unit }) => expiryTone(unit.expiresOn, today)}
            rowAction={{
              label: ({ unit, productName }) =>
                `${unitTitle(unit)} of ${productName ?? unit.productId}`,
              onPress: ({ unit }) => go({ screen: 'stockProduct', sku: unit.productId }),
            }}
            emptyState={
              <EmptyState icon={CalendarClock} title={`Nothing expires within ${span} days`} />
            }
          />
        </Panel>
      )}
    </Stack>
  );
}
