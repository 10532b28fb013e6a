import { client } from '../client/client.ts';
import { type OutputOf, queryClient } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { type Ending, useSignedIn } from '../signed-in.ts';

/** True while the core may still hold a session that this screen has left. */
let isSignOutOwed = false;

/** The tiles show the site's name and whether it is a demonstration; the gate shows where its records stand. */
const SHOWN_TO_ANYBODY: readonly unknown[] = ['site.status', 'store.status'];

type Place = Pick<ReturnType<typeof useNavigation.getState>, 'route' | 'past'>;

/** Where somebody was when the screen locked; it holds ids and nothing of a chart. */
let left: (Place & { readonly userId: string; readonly atMs: number }) | null = null;

/** Leads whoever unlocks soon enough back to where they were; anybody else begins at the start. */
function goBack(userId: string): void {
  const minutes = queryClient.getQueryData<OutputOf<'site.status'>>(['site.status', {}])?.site
    ?.signOutMinutes;
  const isSoon = left !== null && Date.now() - left.atMs < (minutes ?? 0) * 60_000;
  if (left?.userId === userId && isSoon)
    useNavigation.setState({ route: left.route, past: left.past });
  left = null;
}

/** Takes every chart off the screen and out of its memory, and shows the tiles. */
export function leaveSession(ending: Ending): void {
  const { user } = useSignedIn.getState();
  if (user === null) return;
  useSignedIn.setState({ user: null, ending, lastUserId: user.userId });
  const { route, past } = useNavigation.getState();
  left = { route, past, userId: user.userId, atMs: Date.now() };
  useNavigation.getState().reset();
  queryClient.removeQueries({
    predicate: ({ queryKey }) => !SHOWN_TO_ANYBODY.includes(queryKey[0]),
  });
  queryClient.getMutationCache().clear();
}

/** Locks at once; the core is told as soon as it can be reached. */
export async function lock(ending: 'lock' | 'idle'): Promise<void> {
  leaveSession(ending);
  isSignOutOwed = true;
  await payOwedSignOut();
}

/** Ends in the core what this screen has left, unless somebody has signed in since. */
export async function payOwedSignOut(): Promise<void> {
  if (!isSignOutOwed || useSignedIn.getState().user !== null) return;
  const reply = await client['session.signOut']({});
  if (reply.ok || reply.failure.code === 'SignInNeeded') isSignOutOwed = false;
}

/** Leaves when the core knows nobody here any more, and follows a change of the person's role. */
export async function confirmSession(): Promise<void> {
  const { user } = useSignedIn.getState();
  if (user === null) return;
  const reply = await client['session.current']({});
  if (!reply.ok || useSignedIn.getState().user !== user) return;
  if (reply.value === null) leaveSession('core');
  else if (JSON.stringify(reply.value) !== JSON.stringify(user))
    useSignedIn.setState({ user: reply.value });
}

/** Signs in; on success the frame appears. The PIN goes nowhere but into this one call. */
export async function signIn(userId: string, pin: string, newPin: string | null = null) {
  const reply = await client['session.signIn']({ userId, pin, newPin });
  if (reply.ok) {
    isSignOutOwed = false;
    goBack(userId);
    useSignedIn.setState({ user: reply.value });
  }
  return reply;
}
