import { FolderSync } from 'lucide-react';
import type { ExchangedFile } from '../../shared/exchange/hl7-contract.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatInstant, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ExchangeFoldersForm } from './ExchangeFoldersForm.tsx';
import { folderStateTones, folderStateWords, hl7CountHeaders } from './hl7-words.ts';

type Status = OutputOf<'exchangeFolders.status'>;

/** What comes in shows by itself while somebody looks. */
const ASK_AGAIN_MS = 5000;

function columns(timeZone: string | undefined): readonly Column<ExchangedFile>[] {
  return [
    { key: 'name', header: 'File', isRowHeader: true, render: ({ fileName }) => fileName },
    {
      key: 'at',
      header: 'When',
      isNoWrap: true,
      render: ({ at }) => formatInstant(at, timeZone),
    },
    {
      key: 'where',
      header: 'Lies in',
      render: ({ direction, isRefused }) =>
        direction === 'out' ? 'outbox' : isRefused ? 'refused' : 'done',
    },
    ...hl7CountHeaders.map(
      ([key, header]): Column<ExchangedFile> => ({
        key,
        header,
        align: 'end',
        render: (file) => formatCount(file[key]),
      }),
    ),
  ];
}

/** Folders through which other programs on this computer send patients and receive charges (HL7 v2). */
export function ExchangeFoldersScreen() {
  const status = useOperation('exchangeFolders.status', {}, { askAgainMs: () => ASK_AGAIN_MS });
  const timeZone = useSite()?.timeZone;
  return (
    <Stack gap={5}>
      <PageHeader
        title="Exchange folders"
        subtitle="Patients and charges to and from other programs, as HL7 v2 files"
      />
      {status.data === undefined ? (
        <QueryNotice query={status} what="Exchange folders" />
      ) : (
        <>
          <FolderStates status={status.data} />
          <ExchangeFoldersForm folders={status.data.folders} />
          <Panel heading="Files that came and went" isFlush>
            <DataTable
              caption="Files that came and went"
              isCaptionHidden
              isDense
              columns={columns(timeZone)}
              rows={status.data.files}
              rowKey={({ id }) => id}
              rowTone={({ isRefused }) => (isRefused ? 'caution' : undefined)}
              emptyState={
                <EmptyState icon={FolderSync} title="No file yet">
                  Files are taken in while Caretrail is open, a few seconds after they were written.
                </EmptyState>
              }
            />
          </Panel>
        </>
      )}
    </Stack>
  );
}

function FolderStates({ status }: { readonly status: Status }) {
  const { inbox, outbox, waiting, files } = status;
  const badge = (state: Status['inbox']) => (
    <Badge tone={folderStateTones[state]}>{folderStateWords[state]}</Badge>
  );
  const isMissing = inbox === 'missing' || outbox === 'missing';
  return (
    <Panel heading="Now">
      <Stack>
        {isMissing && (
          <InlineMessage tone="caution" title="A folder is not there just now">
            Connect its drive or network share. Nothing is lost: files wait where they are.
          </InlineMessage>
        )}
        {files[0]?.isRefused && (
          <InlineMessage tone="caution" title="The newest file was refused">
            It lies in the folder refused beside a report that says why. Put it into the inbox again
            once that is settled: what went in already is not taken in twice.
          </InlineMessage>
        )}
        <KeyValueList
          layout="columns"
          entries={[
            { key: 'inbox', label: 'Inbox', value: badge(inbox) },
            { key: 'outbox', label: 'Outbox', value: badge(outbox) },
            { key: 'waiting', label: 'Waiting', value: formatQuantity(waiting, 'file') },
          ]}
        />
      </Stack>
    </Panel>
  );
}
