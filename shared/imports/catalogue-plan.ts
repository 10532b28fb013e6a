import type { Product, ProductPage } from '../products/contract.ts';
import { isSameIdentifier, type TypedIdentifier } from '../products/device-identifier.ts';
import {
  type Fact,
  factInWords,
  factKeys,
  factLabels,
  type ProductFacts,
} from '../products/product-facts.ts';
import { writtenIdentifiers } from './catalogue-identifiers.ts';
import type { CatalogueRow } from './catalogue-row.ts';

/** A line of the file that could be read. */
export type ReadLine = { readonly line: number; readonly row: CatalogueRow };
/** A line that cannot go in, with the reason as a sentence. */
export type RefusedLine = { readonly line: number; readonly sku: string; readonly reason: string };

/** One thing that an import says anew of a product, in words; empty for nothing. */
export type CatalogueChange = {
  readonly label: string;
  readonly from: string;
  readonly to: string;
};

/** What a line makes of a product. */
export type PlannedLine = {
  readonly line: number;
  /** As it will stand: `id` and `version` are those of the product that is there, or null. */
  readonly here: Pick<Product, 'id' | 'version'> | null;
  readonly product: ProductFacts & { readonly sku: string };
  /** Which the product has not yet, or with another number of pieces. */
  readonly identifiers: readonly TypedIdentifier[];
  readonly changes: readonly CatalogueChange[];
};

/** All that a file would do, line by line; nothing of it is done yet. */
export type CataloguePlan = {
  readonly added: readonly PlannedLine[];
  readonly changed: readonly PlannedLine[];
  readonly unchanged: readonly PlannedLine[];
  readonly refused: readonly RefusedLine[];
};

/** The catalogue as it is, as far as the file speaks of it. */
export type CatalogueHere = {
  readonly bySku: ReadonlyMap<string, ProductPage>;
  /** The product that has an identifier already. */
  readonly ownerOf: (
    identifier: TypedIdentifier,
  ) => { readonly sku: string; readonly name: string } | undefined;
};

const nothingSaid: Omit<ProductFacts, 'name'> = {
  maker: null,
  hcpcsCode: null,
  billingUnit: 'each',
  productClass: null,
  isBiologic: null,
  materials: null,
  otherMaterials: null,
  piecesPerPack: null,
  packageMm2: null,
  storageNeed: null,
  storageNote: null,
  reorderLevel: null,
  isActive: true,
};

function isSameFact<Key extends Fact>(one: ProductFacts[Key], other: ProductFacts[Key]): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((each) => other.includes(each));
}

function factChanges(from: ProductFacts | null, to: ProductFacts): CatalogueChange[] {
  return factKeys
    .filter((key) => !isSameFact((from ?? { ...nothingSaid, name: '' })[key], to[key]))
    .map((key) => ({
      label: factLabels[key],
      from: from === null ? '' : factInWords(from, key),
      to: factInWords(to, key),
    }));
}

function identifierChanges(
  has: ProductPage['identifiers'],
  said: readonly TypedIdentifier[],
): CatalogueChange[] {
  if (said.length === 0) return [];
  const left = has.filter((each) => said.some((one) => isSameIdentifier(one, each)));
  return [
    { label: 'Device identifiers', from: writtenIdentifiers(left), to: writtenIdentifiers(said) },
  ];
}

/** A line against the catalogue: what stays unsaid in it stays as it is, and no identifier is taken off. */
function plannedLine({ line, row }: ReadLine, here: ProductPage | undefined): PlannedLine | null {
  const { name = here?.name } = row.facts;
  if (name === undefined) return null;
  const before = here ?? { ...nothingSaid, name };
  const entries = factKeys.map((key) => [key, row.facts[key] ?? before[key]]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every key of the type, each from a value of it
  const facts = Object.fromEntries(entries) as ProductFacts;
  const has = here?.identifiers ?? [];
  const identifiers = row.identifiers.filter(
    (each) => !has.some((one) => isSameIdentifier(one, each) && one.pieces === each.pieces),
  );
  return {
    line,
    here: here ? { id: here.id, version: here.version } : null,
    product: { sku: row.sku, ...facts },
    identifiers,
    changes: [...factChanges(here ?? null, facts), ...identifierChanges(has, identifiers)],
  };
}

/** Judges the lines of a file one after another. */
export function planCatalogue(lines: readonly ReadLine[], here: CatalogueHere): CataloguePlan {
  const added: PlannedLine[] = [];
  const changed: PlannedLine[] = [];
  const unchanged: PlannedLine[] = [];
  const refused: RefusedLine[] = [];
  const lineOfSku = new Map<string, number>();
  const lineOfIdentifier = new Map<string, number>();
  for (const each of lines) {
    const { line, row } = each;
    const { sku } = row;
    const refuse = (reason: string) => refused.push({ line, sku, reason });
    const earlier = lineOfSku.get(sku);
    const [inFile] = row.identifiers.flatMap((one) => lineOfIdentifier.get(keyOf(one)) ?? []);
    const owner = row.identifiers
      .map((one) => here.ownerOf(one))
      .find((product) => product !== undefined && product.sku !== sku);
    lineOfSku.set(sku, earlier ?? line);
    if (earlier !== undefined) refuse(`SKU stands on line ${earlier} already`);
    else if (inFile !== undefined) refuse(`Device identifiers has one of line ${inFile}`);
    else if (owner) refuse(`Device identifiers has one of ${owner.name} (${owner.sku})`);
    else {
      const planned = plannedLine(each, here.bySku.get(sku));
      for (const one of row.identifiers) lineOfIdentifier.set(keyOf(one), line);
      if (planned === null) refuse('Name is missing, and there is no such product here yet');
      else if (planned.here === null) added.push(planned);
      else if (planned.changes.length > 0) changed.push(planned);
      else unchanged.push(planned);
    }
  }
  return { added, changed, unchanged, refused };
}

function keyOf({ issuer, deviceIdentifier }: TypedIdentifier): string {
  return `${issuer} ${deviceIdentifier}`;
}
