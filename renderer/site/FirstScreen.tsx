import { FlaskConical, MonitorSmartphone } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { JoiningPage, JoinSitePage, useJoining } from '../sync/JoinSitePanel.tsx';
import { useChange } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { CenteredPage } from '../ui/CenteredPage.tsx';
import { Grid } from '../ui/Grid.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Stack } from '../ui/Stack.tsx';
import { SetUpForm, type SetUpFormProps } from './SetUpForm.tsx';

const OWN_TIME_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

function useDemonstration() {
  const explore = useChange('site.exploreDemonstration');
  const [failure, setFailure] = useState<string | null>(null);
  async function start(): Promise<void> {
    setFailure(null);
    const reply = await explore.mutateAsync({ timeZone: OWN_TIME_ZONE });
    if (!reply.ok) setFailure(reply.failure.message);
  }
  return { start, failure, isPending: explore.isPending };
}

type Demonstration = ReturnType<typeof useDemonstration>;

function ExploreDemonstration({ demonstration }: { readonly demonstration: Demonstration }) {
  const { start, failure, isPending } = demonstration;
  return (
    <Panel heading="Explore with demonstration data">
      <Stack>
        <p>
          A made-up clinic with fictional people, orders and treatments, to try everything out. It
          is marked as a demonstration on every screen.
        </p>
        {failure !== null && <InlineMessage tone="danger">{failure}</InlineMessage>}
        <Button icon={FlaskConical} isFullWidth isPending={isPending} onPress={() => void start()}>
          Explore demonstration
        </Button>
      </Stack>
    </Panel>
  );
}

function JoinSite({ onJoin }: { readonly onJoin: () => void }) {
  return (
    <Panel heading="Join a site">
      <Stack>
        <p>For one more computer of a site that has its records on a server.</p>
        <Button icon={MonitorSmartphone} isFullWidth onPress={onJoin}>
          Join a site
        </Button>
      </Stack>
    </Panel>
  );
}

type FirstScreenProps = Pick<SetUpFormProps, 'onSetUp'> & {
  readonly banner: ReactNode;
  /** Given when the demonstration was asked for already: it begins without another press. */
  readonly onDemonstrationBegun?: (() => void) | undefined;
};

/** What a computer shows before anything is on it: set it up for work, or look around first. */
export function FirstScreen({ banner, onSetUp, onDemonstrationBegun }: FirstScreenProps) {
  const demonstration = useDemonstration();
  const { start, failure } = demonstration;
  const [isAskedFor] = useState(onDemonstrationBegun !== undefined);
  const hasBegun = useRef(false);
  const [wantsToJoin, setWantsToJoin] = useState(false);
  const joining = useJoining();
  useEffect(() => {
    if (onDemonstrationBegun === undefined || hasBegun.current) return;
    hasBegun.current = true;
    onDemonstrationBegun();
    void start();
  });
  if (joining !== null) return <JoiningPage banner={banner} status={joining} />;
  if (wantsToJoin) return <JoinSitePage banner={banner} onBack={() => setWantsToJoin(false)} />;
  if (isAskedFor && failure === null) {
    return (
      <CenteredPage banner={banner} maxWidthRem={36}>
        <PageHeader title="Setting up the demonstration" />
        <Panel>
          <ProgressBar label="People, orders and treatments…" />
        </Panel>
      </CenteredPage>
    );
  }
  return (
    <CenteredPage banner={banner} maxWidthRem={68}>
      <Stack gap={5}>
        <PageHeader
          title="Set up this computer"
          subtitle="Records stay on this computer. No network and no account elsewhere are needed."
        />
        <Grid gap={5} hasAside>
          <Panel heading="For your clinic">
            <SetUpForm ownTimeZone={OWN_TIME_ZONE} onSetUp={onSetUp} />
          </Panel>
          <Stack gap={5}>
            <ExploreDemonstration demonstration={demonstration} />
            <JoinSite onJoin={() => setWantsToJoin(true)} />
          </Stack>
        </Grid>
      </Stack>
    </CenteredPage>
  );
}
