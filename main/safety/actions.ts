import { sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { takesFromStock } from '../../shared/inventory/kept-in-stock.ts';
import { usableUntil } from '../../shared/inventory/stock-concerns.ts';
import { classOfProduct } from '../../shared/products/product-class.ts';
import type { Product } from '../../shared/products/contract.ts';
import type { Concern, TreatmentConcern } from '../../shared/safety/concern.ts';
import { type LabelledPack, packsInWords } from '../../shared/recalls/recalled-packs.ts';
import { concernsOf } from '../../shared/safety/concerns.ts';
import { recallsOfPack } from '../../shared/safety/recall.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { assessmentsOf } from '../assessments/actions.ts';
import { type LookedAt, lookAtStock } from '../inventory/look-at-stock.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { findProductsBySku } from '../products/actions.ts';
import { allergiesToWarnOf, personsDeath } from './persons-allergies.ts';
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
  readonly quantityUsed: number;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
  readonly expiresOn: CivilDate | null;
  readonly dateApplied: CivilDate;
  /** The record that is corrected, whose own pieces do not count against it; null for a new one. */
  readonly before: RecordBefore | null;
  readonly now: Date;
};

type RecordBefore = {
  readonly id: string;
  readonly createdAt: string;
  readonly isImported: boolean;
};

/** The product of a SKU, or undefined where the catalogue has none. */
export async function productOfSku(db: ReadonlyDb, sku: string): Promise<Product | undefined> {
  const [product] = await findProductsBySku(db, [sku]);
  return product;
}

/** What speaks against a use, and where stock has the package (see `LookedAt`). */
export type FoundConcerns = Pick<LookedAt, 'places'> & { readonly concerns: readonly Concern[] };

/** What speaks against a use, the gravest first, by the chart and the rules as they are now. */
export async function findConcerns(db: ReadonlyDb, use: UseToCheck): Promise<FoundConcerns> {
  const { patient, product, productId, productName } = use;
  const { stock, serialUsedOn, places } = await lookAtStock(db, {
    ...use,
    patientId: patient.id,
    isKeptInStock: takesFromStock(use.before ?? newRecord(use.now), product),
    exceptRecordId: use.before?.id ?? null,
  });
  const concerns = concernsOf({
    ...use,
    stock,
    serialUsedOn,
    expiresOn: usableUntil(use.expiresOn, stock),
    product: {
      sku: productId,
      name: productName,
      materials: product?.materials ?? null,
      otherMaterials: product?.otherMaterials ?? null,
      productClass: product ? classOfProduct(product) : 'other',
    },
    allergies: await allergiesToWarnOf(db, patient.id),
    infectionSigns: use.wound && (await newestInfectionSigns(db, use.wound.id)),
    contraindications: await selectContraindications(db, { onlyActive: true }),
    recalls: await selectRecallsOf(db, productId),
    deceasedOn: patient.deceasedOn ?? (await personsDeath(db, patient.id)),
  });
  return { concerns, places };
}

function newRecord(now: Date) {
  return { createdAt: now.toISOString(), isImported: false };
}

async function newestInfectionSigns(
  db: ReadonlyDb,
  woundId: string,
): Promise<readonly string[] | null> {
  const assessments = await assessmentsOf(db, woundId);
  return assessments.find(({ voidedAt }) => voidedAt === null)?.infectionSigns ?? null;
}

/** Why a pack is recalled, in words, for each recall in force that names it or may. */
export async function recallsNaming(
  db: ReadonlyDb,
  productId: string,
  pack: LabelledPack,
): Promise<readonly string[]> {
  const recalls = await selectRecallsOf(db, productId);
  return recallsOfPack(recalls, pack).map((each) => `${packsInWords(each)}: ${each.reason}`);
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
