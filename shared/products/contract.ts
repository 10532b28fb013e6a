import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { line, lineOrNull, notSaidWhenBlank, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { materials } from '../safety/material.ts';
import { identifierIssuers, isSameIdentifier, typedIdentifier } from './device-identifier.ts';
import { productClasses } from './product-class.ts';
import { storageNeeds } from './storage-need.ts';

export const billingUnits = ['each', 'cm2', 'mg', 'g', 'cc'] as const;

export const product = z.object({
  id: uuid(),
  sku: z.string(),
  name: z.string(),
  maker: z.string().nullable(),
  hcpcsCode: z.string().nullable(),
  billingUnit: z.enum(billingUnits),
  isActive: z.boolean(),
  /** Null where nobody has said: then the HCPCS code decides (`classOfProduct`). */
  productClass: z.enum(productClasses).nullable(),
  /** A licensed biologic (BLA); null where nobody has said. */
  isBiologic: z.boolean().nullable(),
  /** Null where nobody has said; an empty list says that it holds none of them. */
  materials: z.array(z.enum(materials)).nullable(),
  /** What no code stands for, in words. */
  otherMaterials: z.string().nullable(),
  /** Pieces in the package it is bought in; a piece is what is opened for one use. */
  piecesPerPack: z.int().nullable(),
  /** Area of one piece: of what is opened for one use. */
  packageMm2: z.int().nullable(),
  storageNeed: z.enum(storageNeeds).nullable(),
  storageNote: z.string().nullable(),
  /** Pieces on the shelves below which it is ordered again. */
  reorderLevel: z.int().nullable(),
  /** Since when every piece is accounted for; null where it is not kept in stock. */
  stockedSince: z.iso.datetime().nullable(),
  version: z.int(),
});
export type Product = z.output<typeof product>;

/** What a maker's label names a product by, with the pieces of the package that carries it. */
export const productIdentifier = z.object({
  id: uuid(),
  issuer: z.enum(identifierIssuers),
  deviceIdentifier: z.string(),
  pieces: z.int(),
});
export type ProductIdentifier = z.output<typeof productIdentifier>;

/** A product with everything that is known of it. */
export const productPage = product.extend({ identifiers: z.array(productIdentifier) });
export type ProductPage = z.output<typeof productPage>;

/** What a product says by itself, without what is known of it beyond the invoice. */
export type NewProduct = Pick<Product, 'id' | 'sku' | 'name' | 'hcpcsCode' | 'billingUnit'> &
  Partial<Omit<Product, 'isActive' | 'stockedSince' | 'version'>>;

const LARGEST_PIECE_MM2 = 10_000_000;
const MOST_PIECES = 100_000;
const MOST_IDENTIFIERS = 50;

const codeOrNull = notSaidWhenBlank().pipe(
  z
    .string()
    .regex(/^[A-V]\d{4}$/, 'must be a letter and four digits (such as Q4101)')
    .nullable(),
);

const countOrNull = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(MOST_PIECES, `must be at most ${MOST_PIECES}`)
  .nullable();

/** What may be known of a product beyond its name and what it is billed by. */
const facts = {
  maker: lineOrNull(200),
  productClass: z.enum(productClasses).nullable(),
  isBiologic: z.boolean().nullable(),
  materials: z.array(z.enum(materials)).max(materials.length).nullable(),
  otherMaterials: lineOrNull(200),
  piecesPerPack: countOrNull,
  packageMm2: z
    .int()
    .min(1, 'must be more than 0')
    .max(LARGEST_PIECE_MM2, 'is larger than any piece')
    .nullable(),
  storageNeed: z.enum(storageNeeds).nullable(),
  storageNote: lineOrNull(300),
  reorderLevel: countOrNull,
};

/** All that can be said of a product, and must be when it is corrected: null says that nobody knows. */
export const productFields = {
  name: line(255),
  hcpcsCode: codeOrNull,
  billingUnit: z.enum(billingUnits),
  ...facts,
};

/** The same, and may be left out. */
function notSaid<Rule extends z.ZodType>(rule: Rule) {
  return rule.optional().transform((said) => said ?? null);
}

const identifierTaken = z.object({ deviceIdentifier: z.string(), product });
const ofProduct = ({ productId }: { readonly productId: string }) => ({
  entityType: 'product',
  entityId: productId,
});

export const productOperations = {
  'products.list': query({
    summary: 'The product catalogue, by name',
    permission: 'products.read',
    input: z.strictObject({ includeInactive: z.boolean().default(false) }),
    output: z.array(product),
    failures: {},
  }),
  'products.find': query({
    summary: 'Products whose name, maker, SKU or HCPCS code has words that begin as typed',
    permission: 'products.read',
    input: z.strictObject({
      text: z.string().max(200),
      includeInactive: z.boolean().default(false),
      limit: z.int().min(1).max(100).default(20),
    }),
    output: z.array(product),
    failures: {},
  }),
  'products.get': query({
    summary: 'Everything that is known of a product',
    permission: 'products.read',
    input: z.strictObject({ productId: uuid() }),
    output: productPage,
    failures: { UnknownProduct: noDetails },
    subject: ofProduct,
  }),
  'products.findByIdentifier': query({
    summary: 'The product whose label carries a device identifier, with the pieces of that package',
    permission: 'products.read',
    input: z.strictObject({
      issuer: z.enum(identifierIssuers),
      deviceIdentifier: line(50),
    }),
    /** Null where no product has it. */
    output: z.object({ product, pieces: z.int() }).nullable(),
    failures: {},
  }),
  'products.add': command({
    summary: 'Add a product to the catalogue',
    permission: 'products.write',
    input: z.strictObject({
      sku: line(100),
      name: productFields.name,
      hcpcsCode: notSaid(codeOrNull),
      billingUnit: productFields.billingUnit.default('each'),
      maker: optionalLine(200),
      productClass: notSaid(facts.productClass),
      isBiologic: notSaid(facts.isBiologic),
      materials: notSaid(facts.materials),
      otherMaterials: optionalLine(200),
      piecesPerPack: notSaid(facts.piecesPerPack),
      packageMm2: notSaid(facts.packageMm2),
      storageNeed: notSaid(facts.storageNeed),
      storageNote: optionalLine(300),
      reorderLevel: notSaid(facts.reorderLevel),
      identifiers: z
        .array(typedIdentifier)
        .max(MOST_IDENTIFIERS)
        .refine(
          (all) =>
            all.every((one, at) => all.findIndex((each) => isSameIdentifier(each, one)) === at),
          'names a device identifier twice',
        )
        .default([]),
    }),
    output: product,
    failures: { SkuTaken: product, IdentifierTaken: identifierTaken },
    subject: (_input, added) => ({ entityType: 'product', entityId: added?.id }),
  }),
  'products.correct': command({
    summary: 'Correct a product: its name and codes, what it is made of, its package and storage',
    permission: 'products.write',
    input: z.strictObject({
      productId: uuid(),
      /** The version that the user saw. */
      seen: z.int(),
      isActive: z.boolean(),
      ...productFields,
    }),
    output: product,
    failures: { UnknownProduct: noDetails, Stale: product },
    subject: ofProduct,
  }),
  'products.addIdentifier': command({
    summary: 'Say by which device identifier a label names a product',
    permission: 'products.write',
    input: z.strictObject({ productId: uuid(), identifier: typedIdentifier }),
    output: productPage,
    failures: { UnknownProduct: noDetails, IdentifierTaken: identifierTaken },
    subject: ofProduct,
  }),
  'products.removeIdentifier': command({
    summary: 'Take a device identifier off a product',
    permission: 'products.write',
    input: z.strictObject({ productId: uuid(), identifierId: uuid() }),
    output: productPage,
    failures: { UnknownProduct: noDetails, UnknownIdentifier: noDetails },
    subject: ofProduct,
  }),
  'products.keepInStock': command({
    summary: 'Account for every piece of a product from now on',
    permission: 'products.write',
    input: z.strictObject({ productId: uuid() }),
    output: product,
    failures: { UnknownProduct: noDetails },
    subject: ofProduct,
  }),
} as const;
