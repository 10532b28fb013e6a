import type { CoreEvent } from '../../../shared/base/bridge.ts';

type JobEvent = Extract<CoreEvent, { readonly type: 'job' }>;

/** Which jobs run, as the core's events tell. */
export type RunningJobs = {
  readonly note: (event: CoreEvent) => void;
  /** The events that a core can no longer send when it was ended in the middle; forgets the jobs. */
  readonly interrupt: () => readonly JobEvent[];
};

export function createRunningJobs(): RunningJobs {
  const running = new Map<string, JobEvent>();
  return {
    note(event) {
      if (event.type !== 'job') return;
      if (event.state === 'running') running.set(event.jobId, event);
      else running.delete(event.jobId);
    },
    interrupt() {
      const events = [...running.values()];
      running.clear();
      return events.map((event) => ({ ...event, state: 'interrupted' }));
    },
  };
}
