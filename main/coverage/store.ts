import { type Insertable, type Updateable, sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { CountedTreatment } from '../../shared/coverage/coverage-clock.ts';
import type { CoverageRule } from '../../shared/coverage/coverage-rule.ts';
import { classOfProduct, type ProductClass } from '../../shared/products/product-class.ts';
import type { Etiology } from '../../shared/wounds/wound.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

const ruleColumns = [
  'id',
  'payer',
  'title',
  'etiologies',
  'applicationLimit',
  'windowWeeks',
  'minConservativeWeeks',
  'minAreaMm2',
  'reductionWording',
  'note',
  'noteAbove',
  'source',
  'asOfOn',
  'effectiveFrom',
  'effectiveTo',
  'withdrawnOn',
  'isActive',
  'isExample',
  'version',
] as const;

function ruleOf<Row extends { readonly etiologies: unknown }>(row: Row) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written from the contract's own list
  return { ...row, etiologies: row.etiologies as Etiology[] };
}

/** The rules, those in force first, the site's own before the examples. */
export async function selectCoverageRules(
  db: ReadonlyDb,
  { onlyActive }: { readonly onlyActive: boolean },
): Promise<CoverageRule[]> {
  const rows = await db
    .selectFrom('coverageRules')
    .select(ruleColumns)
    .$if(onlyActive, (query) => query.where('isActive', '=', true))
    .orderBy('isActive', 'desc')
    .orderBy('isExample')
    .orderBy(sql`withdrawn_on IS NOT NULL`)
    .orderBy('payer')
    .orderBy('effectiveFrom', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(ruleOf);
}

export async function selectCoverageRule(
  db: ReadonlyDb,
  id: string,
): Promise<CoverageRule | undefined> {
  const row = await db
    .selectFrom('coverageRules')
    .select(ruleColumns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && ruleOf(row);
}

export async function insertCoverageRule(
  tx: Tx,
  row: Insertable<Schema['coverageRules']>,
): Promise<CoverageRule> {
  const inserted = tx.insertInto('coverageRules').values(row).returning(ruleColumns);
  return ruleOf(await inserted.executeTakeFirstOrThrow());
}

/** Changes a rule and counts its version up. */
export async function updateCoverageRule(
  tx: Tx,
  current: CoverageRule,
  to: Updateable<Schema['coverageRules']>,
): Promise<CoverageRule> {
  const updated = tx
    .updateTable('coverageRules')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .returning(ruleColumns);
  return ruleOf(await updated.executeTakeFirstOrThrow());
}

export function selectCoverageSettings(db: ReadonlyDb) {
  return db
    .selectFrom('coverageSettings')
    .select(['defaultRuleId', 'version'])
    .executeTakeFirstOrThrow();
}

export function updateCoverageSettings(
  tx: Tx,
  to: { readonly defaultRuleId: string | null; readonly version: number },
) {
  return tx
    .updateTable('coverageSettings')
    .set(to)
    .returning(['defaultRuleId', 'version'])
    .executeTakeFirstOrThrow();
}

type TreatmentRow = {
  readonly on: CivilDate;
  readonly productName: string;
  readonly productClass: ProductClass | null;
  readonly hcpcsCode: string | null;
};

/**
 * What was used on a wound from one day to another, both included, voided records left out; `woundIds` are
 * its ids in each chart of the person. What is not in the catalogue is taken for no skin substitute.
 */
export async function selectTreatmentsOfEpisode(
  db: ReadonlyDb,
  of: {
    readonly woundIds: readonly string[];
    readonly startedOn: CivilDate;
    readonly endedOn: CivilDate | null;
  },
): Promise<CountedTreatment[]> {
  const { rows } = await sql<TreatmentRow>`
    SELECT treatment.date_applied AS "on", treatment.product_name, products.product_class,
      products.hcpcs_code
    FROM (
      SELECT id, date_applied, product_id, product_name FROM current_treatments
      WHERE wound_id = ANY (${[...of.woundIds]}::UUID[]) AND date_applied >= ${of.startedOn}::date
        AND date_applied <= coalesce(${of.endedOn}::date, 'infinity') AND voided_at IS NULL
      OFFSET 0
    ) AS treatment
    LEFT JOIN products ON products.sku = treatment.product_id
    ORDER BY treatment.date_applied, treatment.id`.execute(db);
  return rows.map(({ on, productName, ...product }) => ({
    on,
    productName,
    isSkinSubstitute: classOfProduct(product) === 'skinSubstitute',
  }));
}
