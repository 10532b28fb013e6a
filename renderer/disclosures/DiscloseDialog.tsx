import { useState } from 'react';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { useEntry } from '../use-entry.ts';
import { ChartPartsFields } from './ChartPartsFields.tsx';
import { blankDisclosure, readDisclosure } from './disclosure-entry.ts';
import { DisclosureFields } from './DisclosureFields.tsx';
import { GivenOutDialog } from './GivenOutDialog.tsx';
import { LinkedChartsField } from './LinkedChartsField.tsx';

export type DiscloseDialogProps = {
  readonly patientId: string;
  /** The application whose audit packet is given out; null for the chart. */
  readonly treatmentRecordId: string | null;
  readonly today: string;
  readonly onClose: () => void;
};

function useDisclosureEntry(props: DiscloseDialogProps, onStarted: (jobId: string) => void) {
  const { patientId, treatmentRecordId } = props;
  const chart = useChange('disclosures.chart');
  const packet = useChange('disclosures.defencePacket');
  return useEntry({
    keptAs: `disclosure of ${treatmentRecordId ?? patientId}`,
    start: { entry: blankDisclosure, seen: 0 },
    what: 'disclosure',
    read: readDisclosure,
    send: ({ parts, fromOn, toOn, withLinked, ...answers }) =>
      treatmentRecordId === null
        ? chart.mutateAsync({ patientId, ...answers, parts, fromOn, toOn, withLinked })
        : packet.mutateAsync({ patientId, treatmentRecordId, ...answers }),
    onSaved: ({ jobId }) => onStarted(jobId),
  });
}

/** Asks to whom a chart or a packet goes and why, then makes its files. Mount it to open. */
export function DiscloseDialog(props: DiscloseDialogProps) {
  const { patientId, treatmentRecordId, today, onClose } = props;
  const [jobId, setJobId] = useState<string | null>(null);
  const form = useDisclosureEntry(props, setJobId);
  const isChart = treatmentRecordId === null;
  const title = isChart ? 'Give out the chart' : 'Make an audit packet';
  if (jobId !== null) return <GivenOutDialog title={title} jobId={jobId} onClose={onClose} />;
  const { entry, problems, change } = form;
  return (
    <EntryDialog
      title={title}
      saveLabel={isChart ? 'Give out' : 'Make the packet'}
      size="large"
      form={form}
      onClose={onClose}
    >
      <p>
        {isChart
          ? 'One PDF and a ZIP of files. What you say here stands in the log of disclosures for good.'
          : 'Sizes before and after, photos, label, waste, care before, signatures and amendments of this one treatment. What you say here stands in the log of disclosures for good.'}
      </p>
      <DisclosureFields {...{ entry, problems, change }} />
      {isChart && <ChartPartsFields {...{ entry, problems, change, today }} />}
      <LinkedChartsField
        patientId={patientId}
        of={isChart ? 'chart' : 'packet'}
        {...{ entry, change }}
      />
    </EntryDialog>
  );
}
