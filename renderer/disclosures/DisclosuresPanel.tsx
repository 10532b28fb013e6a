import { FileOutput, FileText } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import { disclosureOperations } from '../../shared/disclosures/contract.ts';
import {
  type ChartPart,
  chartPartWords,
  chartParts,
  daysInWords,
  type Disclosure,
  recipientKindWords,
} from '../../shared/disclosures/disclosure.ts';
import { client } from '../client/client.ts';
import { saveWritten } from '../client/save-file.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { SaveFileButtons } from '../SaveFileButtons.tsx';
import { SaveOutcomeText } from '../SaveOutcomeText.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { useSaving } from '../use-saving.ts';
import { DiscloseDialog } from './DiscloseDialog.tsx';

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
  const what =
    kind === 'fhir'
      ? `As FHIR, for another program: ${named}. Photos and documents are named in it`
      : left.length < parts.length
        ? without
        : named;
  return days.fromOn === null && days.toOn === null ? what : `${what}. ${daysInWords(days)}`;
}

type EntryProps = { readonly entry: Disclosure; readonly timeZone: string };

function Entry({ entry, timeZone }: EntryProps) {
  const mayDisclose = useMay('charts.disclose');
  const name = entry.kind === 'chart' ? 'chart' : 'audit-packet';
  const day = entry.disclosedAt.slice(0, 10);
  const fileOf = (label: string, digest: string | null, extension: string) =>
    digest === null ? [] : [{ label, digest, fileName: `caretrail-${name}-${day}.${extension}` }];
  const files = [
    ...fileOf('Save PDF', entry.pdfDigest, 'pdf'),
    ...fileOf('Save ZIP', entry.zipDigest, 'zip'),
  ];
  return (
    <li>
      <p>
        <strong dir="auto">{entry.recipientName}</strong>, {recipientKindWords[entry.recipientKind]}
      </p>
      <p dir="auto">{entry.purpose}</p>
      <p className="disclosures__quiet">
        {whatWords(entry)}. {formatInstant(entry.disclosedAt, timeZone)}, by{' '}
        {apart(entry.disclosedByName)}
      </p>
      {mayDisclose && entry.isKept && <SaveFileButtons files={files} of={entry.recipientName} />}
    </li>
  );
}

/** Writes the accounting into a PDF and lets the user choose where it goes. */
function AccountingButton({ patientId }: { readonly patientId: string }) {
  const { busy, outcome, save } = useSaving();
  const writing = {
    start: () => client['disclosures.accounting']({ patientId }),
    fileIn: (value: unknown) =>
      disclosureOperations['disclosures.accounting'].output.safeParse(value).data,
    notWritten: 'The accounting was not written. Please try again.',
  };
  return (
    <>
      <Button
        icon={FileText}
        isPending={busy !== null}
        onPress={() => void save('accounting', () => saveWritten(writing))}
      >
        Accounting as PDF
      </Button>
      <SaveOutcomeText outcome={outcome} />
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
