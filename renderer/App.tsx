import { type ReactNode, useEffect } from 'react';
import { AppFrame } from './AppFrame.tsx';
import { ConnectionNotice, useConnection } from './ConnectionNotice.tsx';
import { queryClient, useOperation } from './client/use-operation.ts';
import { routeKey, useNavigation } from './navigation.ts';
import { QueryNotice } from './QueryNotice.tsx';
import { IDLE_LIMIT_MS, watchIdle } from './session/idle-lock.ts';
import { confirmSession, lock, signIn } from './session/end-session.ts';
import { SignInScreen } from './session/SignInScreen.tsx';
import { useSignedIn } from './signed-in.ts';
import { FirstScreen } from './site/FirstScreen.tsx';
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

function useIdleLock(isSignedIn: boolean): void {
  useEffect(() => {
    if (!isSignedIn) return undefined;
    const onIdle = () => void lock('idle');
    return watchIdle({ page: window, limitMs: IDLE_LIMIT_MS, onIdle });
  }, [isSignedIn]);
}

function Banner({ isDemonstration }: { readonly isDemonstration: boolean }) {
  return (
    <>
      {isDemonstration && <DemonstrationBanner />}
      <ConnectionNotice />
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

/** Which of the four faces the window shows: starting, first screen, sign-in, or the work itself. */
export function App() {
  const status = useOperation('site.status', {});
  const connectionState = useConnection();
  const user = useSignedIn((signedIn) => signedIn.user);
  const isFirstLook = useSignedIn(({ lastUserId }) => lastUserId === null);
  const current = useOperation('session.current', {}, { enabled: isFirstLook });
  useFreshStatus();
  useIdleLock(user !== null);
  const place = useNavigation(({ route }) => routeKey(route));
  useSettlingGuard(`${user?.userId ?? ''} ${place}`);

  // A reload finds the session that the core still holds.
  const found = isFirstLook ? (current.data ?? null) : null;
  useEffect(() => {
    if (found !== null) useSignedIn.setState({ user: found, lastUserId: found.userId });
  }, [found]);

  const site = status.data?.site ?? null;
  const banner = <Banner isDemonstration={site?.isDemonstration ?? false} />;
  if (user !== null && site !== null) return <AppFrame site={site} user={user} banner={banner} />;
  if (status.data === undefined && connectionState === 'refused') {
    return (
      <Plain banner={null}>
        <InlineMessage tone="caution" title="This address cannot be used any more">
          Each address that Caretrail shows opens once, within a minute. Start Caretrail again, or
          press Enter where it runs, and open the fresh address.
        </InlineMessage>
      </Plain>
    );
  }
  const unanswered =
    status.data === undefined ? status : current.data === undefined ? current : null;
  if (unanswered !== null && isFirstLook) {
    return (
      <Plain banner={banner}>
        <QueryNotice query={unanswered} what="Records on this computer" />
      </Plain>
    );
  }
  if (site === null) return <FirstScreen banner={banner} onSetUp={signInFirst} />;
  return found === null ? <SignInScreen site={site} banner={banner} /> : null;
}
