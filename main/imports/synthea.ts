import { ok } from '../../shared/base/result.ts';
import { fileResult, importReportOf } from '../../shared/imports/import-report.ts';
import { noOutcomes, type OutcomeCounts } from '../../shared/imports/row-outcome.ts';
import { syntheaNotes } from '../../shared/imports/synthea-notes.ts';
import { insertImportedAllergies } from '../allergies/import-actions.ts';
import { insertImportedFacilities } from '../facilities/import-actions.ts';
import { insertImportedPatients } from '../patients/import-actions.ts';
import type { JobContext } from '../platform/context.ts';
import { insertImportedProducts } from '../products/import-actions.ts';
import { insertImportedUsers } from '../staff/import-actions.ts';
import { announce, importCursor, importStep, runSteps } from './import-progress.ts';
import type { ChosenFiles } from './source-files.ts';
import { idOfSource } from './source-id.ts';
import { insertSupplyUses } from './supply-uses.ts';
import { readSynthea } from './synthea-sources.ts';

/** Imports a Synthea folder, or goes on where the job was stopped; answers the report. */
export async function importSynthea(chosen: ChosenFiles, context: JobContext) {
  const cursor = await importCursor(context);
  const read = await readSynthea({
    files: context.files,
    chosen,
    rules: { today: cursor.today, idOf: idOfSource },
    onFile: (file) => announce(context, cursor, `Reading ${file}`),
  });
  if (!read.ok) return read;
  const outcomes = await runSteps(context, stepsOf(read.value), cursor);
  return ok(reportOf(read.value, outcomes, chosen));
}

type Synthea = Extract<Awaited<ReturnType<typeof readSynthea>>, { ok: true }>['value'];

function stepsOf(read: Synthea) {
  const { organizations, providers, patients, allergies, supplies } = read;
  return [
    importStep('Facilities', [...organizations.accepted.values()], insertImportedFacilities),
    importStep('Users', [...providers.accepted.values()], insertImportedUsers),
    importStep('Patients', [...patients.accepted.values()], insertImportedPatients),
    importStep('Allergies', [...allergies.accepted.values()], insertImportedAllergies),
    importStep('Products', [...supplies.products.values()], insertImportedProducts),
    // Each makes three rows.
    {
      ...importStep('Treatments', [...supplies.accepted.values()], insertSupplyUses),
      chunkSize: 10,
    },
  ];
}

function reportOf(read: Synthea, byStep: readonly OutcomeCounts[], chosen: ChosenFiles) {
  const [facilities, users, patients, allergies, products, uses] = byStep;
  const files = [
    fileResult(read.organizations, facilities ?? noOutcomes),
    fileResult(read.providers, users ?? noOutcomes),
    fileResult(read.patients, patients ?? noOutcomes),
    fileResult(read.allergies, allergies ?? noOutcomes),
    fileResult(read.supplies, uses ?? noOutcomes),
    fileResult(read.encounters, null),
    fileResult(read.procedures, null),
  ].filter(({ file }) => chosen.known.has(file));
  const notes = syntheaNotes({
    uses: [...read.supplies.accepted.values()],
    products: products ?? noOutcomes,
    newUsers: users?.imported ?? 0,
    endedAllergies: read.allergies.leftOut(),
    filesMissing: chosen.missing,
    filesNotUsed: chosen.notUsed,
  });
  return importReportOf(files, notes);
}
