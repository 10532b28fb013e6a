import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- an interface is what vitest merges
  interface ProvidedContext {
    /** Connection strings of a superuser, by major; each test makes a database of its own. */
    readonly postgresUrls: Readonly<Record<15 | 18, string>>;
  }
}

/** Starts one server per major for all tests of the run; returns what stops them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const starts = await Promise.allSettled([startPostgres(15), startPostgres(18)]);
  const servers = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const stopAll = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  const [first, second] = servers;
  if (!first || !second) {
    await stopAll();
    throw starts.find((start) => start.status === 'rejected')?.reason;
  }
  project.provide('postgresUrls', { 15: first.connectionString, 18: second.connectionString });
  return stopAll;
}
