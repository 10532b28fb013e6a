import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TEMPLATE = 'template.tar.gz';

/** The build output, found from wherever this module runs: bundled inside it, or from source beside it. */
export function builtFolder(from: string = import.meta.dirname): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, TEMPLATE))) return folder;
    if (existsSync(join(folder, 'dist', TEMPLATE))) return join(folder, 'dist');
  }
  throw new Error('The build output is missing: run "npm run build" first');
}

/** A migrated, empty data directory as gzipped tar: starting from it spares the first start initdb. */
export function templateFile(built: string): string {
  return join(built, TEMPLATE);
}

/** The fonts that PDFs carry inside them (see pdf-fonts.ts). */
export function fontsFolder(built: string): string {
  return join(built, 'fonts');
}

/** Beside the build output, or beside the archive that an installed application has it in. */
export function migrationsFolder(built: string): string {
  const installed = join(built, '..', '..', 'migrations');
  const own = join(built, 'migrations');
  return existsSync(own) ? own : installed;
}

/** The digests that the build took of the migrations, inside the archive. */
export function migrationDigestsFile(built: string): string {
  return join(built, 'migrations.json');
}

/** What FHIR resources are checked against before they are written (tools/fhir-definitions.ts). */
export function fhirDefinitionsFile(built: string): string {
  return join(built, 'fhir-definitions.json');
}
