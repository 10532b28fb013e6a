import {
  type FhirRemark,
  type FhirReport,
  type FhirTally,
} from '../../shared/exchange/fhir-contract.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TableFrame } from '../ui/TableFrame.tsx';
import { useState } from 'react';

const ROWS_PER_PAGE = 25;
const TOGETHER = 'All types';

const counts = [
  ['read', 'Read'],
  ['imported', 'Imported'],
  ['unchanged', 'There already'],
  ['skipped', 'Left out'],
  ['refused', 'Refused'],
] as const;

const tallyColumns: readonly Column<FhirTally>[] = [
  {
    key: 'resourceType',
    header: 'Type',
    isRowHeader: true,
    render: ({ resourceType }) =>
      resourceType === TOGETHER ? <strong>{resourceType}</strong> : resourceType,
  },
  ...counts.map(
    ([key, header]): Column<FhirTally> => ({
      key,
      header,
      align: 'end',
      render: (tally) => formatCount(tally[key]),
    }),
  ),
];

const remarkColumns: readonly Column<FhirRemark>[] = [
  { key: 'file', header: 'File', isRowHeader: true, render: ({ file }) => file },
  { key: 'place', header: 'Where', isNoWrap: true, render: ({ place }) => place },
  { key: 'resourceType', header: 'Type', render: ({ resourceType }) => resourceType },
  { key: 'reason', header: 'Why', render: ({ reason }) => reason },
];

function totalOf(tallies: readonly FhirTally[]): FhirTally {
  const sum = (key: (typeof counts)[number][0]) =>
    tallies.reduce((total, tally) => total + tally[key], 0);
  return {
    resourceType: TOGETHER,
    read: sum('read'),
    imported: sum('imported'),
    unchanged: sum('unchanged'),
    skipped: sum('skipped'),
    refused: sum('refused'),
  };
}

/** What an import of FHIR files did, type by type, with what was refused and what is to be looked at. */
export function FhirReportPanel({ report }: { readonly report: FhirReport }) {
  const { tallies, refused, warnings, notes } = report;
  const total = totalOf(tallies);
  const isClean = total.refused === 0;
  return (
    <Stack>
      <InlineMessage
        tone={isClean ? 'success' : 'caution'}
        title={
          isClean
            ? 'Import finished'
            : `Import finished; ${formatQuantity(total.refused, 'resource')} could not go in`
        }
      >
        {`${formatQuantity(total.read, 'resource')} read: ${formatCount(total.imported)} imported, ${formatCount(total.unchanged)} there already, ${formatCount(total.skipped)} left out, ${formatCount(total.refused)} refused.`}
      </InlineMessage>
      <TableFrame>
        <DataTable
          caption="By type"
          isDense
          columns={tallyColumns}
          rows={[...tallies, total]}
          rowKey={({ resourceType }) => resourceType}
          rowTone={(tally) => (tally.refused > 0 ? 'caution' : undefined)}
        />
      </TableFrame>
      {notes.length > 0 && (
        <section aria-label="Notes">
          <ul className="imports-notes">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      {refused.length > 0 && <Remarks caption="Refused" remarks={refused} />}
      {warnings.length > 0 && <Remarks caption="To look at" remarks={warnings} />}
    </Stack>
  );
}

type RemarksProps = { readonly caption: string; readonly remarks: readonly FhirRemark[] };

function Remarks({ caption, remarks }: RemarksProps) {
  const [offset, setOffset] = useState(0);
  return (
    <Stack gap={3}>
      <TableFrame>
        <DataTable
          caption={caption}
          isDense
          columns={remarkColumns}
          rows={remarks.slice(offset, offset + ROWS_PER_PAGE)}
          rowKey={({ file, place, resourceType, reason }) =>
            `${file} ${place} ${resourceType} ${reason}`
          }
        />
      </TableFrame>
      <Pager
        noun="resources"
        offset={offset}
        pageSize={ROWS_PER_PAGE}
        total={remarks.length}
        onOffsetChange={setOffset}
      />
    </Stack>
  );
}
