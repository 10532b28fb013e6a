import { apart } from '../../shared/base/apart.ts';
import type { CodeEdition } from '../../shared/codes/code-set.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { CodeImportSteps } from './CodeImportSteps.tsx';
import { editionName, extentWords, sourceWords } from './code-words.ts';
import { useCodeImport } from './use-code-import.ts';

const counts = [
  ['read', 'Codes'],
  ['added', 'New'],
  ['changed', 'Changed'],
  ['ended', 'Ended'],
] as const;

function columns(timeZone: string | undefined): readonly Column<CodeEdition>[] {
  return [
    { key: 'name', header: 'Edition', isRowHeader: true, render: editionName },
    { key: 'extent', header: 'Holds', render: extentWords },
    { key: 'source', header: 'From', render: sourceWords },
    ...counts.map(
      ([key, header]): Column<CodeEdition> => ({
        key,
        header,
        align: 'end',
        render: (edition) => formatCount(edition[key]),
      }),
    ),
    {
      key: 'who',
      header: 'Imported',
      render: ({ importedByName, importedAt }) =>
        importedByName === null
          ? ''
          : `${formatInstant(importedAt, timeZone)}, ${apart(importedByName)}`,
    },
  ];
}

/** The published code sets: which editions are here, and a way to bring in the next one. */
export function CodeSetsScreen() {
  const query = useOperation('codes.editions', {});
  const site = useSite();
  const importing = useCodeImport();
  return (
    <Stack gap={5}>
      <PageHeader
        title="Code sets"
        subtitle="Diagnoses (ICD-10-CM) and HCPCS codes by the day of service on which they are valid"
      />
      <CodeImportSteps importing={importing} />
      <Panel heading="Editions here" isFlush>
        {query.data === undefined ? (
          <QueryNotice query={query} what="Code sets" />
        ) : (
          <DataTable
            caption="Editions here"
            isCaptionHidden
            isDense
            columns={columns(site?.timeZone)}
            rows={query.data}
            rowKey={({ id }) => id}
            rowTone={({ isFinished }) => (isFinished ? undefined : 'caution')}
          />
        )}
      </Panel>
    </Stack>
  );
}
