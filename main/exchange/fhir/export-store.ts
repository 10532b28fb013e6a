import { sql } from 'kysely';
import { z } from 'zod';
import type { ReadonlyDb } from '../../platform/database.ts';

/** An export that was written here, until it is saved where somebody wants it. */
export const FHIR_EXPORT = { purpose: 'fhir-export', permission: 'billing.export' } as const;

const ofPatient = z.object({ scope: z.object({ patientId: z.string() }) });

/** The patient whose chart is in a file that was exported here: reading it is written down for them. */
export async function selectPatientsOfFhir(
  db: ReadonlyDb,
  digest: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('jobs')
    .innerJoin('storedFiles', (join) =>
      join
        .on('storedFiles.digest', '=', digest)
        .on('storedFiles.purpose', '=', FHIR_EXPORT.purpose),
    )
    .select('jobs.input')
    .where('jobs.operation', '=', 'exchange.exportFhir')
    .where(sql<boolean>`strpos(jobs.result::text, ${digest}) > 0`)
    .execute();
  return rows.flatMap(({ input }) => {
    const read = ofPatient.safeParse(input);
    return read.success ? [read.data.scope.patientId] : [];
  });
}
