/**
 * Runs pieces of work one after another. Urgent ones go before all that still wait, each kind in the
 * order in which it came: a save must not stand behind lists and imports.
 */
export type Turns = <T>(work: () => Promise<T>, isUrgent?: boolean) => Promise<T>;

export function createTurns(): Turns {
  const urgent: (() => Promise<void>)[] = [];
  const others: (() => Promise<void>)[] = [];
  let isBusy = false;
  function next(): void {
    const work = urgent.shift() ?? others.shift();
    isBusy = work !== undefined;
    void work?.().finally(next);
  }
  return (work, isUrgent = false) =>
    new Promise((resolve, reject) => {
      const queue = isUrgent ? urgent : others;
      queue.push(async () => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      });
      if (!isBusy) next();
    });
}
