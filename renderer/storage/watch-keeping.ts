import { onFailure } from '../client/client.ts';
import { queryClient } from '../client/use-operation.ts';

/** What is asked again after an answer with one of these codes. */
const ASKED_AFTER = [
  { name: 'storage.warnings', codes: ['ReadOnly', 'NotSaved'] },
  { name: 'store.status', codes: ['Locked', 'Unavailable', 'NotSaved'] },
] as const;

/** Asks anew how the records are kept whenever an answer says that it may have changed. */
export function watchKeeping(): void {
  onFailure((code, failedName) => {
    // A question that fails itself must not ask itself again.
    if (ASKED_AFTER.some(({ name }) => name === failedName)) return;
    for (const { name, codes } of ASKED_AFTER) {
      if (codes.some((each) => each === code))
        void queryClient.invalidateQueries({ queryKey: [name] }, { cancelRefetch: false });
    }
  });
}
