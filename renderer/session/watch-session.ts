import { bridge, connection } from '../client/bridge.ts';
import { OperationFailed, queryClient } from '../client/use-operation.ts';
import { leaveSession, payOwedSignOut } from './end-session.ts';

function isSignInNeeded(reply: unknown): boolean {
  if (typeof reply !== 'object' || reply === null || !('failure' in reply)) return false;
  const { failure } = reply;
  return typeof failure === 'object' && failure !== null && 'code' in failure
    ? failure.code === 'SignInNeeded'
    : false;
}

/** Shows the tiles whenever the core says, in an event or an answer, that the session is over. */
export function watchSession(): void {
  bridge.onEvent(({ type }) => {
    if (type === 'sessionEnded') leaveSession('core');
  });
  queryClient.getQueryCache().subscribe(({ query }) => {
    const { error } = query.state;
    if (error instanceof OperationFailed && error.code === 'SignInNeeded') leaveSession('core');
  });
  queryClient.getMutationCache().subscribe(({ mutation }) => {
    if (isSignInNeeded(mutation?.state.data)) leaveSession('core');
  });
  connection.subscribe(() => {
    if (connection.get() !== 'connected') return;
    void payOwedSignOut();
    void queryClient.invalidateQueries();
  });
}
