import { fail, ok } from './result.ts';

/** One numbered .sql file. The checksum is of its text with LF line ends. */
export type Migration = { readonly name: string; readonly checksum: string; readonly sql: string };

export type AppliedMigration = { readonly name: string; readonly checksum: string };

/**
 * Which files are still to be applied, in order; or why the run must not start. Applied files must be
 * a prefix of the available ones, each unchanged: a shipped migration is never edited.
 */
export function planMigrations(
  applied: readonly AppliedMigration[],
  available: readonly Migration[],
) {
  const known = new Map(available.map((migration) => [migration.name, migration]));
  const newest = available.at(-1)?.name ?? '';
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (!migration && name > newest)
      return fail(
        'NewerRelease',
        `This database was used by a newer release of Caretrail (it has ${name}). Install that release or a later one.`,
      );
    if (!migration)
      return fail('MissingMigration', `${name} was applied to this database but is missing here.`);
    if (migration.checksum !== checksum)
      return fail('ChangedMigration', `${name} is not the file that was applied to this database.`);
  }
  const done = new Set(applied.map(({ name }) => name));
  const pending = available.filter(({ name }) => !done.has(name));
  const lastApplied =
    applied
      .map(({ name }) => name)
      .toSorted()
      .at(-1) ?? '';
  const late = pending.find(({ name }) => name < lastApplied);
  if (late)
    return fail(
      'OutOfOrder',
      `${late.name} comes before ${lastApplied}, which is already applied.`,
    );
  return ok(pending);
}
