import type { OutputOf } from '../client/use-operation.ts';
import { formatInstant } from '../ui/format.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { everyHoursWords } from './storage-words.ts';

type BackupFactsProps = {
  readonly status: OutputOf<'storage.status'>;
  readonly timeZone: string | undefined;
};

/** When the last good backup was made, when the next comes, and where they go. */
export function BackupFacts({ status, timeZone }: BackupFactsProps) {
  const { lastBackup, nextBackupAt, schedule, backupFolder } = status;
  const next =
    nextBackupAt === null
      ? everyHoursWords(schedule.everyHours)
      : formatInstant(nextBackupAt, timeZone);
  return (
    <div className="backup-facts">
      <KeyValueList
        layout="columns"
        entries={[
          {
            key: 'last',
            label: 'Last good one',
            value: lastBackup === null ? 'None yet' : formatInstant(lastBackup.madeAt, timeZone),
          },
          { key: 'next', label: 'Next one', value: next },
          { key: 'folder', label: 'Folder', value: backupFolder },
        ]}
      />
    </div>
  );
}
