import type { Core } from '../main/platform/core.ts';

export type JobMoment = {
  readonly state: string;
  readonly done: number;
  readonly label: string;
};

export const hasEnded = ({ state }: JobMoment): boolean => state !== 'running';

/** Resolves once a job is where `isThere` says. */
export function jobMoment(core: Core, isThere: (event: JobMoment) => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = core.onEvent((event) => {
    if (event.type !== 'job' || !isThere(event)) return;
    stop();
    resolve();
  });
  return promise;
}
