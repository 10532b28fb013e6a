import { ok } from '../../shared/base/result.ts';
import type { SourceFile } from '../../shared/imports/contract.ts';
import { hcpcsIntake } from '../../shared/imports/hcpcs-list.ts';
import { fileResult, importReportOf } from '../../shared/imports/import-report.ts';
import { noOutcomes } from '../../shared/imports/row-outcome.ts';
import type { JobContext } from '../platform/context.ts';
import { insertImportedProducts } from '../products/import-actions.ts';
import { announce, importCursor, importStep, runSteps } from './import-progress.ts';
import { readInto } from './source-files.ts';
import { idOfSource } from './source-id.ts';

/** Imports a list of HCPCS codes as products, or goes on where the job was stopped. */
export async function importHcpcs(file: SourceFile, context: JobContext) {
  const cursor = await importCursor(context);
  const name = file.name.replace(/^.*[\\/]/, '');
  const intake = hcpcsIntake(name, { today: cursor.today, idOf: idOfSource });
  await announce(context, cursor, 'Reading the list');
  const read = await readInto(context.files, file, intake);
  if (!read.ok) return read;
  const rows = [...intake.accepted.values()];
  const step = importStep('Products', rows, insertImportedProducts);
  const [products = noOutcomes] = await runSteps(context, [step], cursor);
  return ok(importReportOf([fileResult(intake, products)], []));
}
