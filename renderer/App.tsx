import { type ReactNode, useEffect } from 'react';
import { AppFrame } from './AppFrame.tsx';
import { ConnectionNotice, useConnection } from './ConnectionNotice.tsx';
import { client } from './client/client.ts';
import { queryClient, useOperation } from './client/use-operation.ts';
import { routeKey, useNavigation } from './navigation.ts';
import { QueryNotice } from './QueryNotice.tsx';
import { watchIdle } from './session/idle-lock.ts';
import { confirmSession, leaveSession, lock, signIn } from './session/end-session.ts';
import { SignInScreen } from './session/SignInScreen.tsx';
import { useSignedIn } from './signed-in.ts';
import { PinAgainPanel } from './signing/PinAgainPanel.tsx';
import { FirstScreen } from './site/FirstScreen.tsx';
import { StorageWarnings } from './storage/StorageWarnings.tsx';
import { forgetWantedDemonstration, useStart } from './store/start-store.ts';
import { StoreGate, useStoreStatus } from './store/StoreGate.tsx';
import { StoreNotice } from './store/StoreNotice.tsx';
import { CenteredPage } from './ui/CenteredPage.tsx';
import { DemonstrationBanner } from './ui/DemonstrationBanner.tsx';
import { InlineMessage } from './ui/InlineMessage.tsx';
import { useSettlingGuard } from './use-settling-guard.ts';

const STATUS_EVERY_MS = 60_000;

/** Asks now and then what day it is, and whether the person still may be here. */
function useFreshStatus(): void {
  useEffect(() => {
    const refresh = () => {
      void queryClient.invalidateQueries({ queryKey: ['site.status'] });
      void confirmSession();
    };
    const timer = setInterval(refresh, STATUS_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
}

/** Before the site's own limit is known, the shortest one holds. */
const SHORTEST_IDLE_SECONDS = 30;

function useIdleLock(isSignedIn: boolean): void {
  const status = useOperation('site.status', {}, { enabled: isSignedIn });
  const limitSeconds = status.data?.site?.idleLockSeconds ?? SHORTEST_IDLE_SECONDS;
  useEffect(() => {
    if (!isSignedIn) return undefined;
    return watchIdle({
      page: window,
      limitMs: limitSeconds * 1000,
      onIdle: () => void lock('idle'),
      onLife: () => void client['session.touch']({}).catch(() => undefined),
    });
  }, [isSignedIn, limitSeconds]);
}

function Banner({ isDemonstration }: { readonly isDemonstration: boolean }) {
  const isInUse = useSignedIn(({ user }) => user !== null);
  return (
    <>
      {isDemonstration && <DemonstrationBanner />}
      <ConnectionNotice />
      <div role="alert">
        <StoreNotice isInUse={isInUse} onLeave={() => leaveSession('core')} />
      </div>
      {isInUse && <StorageWarnings />}
    </>
  );
}

function Plain({ banner, children }: { readonly banner: ReactNode; readonly children: ReactNode }) {
  return (
    <CenteredPage banner={banner} maxWidthRem={36}>
      {children}
    </CenteredPage>
  );
}

async function signInFirst(administratorId: string, pin: string): Promise<void> {
  // Should it fail, the tiles appear and ask for the PIN.
  await signIn(administratorId, pin);
}

function VoidAddress() {
  return (
    <Plain banner={null}>
      <InlineMessage tone="caution" title="This address cannot be used any more">
        Each address that Caretrail shows opens once, within a minute. Start Caretrail again, or
        press Enter where it runs, and open the fresh address.
      </InlineMessage>
    </Plain>
  );
}

/** Nobody is at work any more where a backup has taken the place of the records. */
function useLeaveWhenRestored(): void {
  const isRestored = useStart(({ restoring }) => restoring.kind === 'done');
  useEffect(() => {
    if (isRestored) leaveSession('start');
  }, [isRestored]);
}

/** Open records: the first screen, the sign-in, or the work itself. */
function OpenRecords() {
  const status = useOperation('site.status', {});
  const user = useSignedIn((signedIn) => signedIn.user);
  const isFirstLook = useSignedIn(({ lastUserId }) => lastUserId === null);
  const current = useOperation('session.current', {}, { enabled: isFirstLook });
  const { wantsDemonstration } = useStart();

  // A reload finds the session that the core still holds.
  const found = isFirstLook ? (current.data ?? null) : null;
  useEffect(() => {
    if (found !== null) useSignedIn.setState({ user: found, lastUserId: found.userId });
  }, [found]);

  const site = status.data?.site ?? null;
  const banner = <Banner isDemonstration={site?.isDemonstration ?? false} />;
  if (user !== null && site !== null)
    return (
      <>
        <AppFrame site={site} user={user} banner={banner} />
        <PinAgainPanel key={user.userId} />
      </>
    );
  const unanswered =
    status.data === undefined ? status : current.data === undefined ? current : null;
  if (unanswered !== null && isFirstLook) {
    return (
      <Plain banner={banner}>
        <QueryNotice query={unanswered} what="Records on this computer" />
      </Plain>
    );
  }
  if (site === null) {
    return (
      <FirstScreen
        banner={banner}
        onSetUp={signInFirst}
        onDemonstrationBegun={wantsDemonstration ? forgetWantedDemonstration : undefined}
      />
    );
  }
  return found === null ? <SignInScreen site={site} banner={banner} /> : null;
}

/** What the window shows: starting, the way to the records, or the records themselves. */
export function App() {
  const store = useStoreStatus();
  const connectionState = useConnection();
  const isInUse = useSignedIn(({ user }) => user !== null);
  useFreshStatus();
  useIdleLock(isInUse);
  useLeaveWhenRestored();
  const userId = useSignedIn(({ user }) => user?.userId ?? '');
  const place = useNavigation(({ route }) => routeKey(route));
  useSettlingGuard(`${userId} ${place}`);
  if (store.data === undefined) {
    if (connectionState === 'refused') return <VoidAddress />;
    return (
      <Plain banner={<ConnectionNotice />}>
        <QueryNotice query={store} what="Records on this computer" />
      </Plain>
    );
  }
  return (
    <StoreGate banner={<ConnectionNotice />} status={store.data} isInUse={isInUse}>
      <OpenRecords />
    </StoreGate>
  );
}
