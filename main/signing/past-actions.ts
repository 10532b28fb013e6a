import { sql } from 'kysely';
import { attestationOf } from '../../shared/signing/attestation.ts';
import { needsCosignature } from '../../shared/signing/cosignature.ts';
import type { RecordKind } from '../../shared/signing/record-state.ts';
import type { Tx } from '../platform/database.ts';
import { digestOfText } from './digest.ts';
import { selectAssessmentsToSign, selectTreatmentsToSign } from './record-store.ts';
import { selectSettings } from './settings-store.ts';
import { insertSignatures, recordColumns, updateSigning } from './signature-store.ts';

/** A record that is here and unsigned, and who signed it when. */
export type PastSigning = {
  readonly recordId: string;
  readonly signedAt: Date;
  readonly signer: {
    readonly id: string;
    readonly displayName: string;
    readonly credential: string | null;
    readonly role: string;
  };
};

/** Signs up to some hundred records of one kind as their authors did back then. */
export async function signPastRecords(
  { tx, newId }: { readonly tx: Tx; readonly newId: () => string },
  kind: RecordKind,
  signings: readonly PastSigning[],
): Promise<void> {
  if (signings.length === 0) return;
  const { nurseCosignature } = await selectSettings(tx);
  const select = kind === 'treatment' ? selectTreatmentsToSign : selectAssessmentsToSign;
  const ids = signings.map(({ recordId }) => recordId);
  const records = new Map((await select(tx, ids)).map((record) => [record.id, record]));
  const signed = signings.map(({ recordId, signer, signedAt }) => {
    const record = records.get(recordId);
    if (!record) throw new Error('A record to sign is not here');
    const needed = needsCosignature({ ...record, signerRole: signer.role }, nurseCosignature);
    const row = {
      id: newId(),
      ...recordColumns(kind, recordId),
      meaning: 'author' as const,
      amendmentId: null,
      signedBy: signer.id,
      signerName: signer.displayName,
      signerCredential: signer.credential,
      signedAt: signedAt.toISOString(),
      attestation: attestationOf('author'),
      contentDigest: digestOfText(record.textWith(needed)),
    };
    return { recordId, needed, row };
  });
  await insertSignatures(
    tx,
    signed.map(({ row }) => row),
  );
  const needing = signed.flatMap(({ recordId, needed }) => (needed ? [recordId] : []));
  await updateSigning(tx, kind, { ids: needing, to: { needsCosignature: true } });
  await lockSigned(tx, kind, ids);
}

/** Says of records that they are signed, as the authors' signatures that are here say. */
async function lockSigned(tx: Tx, kind: RecordKind, ids: readonly string[]): Promise<void> {
  const [table, column] =
    kind === 'treatment'
      ? (['treatment_records', 'treatment_record_id'] as const)
      : (['wound_assessments', 'wound_assessment_id'] as const);
  await sql`
    UPDATE ${sql.table(table)} AS record
    SET signed_at = signature.signed_at, signed_by = signature.signed_by
    FROM record_signatures AS signature
    WHERE signature.${sql.id(column)} = record.id AND signature.meaning = 'author'
      AND record.id IN (${sql.join([...ids])})`.execute(tx);
}
