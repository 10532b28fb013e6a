import type { ReactNode } from 'react';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { CenteredPage } from '../ui/CenteredPage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { endRestore } from './start-store.ts';

type NotRestoredScreenProps = { readonly banner: ReactNode; readonly problem: string };

/** Why a backup was not restored, for whoever comes back after the screen was locked meanwhile. */
export function NotRestoredScreen({ banner, problem }: NotRestoredScreenProps) {
  return (
    <CenteredPage banner={banner} maxWidthRem={36}>
      <Stack gap={5}>
        <PageHeader title="The backup was not restored" />
        <FormNotice>{problem}</FormNotice>
        <Button variant="primary" size="large" isFullWidth onPress={endRestore}>
          Go on without it
        </Button>
      </Stack>
    </CenteredPage>
  );
}
