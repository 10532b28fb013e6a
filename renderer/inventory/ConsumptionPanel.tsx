import { useState } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ConsumedWeek } from '../../shared/inventory/stock-contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';

const spans = [
  { key: '12', label: '12 weeks' },
  { key: '26', label: '26 weeks' },
  { key: '52', label: '52 weeks' },
] as const;

const parts = [
  { key: 'appliedPieces', name: 'Used', fill: 'var(--color-accent)' },
  { key: 'discardedPieces', name: 'Wasted or expired', fill: 'var(--color-danger)' },
  { key: 'orderedPieces', name: 'Ordered', fill: 'var(--color-border-control)' },
] as const;

const columns: readonly Column<ConsumedWeek>[] = [
  {
    key: 'week',
    header: 'Week from',
    isRowHeader: true,
    isNoWrap: true,
    render: ({ weekOn }) => formatCivilDate(weekOn),
  },
  ...parts.map(
    ({ key, name }): Column<ConsumedWeek> => ({
      key,
      header: name,
      align: 'end',
      render: (week) => formatCount(week[key]),
    }),
  ),
  {
    key: 'received',
    header: 'Received',
    align: 'end',
    render: ({ receivedPieces }) => formatCount(receivedPieces),
  },
];

const tick = { fill: 'var(--color-muted)', fontSize: 12 };

/** Bars for each week; the table below says the same. */
function WeekChart({ weeks }: { readonly weeks: readonly ConsumedWeek[] }) {
  const used = weeks.reduce((sum, { appliedPieces }) => sum + appliedPieces, 0);
  const ordered = weeks.reduce((sum, { orderedPieces }) => sum + orderedPieces, 0);
  return (
    <ResponsiveContainer width="100%" height={220}>
      <BarChart
        data={[...weeks]}
        margin={{ top: 12, right: 16, bottom: 0, left: 0 }}
        title={`Pieces by week: ${used} used and ${ordered} ordered in ${weeks.length} weeks`}
      >
        <CartesianGrid vertical={false} stroke="var(--color-border)" />
        <XAxis
          dataKey="weekOn"
          tick={tick}
          stroke="var(--color-border-control)"
          tickFormatter={(day: string) => formatCivilDate(day).replace(/ \d{4}$/, '')}
        />
        <YAxis allowDecimals={false} width={40} tick={tick} stroke="var(--color-border-control)" />
        <Tooltip
          labelFormatter={(day) =>
            typeof day === 'string' ? `Week from ${formatCivilDate(day)}` : ''
          }
          contentStyle={{
            background: 'var(--color-surface)',
            border: '1px solid var(--color-border)',
          }}
        />
        {parts.map(({ key, name, fill }) => (
          <Bar key={key} dataKey={key} name={name} fill={fill} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

/** What was used of a product each week, against what was ordered. */
export function ConsumptionPanel({ sku }: { readonly sku: string }) {
  const [span, setSpan] = useState<(typeof spans)[number]['key']>('12');
  const weeks = useOperation(
    'stock.consumption',
    { productId: sku, weeks: Number(span) },
    { keepsPrevious: true },
  );
  return (
    <Panel heading="Used each week">
      <Stack>
        <SelectField label="Time" options={spans} value={span} onChange={setSpan} />
        {weeks.data === undefined ? (
          <QueryNotice query={weeks} what="What was used" />
        ) : (
          <>
            <WeekChart weeks={weeks.data} />
            <DataTable
              caption="Pieces by week"
              isDense
              maxBlockSize="18rem"
              columns={columns}
              rows={weeks.data.toReversed()}
              rowKey={({ weekOn }) => weekOn}
            />
          </>
        )}
      </Stack>
    </Panel>
  );
}
