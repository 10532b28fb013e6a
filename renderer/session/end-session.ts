import { client } from '../client/client.ts';
import { queryClient } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { type Ending, useSignedIn } from '../signed-in.ts';

/** True while the core may still hold a session that this screen has left. */
let isSignOutOwed = false;

/** The tiles show the site's name and whether it is a demonstration; the gate shows where its records stand. */
const SHOWN_TO_ANYBODY: readonly unknown[] = ['site.status', 'store.status'];

/** Takes every chart off the screen and out of its memory, and shows the tiles. */
export function leaveSession(ending: Ending): void {
  const { user } = useSignedIn.getState();
  if (user === null) return;
  useSignedIn.setState({ user: null, ending, lastUserId: user.userId });
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
export async function signIn(userId: string, pin: string) {
  const reply = await client['session.signIn']({ userId, pin });
  if (reply.ok) {
    isSignOutOwed = false;
    useSignedIn.setState({ user: reply.value });
  }
  return reply;
}
