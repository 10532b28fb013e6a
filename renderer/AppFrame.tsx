import { Keyboard } from 'lucide-react';
import { Fragment, type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Site } from '../shared/site/contract.ts';
import type { SignedInUser } from '../shared/staff/contract.ts';
import { useOperation } from './client/use-operation.ts';
import { HeadingFocus, MAIN_ID } from './HeadingFocus.tsx';
import { routeKey, useNavigation } from './navigation.ts';
import { navigationFor, placeOf, titleOf } from './navigation-items.ts';
import { OwnMenu } from './OwnMenu.tsx';
import { screenOf } from './routes.tsx';
import { ScanNotice } from './scanning/ScanNotice.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { lock } from './session/end-session.ts';
import type { Shortcut } from './shortcuts.ts';
import { SyncStatusButton } from './sync/SyncStatusButton.tsx';
import { useFreshSyncStatus } from './sync/use-sync-status.ts';
import { AppShell } from './ui/AppShell.tsx';
import { IconButton } from './ui/IconButton.tsx';
import { Row } from './ui/Row.tsx';
import { useShortcuts } from './use-shortcuts.ts';

function focusSearch(): void {
  const search = document.querySelector<HTMLInputElement>(`#${MAIN_ID} [role=search] input`);
  if (search === null) useNavigation.getState().go({ screen: 'patients' });
  else search.focus();
}

/** How many records wait for a signature of this person. */
function useWaitingCount({ permissions }: SignedInUser): number {
  const isAsked = permissions.includes('treatments.write');
  const { data } = useOperation('signing.counts', {}, { enabled: isAsked });
  return data === undefined ? 0 : data.toSignCount + data.toCosignCount;
}

/** How many steps of protocols are due at the site. */
function useDueCount({ permissions }: SignedInUser): number {
  const isAsked = permissions.includes('treatments.write');
  const { data } = useOperation('protocols.dueCount', {}, { enabled: isAsked });
  return data?.count ?? 0;
}

type AppFrameProps = {
  readonly site: Site;
  readonly user: SignedInUser;
  readonly banner: ReactNode;
};

/** What surrounds every screen of whoever is signed in: rail, top bar, keys, focus and title. */
export function AppFrame({ site, user, banner }: AppFrameProps) {
  const { route, go } = useNavigation();
  const waitingCount = useWaitingCount(user);
  const dueCount = useDueCount(user);
  const sync = useFreshSyncStatus();
  const [isHelpOpen, setHelpOpen] = useState(false);
  useEffect(() => {
    document.title = titleOf(route.screen);
    return () => {
      document.title = 'Caretrail';
    };
  }, [route.screen]);

  const onShortcut = useCallback((shortcut: Shortcut) => {
    if (shortcut === 'lock') void lock('lock');
    else if (shortcut === 'search') focusSearch();
    else if (shortcut === 'help') setHelpOpen(true);
    else useNavigation.getState().back();
  }, []);
  useShortcuts(onShortcut);

  return (
    <AppShell
      navigation={navigationFor(user.permissions, {
        worklist: waitingCount,
        dueToday: dueCount,
        ...(sync !== undefined && sync.state !== 'off' && { toSettle: sync.reviews.open }),
      })}
      currentKey={placeOf(route.screen)}
      onNavigate={(screen) => go({ screen })}
      onLock={() => void lock('lock')}
      banner={
        <>
          {banner}
          <ScanNotice />
        </>
      }
      topBar={<p className="frame-site">{site.name}</p>}
      status={
        <Row gap={1} isWrapping={false}>
          <SyncStatusButton status={sync} />
          <IconButton
            label="Keyboard shortcuts"
            icon={Keyboard}
            onPress={() => setHelpOpen(true)}
          />
          <OwnMenu user={user} />
        </Row>
      }
    >
      <Fragment key={routeKey(route)}>
        {screenOf(route)}
        <HeadingFocus />
      </Fragment>
      <ShortcutsDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </AppShell>
  );
}
