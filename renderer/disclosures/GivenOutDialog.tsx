import type { ReactNode } from 'react';
import { givenOut } from '../../shared/disclosures/contract.ts';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { SaveFileButtons } from '../SaveFileButtons.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';

type GivenOutDialogProps = {
  readonly title: string;
  readonly jobId: string;
  /** Shows what was written, where that is not pages and a ZIP. */
  readonly renderDone?: ((value: unknown) => ReactNode) | undefined;
  readonly onClose: () => void;
};

const pagesAndZip = (value: unknown): ReactNode => <GivenOutFiles value={value} />;

const STOPPED = {
  cancelled: 'Cancelled. Nothing was given out and no file was kept.',
  interrupted:
    'Interrupted, because Caretrail was closed. Nothing was given out and no file was kept.',
} as const;

/** The files as they are written, and where to save them once the disclosure stands in the log. */
export function GivenOutDialog(props: GivenOutDialogProps) {
  const { title, jobId, renderDone = pagesAndZip, onClose } = props;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      isDismissable={false}
      actions={<Button onPress={onClose}>Close</Button>}
    >
      <JobProgressPanel
        jobId={jobId}
        heading="Files"
        stoppedWords={STOPPED}
        renderDone={renderDone}
      />
    </Dialog>
  );
}

function GivenOutFiles({ value }: { readonly value: unknown }) {
  const read = givenOut.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The result is not readable.</InlineMessage>;
  const { disclosure, pdf, zip, missing } = read.data;
  const pages = formatQuantity(disclosure.pageCount, 'page');
  const files = formatQuantity(disclosure.fileCount, 'file');
  return (
    <Stack gap={3}>
      <InlineMessage tone="success" title="Written down in the log of disclosures">
        One PDF with {pages}, and a ZIP with {files} and their digests. Both stay on this computer
        for a week.
      </InlineMessage>
      {missing.length > 0 && (
        <InlineMessage
          tone="caution"
          title={`${formatQuantity(missing.length, 'file')} could not be found`}
        >
          The chart names {missing.length === 1 ? 'it' : 'them'} and this computer does not have{' '}
          {missing.length === 1 ? 'it' : 'them'}: {missing.join(', ')}. The manifest says so too.
          What is still on its way from another computer can be given out once it is here.
        </InlineMessage>
      )}
      <SaveFileButtons
        of={disclosure.recipientName}
        files={[
          { label: 'Save PDF', ...pdf },
          { label: 'Save ZIP', ...zip },
        ]}
      />
    </Stack>
  );
}
