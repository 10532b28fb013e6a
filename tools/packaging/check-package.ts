import { checkManifest, checkMigrations, checkSize, SIZE_BUDGET_BYTES } from './check-content.ts';
import { checkBeside, checkForbidden, checkPrograms, checkRequired } from './check-files.ts';
import { checkFuses, checkIntegrity } from './check-fuses.ts';
import { checkNatives } from './check-natives.ts';
import { checkNotices } from './check-notices.ts';
import type { LaidOut } from './laid-out.ts';

export type CheckOptions = {
  /** The build that the package was made of, which has its source maps. */
  readonly dist: string;
  readonly budgetBytes?: number;
};

/** What is wrong with a package, in sentences; none where nothing is. */
export async function problemsOf(
  laidOut: LaidOut,
  { dist, budgetBytes = SIZE_BUDGET_BYTES }: CheckOptions,
): Promise<readonly string[]> {
  const checks = [
    checkRequired,
    checkForbidden,
    checkBeside,
    checkPrograms(dist),
    checkNatives,
    checkFuses,
    checkIntegrity,
    checkMigrations,
    checkManifest,
    checkNotices(dist),
    checkSize(budgetBytes),
  ];
  return (await Promise.all(checks.map((check) => check(laidOut)))).flat();
}
