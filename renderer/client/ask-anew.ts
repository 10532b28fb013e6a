import type { QueryClient } from '@tanstack/react-query';

/**
 * Marks every answer as old, and asks anew for those on screen once whatever the change leads to is on
 * screen: a form that is about to close would ask in vain, and "Saved" would be drawn after it.
 * Resolves when the answers are there.
 */
export async function askAnew(queries: QueryClient): Promise<void> {
  const begunBefore = new Set(queries.getQueryCache().findAll({ fetchStatus: 'fetching' }));
  await queries.invalidateQueries({ refetchType: 'none' });
  await new Promise<void>((resolve) => setTimeout(resolve));
  await Promise.all([
    // Their answers may tell of the time before the change.
    queries.refetchQueries({ type: 'active', predicate: (query) => begunBefore.has(query) }),
    queries.refetchQueries(
      {
        type: 'active',
        predicate: (query) => query.state.isInvalidated && !begunBefore.has(query),
      },
      { cancelRefetch: false },
    ),
  ]);
}
