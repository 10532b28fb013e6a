import { FlaskConical } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useChange } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { CenteredPage } from '../ui/CenteredPage.tsx';
import { Grid } from '../ui/Grid.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { SetUpForm, type SetUpFormProps } from './SetUpForm.tsx';

const OWN_TIME_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

function ExploreDemonstration() {
  const explore = useChange('site.exploreDemonstration');
  const [failure, setFailure] = useState<string | null>(null);
  async function start(): Promise<void> {
    setFailure(null);
    const reply = await explore.mutateAsync({ timeZone: OWN_TIME_ZONE });
    if (!reply.ok) setFailure(reply.failure.message);
  }
  return (
    <Panel heading="Explore with demonstration data">
      <Stack>
        <p>
          A made-up clinic with fictional people, orders and treatments, to try everything out. It
          is marked as a demonstration on every screen.
        </p>
        {failure !== null && <InlineMessage tone="danger">{failure}</InlineMessage>}
        <Button
          icon={FlaskConical}
          size="large"
          isFullWidth
          isPending={explore.isPending}
          onPress={() => void start()}
        >
          Explore demonstration
        </Button>
      </Stack>
    </Panel>
  );
}

type FirstScreenProps = Pick<SetUpFormProps, 'onSetUp'> & { readonly banner: ReactNode };

/** What a computer shows before anything is on it: set it up for work, or look around first. */
export function FirstScreen({ banner, onSetUp }: FirstScreenProps) {
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
          <ExploreDemonstration />
        </Grid>
      </Stack>
    </CenteredPage>
  );
}
