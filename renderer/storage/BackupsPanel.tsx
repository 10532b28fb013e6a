import { ArchiveRestore, DatabaseBackup } from 'lucide-react';
import { useState } from 'react';
import { storageOperations } from '../../shared/storage/contract.ts';
import type { BackupSummary } from '../../shared/store/contract.ts';
import { type OutputOf, useChange, useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatBytes, formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { BackupFacts } from './BackupFacts.tsx';
import { KeepingJobPanel } from './KeepingJobPanel.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { contentWords } from './storage-words.ts';
import { useKeepingJob } from './use-keeping-job.ts';

const STOPPED = {
  cancelled: 'Cancelled. No backup was made; those before are untouched.',
  interrupted:
    'Interrupted, because Caretrail was closed or had to start again. No backup was made; those before are untouched.',
} as const;

type ColumnParts = {
  readonly timeZone: string | undefined;
  readonly onRestore: (backup: BackupSummary) => void;
};

function columns({ timeZone, onRestore }: ColumnParts): readonly Column<BackupSummary>[] {
  return [
    {
      key: 'made',
      header: 'Made',
      isRowHeader: true,
      isNoWrap: true,
      render: ({ madeAt }) => formatInstant(madeAt, timeZone),
    },
    {
      key: 'content',
      header: 'Holds',
      render: ({ counts, problem }) => (
        <>
          {counts !== null && contentWords(counts)}
          {problem !== null && <span className="backup-problem">{problem}</span>}
        </>
      ),
    },
    {
      key: 'size',
      header: 'Size',
      align: 'end',
      isNoWrap: true,
      render: ({ byteLength }) => formatBytes(byteLength),
    },
    {
      key: 'state',
      header: 'State',
      render: ({ problem }) =>
        problem === null ? (
          <Badge tone="success">Good</Badge>
        ) : (
          <Badge tone="danger">Not usable</Badge>
        ),
    },
    {
      key: 'restore',
      header: <span className="visually-hidden">Restore</span>,
      align: 'end',
      render: (backup) =>
        backup.problem === null && (
          <Button
            icon={ArchiveRestore}
            aria-label={`Restore… the backup of ${formatInstant(backup.madeAt, timeZone)}`}
            onPress={() => onRestore(backup)}
          >
            Restore…
          </Button>
        ),
    },
  ];
}

function Made({ value }: { readonly value: unknown }) {
  const made = storageOperations['storage.backUp'].output.safeParse(value);
  return (
    <InlineMessage tone="success" title="The backup is made and verified">
      {made.success &&
        `${contentWords(made.data.counts)}; ${formatBytes(made.data.byteLength)}, in ${made.data.path}`}
    </InlineMessage>
  );
}

type BackupsPanelProps = {
  readonly status: OutputOf<'storage.status'>;
  readonly timeZone: string | undefined;
};

/** The last good backup, one more now, and all that are there. */
export function BackupsPanel({ status, timeZone }: BackupsPanelProps) {
  const start = useChange('storage.backUp');
  const job = useKeepingJob('storage.backUp', () => start.mutateAsync({}));
  const list = useOperation('storage.listBackups', {});
  const [restoring, setRestoring] = useState<BackupSummary | null>(null);
  return (
    <>
      <KeepingJobPanel
        job={job}
        heading="Backup"
        stoppedWords={STOPPED}
        isResumable={false}
        renderDone={(value) => <Made value={value} />}
      />
      <Panel
        heading="Backups"
        actions={
          <Button
            variant="primary"
            icon={DatabaseBackup}
            isPending={job.isStarting}
            isDisabled={job.isRunning}
            onPress={() => void job.begin()}
          >
            Back up now
          </Button>
        }
        isFlush
      >
        <Stack gap={1}>
          <BackupFacts status={status} timeZone={timeZone} />
          {list.data === undefined ? (
            <QueryNotice query={list} what="Backups" />
          ) : (
            <DataTable
              caption="Backups in the backup folder"
              isCaptionHidden
              isDense
              columns={columns({ timeZone, onRestore: setRestoring })}
              rows={list.data}
              rowKey={({ fileName }) => fileName}
              rowTone={({ problem }) => (problem === null ? undefined : 'danger')}
              emptyState={
                <EmptyState icon={DatabaseBackup} title="No backup yet">
                  Until there is one, the records stand on this computer only.
                </EmptyState>
              }
            />
          )}
        </Stack>
      </Panel>
      {restoring && (
        <RestoreDialog backup={restoring} timeZone={timeZone} onClose={() => setRestoring(null)} />
      )}
    </>
  );
}
