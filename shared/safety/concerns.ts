import type { Allergy } from '../allergies/contract.ts';
import { apart } from '../base/apart.ts';
import type { CivilDate } from '../base/civil-date.ts';
import { stockConcerns, type TakenPieces } from '../inventory/stock-concerns.ts';
import type { ProductClass } from '../products/product-class.ts';
import { packsInWords, type RecalledPacks } from '../recalls/recalled-packs.ts';
import type { Etiology, Wound } from '../wounds/wound.ts';
import { allergyMatches, type ProductMaterials } from './allergy-match.ts';
import type { Concern } from './concern.ts';
import { type ContraindicationRule, isContraindicated } from './contraindication.ts';
import { recallsOfPack } from './recall.ts';

export type StatedAllergy = Pick<Allergy, 'substance' | 'kind'> & {
  /** Of a linked chart: which it is, in words. Left out for the patient's own. */
  readonly standsIn?: string;
};

/** Everything that speaks for or against one use of a product on a patient. */
export type ProductUse = TakenPieces & {
  readonly product: ProductMaterials & {
    readonly sku: string;
    readonly productClass: ProductClass;
  };
  /** Those on the chart now, and those on linked charts. */
  readonly allergies: readonly StatedAllergy[];
  readonly wound: Pick<Wound, 'etiology' | 'status' | 'statusOn'> | null;
  /** Of the wound's newest assessment; null where nobody looked. */
  readonly infectionSigns: readonly string[] | null;
  /** The active ones. */
  readonly contraindications: readonly (ContraindicationRule & {
    readonly condition: string;
    readonly source: string;
    readonly asOfOn: CivilDate;
    readonly isExample: boolean;
  })[];
  /** The active ones of this product. */
  readonly recalls: readonly (RecalledPacks & { readonly reason: string })[];
  readonly isOnOrder: boolean;
  readonly expiresOn: CivilDate | null;
  readonly dateApplied: CivilDate;
  readonly deceasedOn: CivilDate | null;
};

/**
 * What speaks against a use, the gravest first; empty when nothing is known to. Nothing of it forbids: what
 * was done is recorded with a reason for each.
 */
export function concernsOf(use: ProductUse): readonly Concern[] {
  return [
    ...allergyConcerns(use.product, use.allergies),
    ...contraindicationConcerns(use),
    ...recallConcerns(use),
    ...expiryConcerns(use),
    ...stockConcerns(use),
    ...orderConcerns(use),
    ...woundConcerns(use),
    ...deathConcerns(use),
  ];
}

/** Allergies, intolerances and objections that a product meets. */
export function allergyConcerns(
  product: ProductMaterials,
  allergies: readonly StatedAllergy[],
): readonly Concern[] {
  return allergyMatches(product, allergies).map(({ allergy, because }) => ({
    kind: allergy.kind === 'objection' ? 'objection' : 'allergy',
    about: `${apart(allergy.substance)} – ${because}${allergy.standsIn ? `; recorded in ${allergy.standsIn}` : ''}`,
  }));
}

function contraindicationConcerns({
  product,
  wound,
  infectionSigns,
  contraindications,
}: ProductUse): readonly Concern[] {
  const etiology: Etiology | null = wound?.etiology ?? null;
  const on = {
    productId: product.sku,
    productClass: product.productClass,
    materials: product.materials ?? [],
    etiology,
    infectionSigns: infectionSigns ?? [],
  };
  return contraindications
    .filter((rule) => isContraindicated(rule, on))
    .map(({ condition, source, asOfOn, isExample }) => ({
      kind: 'contraindication',
      about: `${condition} (${isExample ? 'example rule; ' : ''}${source}, as of ${asOfOn})`,
    }));
}

function recallConcerns({ recalls, lotNumber, serialNumber }: ProductUse): readonly Concern[] {
  // In the same words whether or not the lot is said: a reason that was given stays given.
  return recallsOfPack(recalls, { lotNumber, serialNumber }).map((recall) => ({
    kind: 'recalled',
    about: `${packsInWords(recall)}: ${recall.reason}`,
  }));
}

function expiryConcerns({ expiresOn, dateApplied }: ProductUse): readonly Concern[] {
  if (expiresOn === null || dateApplied <= expiresOn) return [];
  return [{ kind: 'expired', about: `usable until ${expiresOn}, used on ${dateApplied}` }];
}

function orderConcerns({ isOnOrder, product }: ProductUse): readonly Concern[] {
  if (isOnOrder) return [];
  return [{ kind: 'notOnOrder', about: `${product.name} is used without an order` }];
}

function woundConcerns({ wound, dateApplied }: ProductUse): readonly Concern[] {
  if (wound === null || wound.status === 'open' || dateApplied <= wound.statusOn) return [];
  const state = wound.status === 'healed' ? 'is healed' : 'is out of care';
  return [{ kind: 'healedWound', about: `the wound ${state} since ${wound.statusOn}` }];
}

function deathConcerns({ deceasedOn, dateApplied }: ProductUse): readonly Concern[] {
  if (deceasedOn === null || dateApplied <= deceasedOn) return [];
  return [{ kind: 'deceased', about: `the patient died on ${deceasedOn}` }];
}
