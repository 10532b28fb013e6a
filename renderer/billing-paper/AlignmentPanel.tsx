import { FileText } from 'lucide-react';
import { useState } from 'react';
import type { PrintOffset } from '../../shared/billing-paper/print-offset.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { offsetInWords } from './offset-entry.ts';
import { PaperFile } from './PaperFile.tsx';

const NO_PRINTER = 'none';

export type AlignmentPanelProps = { readonly offsets: readonly PrintOffset[] };

/** Makes the page by which a printer is aligned. */
export function AlignmentPanel({ offsets }: AlignmentPanelProps) {
  const [chosen, setChosen] = useState(NO_PRINTER);
  const [jobId, setJobId] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const make = useChange('claims1500.alignmentPage');
  const printer = offsets.find(({ id }) => id === chosen);
  async function press(): Promise<void> {
    setNotice(null);
    const asked = { printOffsetId: printer?.id ?? null };
    const reply = await make.mutateAsync(asked).catch(() => null);
    if (!reply?.ok) return setNotice(whyNot(reply));
    return setJobId(reply.value.jobId);
  }
  const options = [
    { key: NO_PRINTER, label: 'No offset' },
    ...offsets.map((each) => ({
      key: each.id,
      label: each.printerName,
      detail: offsetInWords(each),
    })),
  ];
  return (
    <Panel heading="Alignment page">
      <Stack>
        <p>
          Print it on plain paper at actual size, hold it with a red form against the light, and
          read on its scales how far the print is off. Add that to the offset of the printer.
        </p>
        <SelectField
          label="Offset of the page"
          options={options}
          value={printer?.id ?? NO_PRINTER}
          onChange={setChosen}
        />
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <div>
          <Button icon={FileText} isPending={make.isPending} onPress={() => void press()}>
            Make the alignment page
          </Button>
        </div>
        {jobId !== null && (
          <JobProgressPanel
            key={jobId}
            jobId={jobId}
            heading="Alignment page made"
            isResumable={false}
            renderDone={(value) => (
              <PaperFile value={value} fileName="claim-form-alignment.pdf" title="Alignment page" />
            )}
          />
        )}
      </Stack>
    </Panel>
  );
}
