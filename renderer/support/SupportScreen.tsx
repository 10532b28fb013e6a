import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import { type SupportBundle, supportBundle } from '../../shared/support/contract.ts';
import { replyOfJob } from '../client/job-end.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { SaveFileButtons } from '../SaveFileButtons.tsx';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useWork } from '../use-work.ts';

const NOT_GATHERED =
  'It could not be gathered. Try again; if it fails again, start Caretrail anew.';

/** The bundle in a job's reply; null where the job ended otherwise. */
function bundleIn(reply: unknown): SupportBundle | null {
  const value =
    typeof reply === 'object' && reply !== null && 'value' in reply ? reply.value : null;
  return supportBundle.safeParse(value).data ?? null;
}

function Gathered({ bundle }: { readonly bundle: SupportBundle }) {
  return (
    <Panel heading="Read it before it leaves">
      <Stack>
        <p>
          This is all of it, and what is saved is the same. It goes nowhere by itself: save it, and
          give it to whom you trust.
        </p>
        {/* Scrolled by keyboard too. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls takes the focus */}
        <section className="support-text" aria-label="What was gathered" tabIndex={0}>
          <pre>{bundle.text}</pre>
        </section>
        {bundle.file === null ? (
          <InlineMessage tone="caution" title="No file could be written">
            The disk is full or the records are damaged. Select the text and copy it instead.
          </InlineMessage>
        ) : (
          <SaveFileButtons files={[{ ...bundle.file, label: 'Save as text' }]} />
        )}
      </Stack>
    </Panel>
  );
}

/** What whoever helps with Caretrail needs to know, which the user reads before it leaves. */
export function SupportScreen() {
  const gather = useChange('support.gather');
  const [bundle, setBundle] = useState<SupportBundle | null>(null);
  const { problem, isBusy, doing } = useWork();
  const press = () =>
    doing(async () => {
      setBundle(null);
      const started = await gather.mutateAsync({});
      if (!started.ok) return whyNot(started);
      const found = bundleIn(await replyOfJob(started.value.jobId));
      setBundle(found);
      return found === null ? NOT_GATHERED : null;
    });
  return (
    <Stack gap={5}>
      <PageHeader title="Support" subtitle="What helps whoever helps you" />
      <Panel heading="Support bundle">
        <Stack>
          <p>
            Versions, settings, sizes, what the last check found, and where the program met
            unexpected errors. Nothing of a chart, no names, no PINs and no passphrase.
          </p>
          {problem !== null && <FormNotice>{problem}</FormNotice>}
          <Row>
            <Button icon={LifeBuoy} isPending={isBusy} onPress={() => void press()}>
              Gather
            </Button>
          </Row>
        </Stack>
      </Panel>
      {bundle !== null && <Gathered bundle={bundle} />}
    </Stack>
  );
}
