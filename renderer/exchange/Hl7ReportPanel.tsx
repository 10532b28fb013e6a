import { useState } from 'react';
import {
  type Hl7Report,
  type Hl7Tally,
  type ListedMessage,
} from '../../shared/exchange/hl7-contract.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TableFrame } from '../ui/TableFrame.tsx';
import { hl7CountHeaders, hl7TallyWords, hl7Totals, hl7OutcomeWords } from './hl7-words.ts';

const ROWS_PER_PAGE = 25;

type FileRow = Hl7Tally & { readonly file: string };

const fileColumns: readonly Column<FileRow>[] = [
  { key: 'file', header: 'File', isRowHeader: true, render: ({ file }) => file },
  ...hl7CountHeaders.map(
    ([key, header]): Column<FileRow> => ({
      key,
      header,
      align: 'end',
      render: (row) => formatCount(row[key]),
    }),
  ),
];

const messageColumns: readonly Column<ListedMessage>[] = [
  { key: 'file', header: 'File', isRowHeader: true, render: ({ file }) => file },
  {
    key: 'message',
    header: 'Message',
    align: 'end',
    render: ({ message }) => formatCount(message),
  },
  {
    key: 'outcome',
    header: 'What became of it',
    isNoWrap: true,
    render: ({ outcome }) => hl7OutcomeWords[outcome],
  },
  { key: 'reason', header: 'Why', render: ({ reason }) => reason },
];

/** What an import of HL7 messages did, file by file, and the messages to look at by their number. */
export function Hl7ReportPanel({ report }: { readonly report: Hl7Report }) {
  const [offset, setOffset] = useState(0);
  const { files, messages, unlisted } = report;
  const total = hl7Totals(files);
  const isClean = total.refused === 0;
  return (
    <Stack>
      <InlineMessage
        tone={isClean ? 'success' : 'caution'}
        title={
          isClean
            ? 'Import finished'
            : `Import finished; ${formatQuantity(total.refused, 'message')} could not go in`
        }
      >
        {hl7TallyWords(total)}
      </InlineMessage>
      <TableFrame>
        <DataTable
          caption="By file"
          isDense
          columns={fileColumns}
          rows={files}
          rowKey={({ file }) => file}
          rowTone={({ refused }) => (refused > 0 ? 'caution' : undefined)}
        />
      </TableFrame>
      {messages.length > 0 && (
        <Stack gap={3}>
          <TableFrame>
            <DataTable
              caption="Messages to look at"
              isDense
              columns={messageColumns}
              rows={messages.slice(offset, offset + ROWS_PER_PAGE)}
              rowKey={({ file, message }) => `${file} ${message}`}
            />
          </TableFrame>
          {unlisted > 0 && <p>{formatQuantity(unlisted, 'more message')} not listed.</p>}
          <Pager
            noun="messages"
            offset={offset}
            pageSize={ROWS_PER_PAGE}
            total={messages.length}
            onOffsetChange={setOffset}
          />
        </Stack>
      )}
    </Stack>
  );
}
