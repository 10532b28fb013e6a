import { apart } from '../../shared/base/apart.ts';
import { differingFields } from '../../shared/treatments/differences.ts';
import { entryOfRecord, lineKey } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatInstant } from '../ui/format.ts';
import type { ChangedLine } from '../changed-lines.ts';
import { VersionHistory } from '../VersionHistory.tsx';
import { FIELD_LABELS, fieldInWords } from './treatment-words.ts';

function changedLines(before: TreatmentRecord, after: TreatmentRecord): readonly ChangedLine[] {
  const choices = [before, after].map((record) => ({ ...record, key: lineKey(record) }));
  const [was, is] = [entryOfRecord(before), entryOfRecord(after)];
  return differingFields(was, is).map((field) => ({
    key: field,
    label: FIELD_LABELS[field],
    was: fieldInWords(field, was, { choices }),
    is: fieldInWords(field, is, { choices }),
  }));
}

export type RecordVersionsProps = {
  /** As it stood when it was signed, or stands while it is not. */
  readonly record: TreatmentRecord;
  readonly timeZone: string;
};

/** What stood in a record before each correction while it was unsigned, newest first. */
export function RecordVersions({ record, timeZone }: RecordVersionsProps) {
  const { createdAt, recordedByName } = record;
  return (
    <VersionHistory
      query={useOperation('treatments.versions', { treatmentRecordId: record.id })}
      current={record}
      thingOf={(version) => version.record}
      linesOf={changedLines}
      timeZone={timeZone}
    >
      First recorded {formatInstant(createdAt, timeZone)} by {apart(recordedByName)}
    </VersionHistory>
  );
}
