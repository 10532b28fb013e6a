import type { PatientIdentifier, SaidFields } from '../../../shared/exchange/hl7/patient-facts.ts';
import type { ExchangedFile, ExchangeFolders } from '../../../shared/exchange/hl7-contract.ts';
import type { ReadonlyDb, Tx } from '../../platform/database.ts';

/** Who is known under these numbers; more than one where they contradict each other. */
export async function selectPatientsKnownAs(
  db: ReadonlyDb,
  identifiers: readonly PatientIdentifier[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('patientIdentifiers')
    .select('patientId')
    .distinct()
    .where((row) =>
      row.or(
        identifiers.map(({ identifier, authority }) =>
          row.and([row('assigningAuthority', '=', authority), row('identifier', '=', identifier)]),
        ),
      ),
    )
    .execute();
  return rows.map(({ patientId }) => patientId);
}

export async function insertIdentifiers(
  tx: Tx,
  identifiers: readonly PatientIdentifier[],
  of: { readonly patientId: string; readonly linkedAt: string },
): Promise<void> {
  await tx
    .insertInto('patientIdentifiers')
    .values(
      identifiers.map(({ identifier, authority }) => ({
        identifier,
        assigningAuthority: authority,
        ...of,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export type Saying = {
  readonly sender: string;
  readonly said: SaidFields;
  readonly saidAt: string;
};

/** What each sender said last of a patient. */
export async function selectSayings(db: ReadonlyDb, patientId: string): Promise<readonly Saying[]> {
  const rows = await db
    .selectFrom('patientSayings')
    .select(['sender', 'said', 'saidAt'])
    .where('patientId', '=', patientId)
    .execute();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only upsertSaying writes it
  return rows.map(({ said, ...row }) => ({ ...row, said: said as SaidFields }));
}

export async function upsertSaying(tx: Tx, patientId: string, saying: Saying): Promise<void> {
  const { sender, saidAt } = saying;
  const said = JSON.stringify(saying.said);
  await tx
    .insertInto('patientSayings')
    .values({ patientId, sender, said, saidAt })
    .onConflict((conflict) =>
      conflict.columns(['patientId', 'sender']).doUpdateSet({ said, saidAt }),
    )
    .execute();
}

type TakenMessage = {
  readonly sender: string;
  readonly controlId: string;
  readonly digest: string;
};

/** The digest of the message that was taken in under this control id; null for none. */
export async function selectTaken(
  db: ReadonlyDb,
  { sender, controlId }: Omit<TakenMessage, 'digest'>,
): Promise<string | null> {
  const row = await db
    .selectFrom('hl7Messages')
    .select('digest')
    .where('sender', '=', sender)
    .where('controlId', '=', controlId)
    .executeTakeFirst();
  return row?.digest ?? null;
}

export async function insertTaken(tx: Tx, taken: TakenMessage, takenAt: string): Promise<void> {
  await tx
    .insertInto('hl7Messages')
    .values({ ...taken, takenAt })
    .execute();
}

export function selectFolders(db: ReadonlyDb): Promise<ExchangeFolders> {
  return db.selectFrom('exchangeFolders').select(['inbox', 'outbox']).executeTakeFirstOrThrow();
}

export async function updateFolders(tx: Tx, folders: ExchangeFolders): Promise<void> {
  await tx.updateTable('exchangeFolders').set(folders).execute();
}

export async function insertFile(tx: Tx, file: ExchangedFile): Promise<void> {
  const { id, direction, fileName, at, isRefused } = file;
  await tx
    .insertInto('exchangeFiles')
    .values({
      id,
      direction,
      fileName,
      at,
      isRefused,
      readCount: file.read,
      addedCount: file.added,
      changedCount: file.changed,
      unchangedCount: file.unchanged,
      skippedCount: file.skipped,
      refusedCount: file.refused,
    })
    .execute();
}

export function selectNewestFiles(
  db: ReadonlyDb,
  limit: number,
): Promise<readonly ExchangedFile[]> {
  return db
    .selectFrom('exchangeFiles')
    .select(['id', 'direction', 'fileName', 'at', 'isRefused'])
    .select([
      'readCount as read',
      'addedCount as added',
      'changedCount as changed',
      'unchangedCount as unchanged',
      'skippedCount as skipped',
      'refusedCount as refused',
    ])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
