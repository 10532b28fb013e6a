import type { FhirRemark, FhirReport, FhirTally } from '../../shared/exchange/fhir-contract.ts';
import { importCounts, ImportOutcome } from '../ImportOutcome.tsx';
import { PagedTable } from '../PagedTable.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';

const remarkColumns: readonly Column<FhirRemark>[] = [
  { key: 'file', header: 'File', isRowHeader: true, render: ({ file }) => file },
  { key: 'place', header: 'Where', isNoWrap: true, render: ({ place }) => place },
  { key: 'resourceType', header: 'Type', render: ({ resourceType }) => resourceType },
  { key: 'reason', header: 'Why', render: ({ reason }) => reason },
];

function totalOf(tallies: readonly FhirTally[]): FhirTally {
  const sum = (key: (typeof importCounts)[number][0]) =>
    tallies.reduce((total, tally) => total + tally[key], 0);
  return {
    resourceType: 'All types',
    read: sum('read'),
    imported: sum('imported'),
    unchanged: sum('unchanged'),
    skipped: sum('skipped'),
    refused: sum('refused'),
  };
}

function wordsOf({ read, imported, unchanged, skipped, refused }: FhirTally): string {
  return `${formatQuantity(read, 'resource')} read: ${formatCount(imported)} imported, ${formatCount(unchanged)} there already, ${formatCount(skipped)} left out, ${formatCount(refused)} refused.`;
}

/** What an import of FHIR files did, type by type, with what was refused and what is to be looked at. */
export function FhirReportPanel({ report }: { readonly report: FhirReport }) {
  const { tallies, refused, warnings, notes } = report;
  const total = totalOf(tallies);
  return (
    <ImportOutcome
      noun="resource"
      words={wordsOf(total)}
      total={total}
      showsTotal
      caption="By type"
      of={{ header: 'Type', name: ({ resourceType }) => resourceType }}
      headers={importCounts}
      tallies={tallies}
      notes={notes}
    >
      {refused.length > 0 && <Remarks caption="Refused" remarks={refused} />}
      {warnings.length > 0 && <Remarks caption="To look at" remarks={warnings} />}
    </ImportOutcome>
  );
}

type RemarksProps = { readonly caption: string; readonly remarks: readonly FhirRemark[] };

function Remarks({ caption, remarks }: RemarksProps) {
  return (
    <PagedTable
      caption={caption}
      noun="resources"
      columns={remarkColumns}
      rows={remarks}
      rowKey={({ file, place, resourceType, reason }) =>
        `${file} ${place} ${resourceType} ${reason}`
      }
    />
  );
}
