import { sql } from 'kysely';
import type { RecordKind } from '../../shared/signing/record-state.ts';
import { signedAmendmentText } from '../../shared/signing/signed-content.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import type { AskedToCosign } from './signing-problem.ts';
import { selectAmendmentsById } from './verify-store.ts';

const tables = {
  treatment: { corrected: 'corrected_treatments', column: 'treatment_record_id' },
  assessment: { corrected: 'corrected_assessments', column: 'wound_assessment_id' },
} as const;

type AmendedRow = {
  readonly id: string;
  readonly count: number;
  readonly correctionId: string | null;
  readonly isCosigned: boolean;
};

/** How often records of one kind were amended and the correction by which each is shown, by their ids. */
export async function selectShownAmendments(
  db: ReadonlyDb,
  kind: RecordKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AskedToCosign['amended']>> {
  if (ids.length === 0) return new Map();
  const { corrected, column } = tables[kind];
  const { rows } = await sql<AmendedRow>`
    SELECT amendment.${sql.id(column)} AS id, count(*) AS count, corrected.correction_id,
      EXISTS (SELECT FROM record_signatures AS signature
        WHERE signature.amendment_id = corrected.correction_id AND signature.meaning = 'cosigner'
      ) AS is_cosigned
    FROM record_amendments AS amendment
    LEFT JOIN ${sql.table(corrected)} AS corrected ON corrected.id = amendment.${sql.id(column)}
    WHERE amendment.${sql.id(column)} IN (${sql.join([...ids])})
    GROUP BY amendment.${sql.id(column)}, corrected.correction_id`.execute(db);
  const shown = rows.flatMap(({ correctionId }) => correctionId ?? []);
  const amendments = new Map(
    (await selectAmendmentsById(db, shown)).map((each) => [each.id, each]),
  );
  return new Map(
    rows.map(({ id, count, correctionId, isCosigned }) => {
      const amendment = amendments.get(correctionId ?? '');
      const text = amendment && signedAmendmentText(amendment);
      const correction = amendment && text ? { ...amendment, isCosigned, text } : null;
      return [id, { count, correction }];
    }),
  );
}
