import { ArchiveRestore, FlaskConical } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { client } from '../client/client.ts';
import { type OutputOf, queryClient } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { CenteredPage } from '../ui/CenteredPage.tsx';
import { Grid } from '../ui/Grid.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { NewPassphrasePanel, useSuggestedPassphrase } from './NewPassphrasePanel.tsx';
import { chooseRestore, wantDemonstration } from './start-store.ts';
import { StoreProgress } from './StoreProgress.tsx';

/**
 * Begins the records; answers why it could not, or null. The passphrase goes nowhere but into this one
 * call. `onBegun` is called only where it was this call that began them.
 */
async function createStore(passphrase: string, onBegun?: () => void): Promise<string | null> {
  const reply = await client['store.create']({ passphrase });
  if (reply.ok) onBegun?.();
  await queryClient.invalidateQueries({ queryKey: ['store.status'] });
  // Another window may have begun them meanwhile: then this one goes on with those.
  return reply.ok || reply.failure.code === 'AlreadyThere' ? null : reply.failure.message;
}

type ExploreFirstProps = { readonly passphrase: string | null; readonly hasKeychain: boolean };

/** The quick way to the demonstration: under the suggested passphrase, without another question. */
function ExploreFirst({ passphrase, hasKeychain }: ExploreFirstProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  async function explore(): Promise<void> {
    if (passphrase === null) return;
    setProblem(null);
    setPending(true);
    // Records that somebody else has begun meanwhile must not become a demonstration.
    setProblem(await createStore(passphrase, wantDemonstration));
    setPending(false);
  }
  return (
    <Panel heading="Only looking around?">
      <Stack>
        <p>
          A made-up clinic with fictional people, to try everything out. It takes the suggested
          passphrase and goes on
          {hasKeychain
            ? '; there is nothing to write down.'
            : '; write it down if you want to come back to it later.'}
        </p>
        {problem !== null && <FormNotice>{problem}</FormNotice>}
        <Button
          icon={FlaskConical}
          isFullWidth
          isPending={isPending}
          isDisabled={passphrase === null}
          onPress={() => void explore()}
        >
          Explore demonstration
        </Button>
      </Stack>
    </Panel>
  );
}

function FromBackup() {
  return (
    <Panel heading="From another computer?">
      <Stack>
        <p>A backup brings its records here, with the passphrase that it was made under.</p>
        <Button icon={ArchiveRestore} isFullWidth onPress={chooseRestore}>
          Restore a backup
        </Button>
      </Stack>
    </Panel>
  );
}

type CreatePassphraseScreenProps = {
  readonly banner: ReactNode;
  readonly status: OutputOf<'store.status'>;
};

/** What a computer without records shows first: the passphrase that they will be encrypted under. */
export function CreatePassphraseScreen({ banner, status }: CreatePassphraseScreenProps) {
  const { hasKeychain, problem, progress } = status;
  const suggestion = useSuggestedPassphrase();
  return (
    <CenteredPage banner={banner} maxWidthRem={68}>
      <Stack gap={5}>
        <PageHeader
          title="Keep the recovery passphrase"
          subtitle={
            hasKeychain
              ? 'Everything that Caretrail keeps on this computer is encrypted. Without this passphrase nobody can open it on another computer, or here when the computer’s keychain is lost.'
              : 'Everything that Caretrail keeps on this computer is encrypted. Only this passphrase opens it, here each time that Caretrail starts, and on another computer.'
          }
        />
        {problem !== null && <InlineMessage tone="caution">{problem}</InlineMessage>}
        {progress !== null && (
          <Panel>
            <StoreProgress progress={progress} otherwise="Encrypting…" />
          </Panel>
        )}
        <Grid gap={5} hasAside>
          <Panel heading="Recovery passphrase">
            <NewPassphrasePanel
              suggestion={suggestion}
              clinic={null}
              submitLabel="Encrypt and go on"
              onChosen={(passphrase) => createStore(passphrase)}
            />
          </Panel>
          <Stack>
            {/* Records that are here already must not go under a passphrase that nobody has kept. */}
            {problem === null && (
              <ExploreFirst passphrase={suggestion.passphrase} hasKeychain={hasKeychain} />
            )}
            <FromBackup />
          </Stack>
        </Grid>
      </Stack>
    </CenteredPage>
  );
}
