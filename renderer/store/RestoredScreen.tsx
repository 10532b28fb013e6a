import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../ui/Button.tsx';
import { CenteredPage } from '../ui/CenteredPage.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { endRestore, type Restored } from './start-store.ts';

type RestoredScreenProps = { readonly banner: ReactNode; readonly restored: Restored };

/** What is in the records now that a backup stands in their place. */
export function RestoredScreen({ banner, restored }: RestoredScreenProps) {
  const { counts, keptAs } = restored;
  const madeAt = formatInstant(restored.madeAt);
  const goOn = useRef<HTMLButtonElement>(null);
  useEffect(() => goOn.current?.focus(), []);
  return (
    <CenteredPage banner={banner} maxWidthRem={36}>
      <Stack gap={5}>
        <PageHeader
          title="The backup is restored"
          subtitle={`The records are as they were on ${madeAt}. What was entered after that is not in them.`}
        />
        <Panel heading="In the records now">
          <KeyValueList
            layout="columns"
            entries={[
              { key: 'patients', label: 'Patients', value: formatCount(counts.patients) },
              {
                key: 'treatments',
                label: 'Treatments',
                value: formatCount(counts.treatmentRecords),
              },
              { key: 'users', label: 'Users', value: formatCount(counts.users) },
              { key: 'audit', label: 'Audit events', value: formatCount(counts.auditEvents) },
            ]}
          />
        </Panel>
        {keptAs !== null && (
          <InlineMessage tone="info" title="The records from before are kept">
            They stand in {keptAs}.
          </InlineMessage>
        )}
        <Button ref={goOn} variant="primary" size="large" isFullWidth onPress={endRestore}>
          Go on to sign in
        </Button>
      </Stack>
    </CenteredPage>
  );
}
