import { differingFields } from '../../shared/treatments/differences.ts';
import { entryOfRecord, lineKey } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { FIELD_LABELS, fieldInWords } from './treatment-words.ts';

type Version = OutputOf<'treatments.versions'>[number];

type CorrectionProps = {
  readonly before: Version;
  readonly after: TreatmentRecord;
  readonly timeZone: string;
};

function Correction({ before, after, timeZone }: CorrectionProps) {
  const lines = [before.record, after].map((record) => ({ ...record, key: lineKey(record) }));
  const [was, is] = [entryOfRecord(before.record), entryOfRecord(after)];
  return (
    <Panel
      heading={`Corrected ${formatInstant(before.replacedAt, timeZone)} by ${before.replacedByName}`}
      headingLevel={3}
      isFlush
    >
      <DataTable
        caption={`Reason: ${before.reason}`}
        isDense
        rows={differingFields(was, is)}
        rowKey={(field) => field}
        columns={[
          {
            key: 'field',
            header: 'Field',
            width: '9rem',
            isRowHeader: true,
            render: (field) => FIELD_LABELS[field],
          },
          {
            key: 'was',
            header: 'Before',
            render: (field) => fieldInWords(field, was, { choices: lines }) || '(empty)',
          },
          {
            key: 'is',
            header: 'After',
            render: (field) => fieldInWords(field, is, { choices: lines }) || '(empty)',
          },
        ]}
      />
    </Panel>
  );
}

export type RecordVersionsProps = {
  /** As it stood when it was signed, or stands while it is not. */
  readonly record: TreatmentRecord;
  readonly timeZone: string;
};

/** What stood in a record before each correction while it was unsigned, newest first. */
export function RecordVersions({ record, timeZone }: RecordVersionsProps) {
  const versions = useOperation('treatments.versions', { treatmentRecordId: record.id });
  if (versions.data === undefined) return <QueryNotice query={versions} what="Corrections" />;
  const stands = [record, ...versions.data.map((version) => version.record)];
  return (
    <Stack>
      {versions.data.map((before, index) => (
        <Correction
          key={before.version}
          before={before}
          after={stands[index] ?? record}
          timeZone={timeZone}
        />
      ))}
      <p>
        First recorded {formatInstant(record.createdAt, timeZone)} by{' '}
        {stands.at(-1)?.recordedByName}
      </p>
    </Stack>
  );
}
