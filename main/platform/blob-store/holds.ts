/**
 * Who needs that no file is deleted for a while: a caller who puts a file and then writes down that it is
 * needed, or a backup of records and files.
 */
export type Holds = {
  /** Holds until the returned function is called. */
  readonly take: () => () => void;
  /**
   * Calls `remove`, which must do its work at once, when nothing is held and `isNeeded` says no; answers
   * what it answers, and false for what is needed. Waits while something is held.
   */
  readonly removeUnless: (
    isNeeded: () => Promise<boolean>,
    remove: () => boolean,
  ) => Promise<boolean>;
};

export function createHolds(): Holds {
  const held = new Set<symbol>();
  let waiting: (() => void)[] = [];
  let takenSoFar = 0;
  return {
    take() {
      const hold = Symbol('hold');
      held.add(hold);
      takenSoFar += 1;
      return () => {
        held.delete(hold);
        if (held.size > 0) return;
        for (const resume of waiting) resume();
        waiting = [];
      };
    },
    async removeUnless(isNeeded, remove) {
      for (;;) {
        while (held.size > 0) await new Promise<void>((resume) => waiting.push(resume));
        const takenBefore = takenSoFar;
        if (await isNeeded()) return false;
        // Whoever held meanwhile may have come to need it since: ask again.
        if (takenSoFar === takenBefore) return remove();
      }
    },
  };
}
