import { sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { classOfProduct } from '../../shared/products/product-class.ts';
import type { Product } from '../../shared/products/contract.ts';
import type { Concern, TreatmentConcern } from '../../shared/safety/concern.ts';
import { concernsOf } from '../../shared/safety/concerns.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { listAllergies } from '../allergies/actions.ts';
import { assessmentsOf } from '../assessments/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { findProductsBySku } from '../products/actions.ts';
import { selectContraindications, selectRecallsOf } from './store.ts';

/** A product that is about to be used, or was. */
export type UseToCheck = {
  readonly patient: { readonly id: string; readonly deceasedOn: CivilDate | null };
  readonly productId: string;
  readonly productName: string;
  /** Undefined where the catalogue has no such product. */
  readonly product: Product | undefined;
  readonly wound: Wound | null;
  readonly isOnOrder: boolean;
  readonly lotNumber: string | null;
  readonly expiresOn: CivilDate | null;
  readonly dateApplied: CivilDate;
};

/** The product of a SKU, or undefined where the catalogue has none. */
export async function productOfSku(db: ReadonlyDb, sku: string): Promise<Product | undefined> {
  const [product] = await findProductsBySku(db, [sku]);
  return product;
}

/** What speaks against a use, the gravest first, by the chart and the rules as they are now. */
export async function findConcerns(db: ReadonlyDb, use: UseToCheck): Promise<readonly Concern[]> {
  const { patient, product, productId, productName } = use;
  return concernsOf({
    ...use,
    product: {
      sku: productId,
      name: productName,
      materials: product?.materials ?? null,
      otherMaterials: product?.otherMaterials ?? null,
      productClass: product ? classOfProduct(product) : 'other',
    },
    allergies: await listAllergies(db, patient.id),
    infectionSigns: use.wound && (await newestInfectionSigns(db, use.wound.id)),
    contraindications: await selectContraindications(db, { onlyActive: true }),
    recalls: await selectRecallsOf(db, productId),
    deceasedOn: patient.deceasedOn,
  });
}

async function newestInfectionSigns(
  db: ReadonlyDb,
  woundId: string,
): Promise<readonly string[] | null> {
  const assessments = await assessmentsOf(db, woundId);
  return assessments.find(({ voidedAt }) => voidedAt === null)?.infectionSigns ?? null;
}

/** What was recorded against a treatment, in the shape of the contract, for a query in which it is `record`. */
export function concernsOfRecord() {
  return sql<TreatmentConcern[]>`(
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'kind', concern.kind,
      'about', concern.about,
      'reason', concern.reason,
      'raisedAt', to_char(concern.raised_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    ) ORDER BY concern.raised_at, concern.kind, concern.about), '[]')
    FROM treatment_concerns AS concern
    WHERE concern.treatment_record_id = record.id
  )`;
}
