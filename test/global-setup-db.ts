import { templateArchive } from '../tools/template.ts';

/** Builds the migrated template once, so that the workers find it ready instead of each building it. */
export async function setup(): Promise<void> {
  await templateArchive();
}
