import type { Hl7Report, ListedMessage } from '../../shared/exchange/hl7-contract.ts';
import { ImportOutcome } from '../ImportOutcome.tsx';
import { PagedTable } from '../PagedTable.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';
import { hl7CountHeaders, hl7OutcomeWords, hl7TallyWords, hl7Totals } from './hl7-words.ts';

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
  const { files, messages, unlisted } = report;
  const total = { file: 'All files', ...hl7Totals(files) };
  return (
    <ImportOutcome
      noun="message"
      words={hl7TallyWords(total)}
      total={total}
      showsTotal={false}
      caption="By file"
      of={{ header: 'File', name: ({ file }) => file }}
      headers={hl7CountHeaders}
      tallies={files}
    >
      {messages.length > 0 && (
        <PagedTable
          caption="Messages to look at"
          noun="messages"
          columns={messageColumns}
          rows={messages}
          rowKey={({ file, message }) => `${file} ${message}`}
        >
          {unlisted > 0 && <p>{formatQuantity(unlisted, 'more message')} not listed.</p>}
        </PagedTable>
      )}
    </ImportOutcome>
  );
}
