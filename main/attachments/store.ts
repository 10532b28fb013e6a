import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { thumbnails } from '../platform/byte-transfer.ts';
import { isOfThisComputer } from '../platform/stored-files.ts';

/** Patients whose photos or documents are this file. */
export async function selectPatientsOf(db: ReadonlyDb, digest: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('woundPhotos')
    .select('patientId')
    .where((row) => row.or([row('digest', '=', digest), row('thumbnailDigest', '=', digest)]))
    .union(
      db
        .selectFrom('chartDocuments')
        .select('patientId')
        .where((row) => row.or([row('digest', '=', digest), row('thumbnailDigest', '=', digest)])),
    )
    .execute();
  return rows.map(({ patientId }) => patientId);
}

/** Forgets what was handed in before an instant and is in no chart; answers the digests. */
export async function deleteUnboundFiles(tx: Tx, before: string): Promise<readonly string[]> {
  const rows = await tx
    .deleteFrom('storedFiles')
    .where('purpose', 'in', ['photo', 'document', 'signature', thumbnails.purpose])
    .where('storedAt', '<', before)
    .where(isOfThisComputer)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('woundPhotos')
            .select('woundPhotos.id')
            .where((photo) =>
              photo.or([
                photo('woundPhotos.digest', '=', photo.ref('storedFiles.digest')),
                photo('woundPhotos.thumbnailDigest', '=', photo.ref('storedFiles.digest')),
              ]),
            ),
        ),
      ),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('chartDocuments')
            .select('chartDocuments.id')
            .where((document) =>
              document.or([
                document('chartDocuments.digest', '=', document.ref('storedFiles.digest')),
                document('chartDocuments.thumbnailDigest', '=', document.ref('storedFiles.digest')),
              ]),
            ),
        ),
      ),
    )
    .returning('digest')
    .execute();
  return rows.map(({ digest }) => digest);
}
