import { FileOutput, FileText } from 'lucide-react';
import { useState } from 'react';
import { disclosureOperations } from '../../shared/disclosures/contract.ts';
import {
  type ChartPart,
  chartPartWords,
  chartParts,
  daysInWords,
  type Disclosure,
  recipientKindWords,
} from '../../shared/disclosures/disclosure.ts';
import { bridge } from '../client/bridge.ts';
import { client } from '../client/client.ts';
import { replyOfJob } from '../client/job-end.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { DiscloseDialog } from './DiscloseDialog.tsx';
import { SaveFileButtons } from './SaveFileButtons.tsx';

type DisclosuresPanelProps = {
  readonly patientId: string;
  readonly today: string;
  readonly timeZone: string;
};

function whatWords({ kind, parts, ...days }: Disclosure): string {
  if (kind === 'packet') return 'Audit packet of one treatment';
  const inWords = (listed: readonly ChartPart[]) =>
    listed.map((part) => chartPartWords[part]).join(', ');
  const left = chartParts.filter((part) => !parts.includes(part));
  const named = inWords(parts) || 'Who the patient is';
  const without = left.length === 0 ? 'The whole chart' : `The chart without: ${inWords(left)}`;
  const what = left.length < parts.length ? without : named;
  return days.fromOn === null && days.toOn === null ? what : `${what}. ${daysInWords(days)}`;
}

type EntryProps = { readonly entry: Disclosure; readonly timeZone: string };

function Entry({ entry, timeZone }: EntryProps) {
  const mayDisclose = useMay('charts.disclose');
  const name = entry.kind === 'chart' ? 'chart' : 'audit-packet';
  const day = entry.disclosedAt.slice(0, 10);
  const files = [
    { label: 'Save PDF', digest: entry.pdfDigest, fileName: `caretrail-${name}-${day}.pdf` },
    { label: 'Save ZIP', digest: entry.zipDigest, fileName: `caretrail-${name}-${day}.zip` },
  ];
  return (
    <li>
      <p>
        <strong dir="auto">{entry.recipientName}</strong>, {recipientKindWords[entry.recipientKind]}
      </p>
      <p dir="auto">{entry.purpose}</p>
      <p className="disclosures__quiet">
        {whatWords(entry)}. {formatInstant(entry.disclosedAt, timeZone)}, by {entry.disclosedByName}
      </p>
      {mayDisclose && entry.isKept && <SaveFileButtons files={files} of={entry.recipientName} />}
    </li>
  );
}

/** Writes the accounting into a PDF and lets the user choose where it goes. */
async function saveAccounting(patientId: string): Promise<string> {
  const failed = 'The accounting was not written. Please try again.';
  const reply = await client['disclosures.accounting']({ patientId });
  if (!reply.ok) return reply.failure.message;
  const result = await replyOfJob(reply.value.jobId);
  const value = typeof result === 'object' && result !== null && 'value' in result && result.value;
  const file = disclosureOperations['disclosures.accounting'].output.safeParse(value).data;
  if (file === undefined) return failed;
  const saved = await bridge.bytes.save(file.digest, file.fileName);
  if (!saved.ok) return saved.failure.message;
  return saved.value ? `Saved as ${file.fileName}` : '';
}

function AccountingButton({ patientId }: { readonly patientId: string }) {
  const [isBusy, setBusy] = useState(false);
  const [told, setTold] = useState('');
  async function save() {
    setBusy(true);
    setTold(await saveAccounting(patientId).catch(() => 'Please try again.'));
    setBusy(false);
  }
  return (
    <>
      <Button icon={FileText} isPending={isBusy} onPress={() => void save()}>
        Accounting as PDF
      </Button>
      <span role="status" className="disclosures__outcome">
        {told}
      </span>
    </>
  );
}

/** What of a chart was given out, and the way to give it out. */
export function DisclosuresPanel({ patientId, today, timeZone }: DisclosuresPanelProps) {
  const listed = useOperation('disclosures.list', { patientId });
  const mayDisclose = useMay('charts.disclose');
  const [isOpen, setOpen] = useState(false);
  const count = listed.data?.length ?? 0;
  return (
    <Panel
      heading={count === 0 ? 'Given out' : `Given out (${formatCount(count)})`}
      footer={
        mayDisclose && (
          <>
            <Button icon={FileOutput} onPress={() => setOpen(true)}>
              Give out the chart
            </Button>
            <AccountingButton patientId={patientId} />
          </>
        )
      }
    >
      {listed.data === undefined ? (
        <QueryNotice query={listed} what="Given out" />
      ) : count === 0 ? (
        <p className="disclosures__quiet">Nothing of this chart was given out from here.</p>
      ) : (
        <ul className="disclosures__list">
          {listed.data.map((entry) => (
            <Entry key={entry.id} entry={entry} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {isOpen && (
        <DiscloseDialog
          patientId={patientId}
          treatmentRecordId={null}
          today={today}
          onClose={() => setOpen(false)}
        />
      )}
    </Panel>
  );
}
