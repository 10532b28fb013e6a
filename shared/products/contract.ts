import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { line, lineOrNull, notSaidWhenBlank } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { materials } from '../safety/material.ts';
import { productClasses } from './product-class.ts';

export const billingUnits = ['each', 'cm2', 'mg', 'g', 'cc'] as const;

export const product = z.object({
  id: uuid(),
  sku: z.string(),
  name: z.string(),
  hcpcsCode: z.string().nullable(),
  billingUnit: z.enum(billingUnits),
  isActive: z.boolean(),
  /** Null where nobody has said: then the HCPCS code decides (`classOfProduct`). */
  productClass: z.enum(productClasses).nullable(),
  /** Null where nobody has said; an empty list says that it holds none of them. */
  materials: z.array(z.enum(materials)).nullable(),
  /** What no code stands for, in words. */
  otherMaterials: z.string().nullable(),
  /** Area of one whole package. */
  packageMm2: z.int().nullable(),
  version: z.int(),
});
export type Product = z.output<typeof product>;

/** What a product says by itself, without what is known of it beyond the invoice. */
export type NewProduct = Pick<Product, 'id' | 'sku' | 'name' | 'hcpcsCode' | 'billingUnit'> &
  Partial<Pick<Product, 'productClass' | 'materials' | 'otherMaterials' | 'packageMm2'>>;

const LARGEST_PACKAGE_MM2 = 10_000_000;

const codeOrNull = notSaidWhenBlank().pipe(
  z
    .string()
    .regex(/^[A-V]\d{4}$/, 'must be a letter and four digits (such as Q4101)')
    .nullable(),
);
const hcpcsCode = codeOrNull.optional().transform((code) => code ?? null);

export const productOperations = {
  'products.list': query({
    summary: 'The product catalogue, by name',
    permission: 'products.read',
    input: z.strictObject({ includeInactive: z.boolean().default(false) }),
    output: z.array(product),
    failures: {},
  }),
  'products.find': query({
    summary: 'Products whose name, SKU or HCPCS code has words that begin as typed',
    permission: 'products.read',
    input: z.strictObject({
      text: z.string().max(200),
      limit: z.int().min(1).max(100).default(20),
    }),
    output: z.array(product),
    failures: {},
  }),
  'products.add': command({
    summary: 'Add a product to the catalogue',
    permission: 'products.write',
    input: z.strictObject({
      sku: line(100),
      name: line(255),
      hcpcsCode,
      billingUnit: z.enum(billingUnits).default('each'),
    }),
    output: product,
    failures: { SkuTaken: product },
    subject: (_input, added) => ({ entityType: 'product', entityId: added?.id }),
  }),
  'products.correct': command({
    summary: 'Correct a product: its name and codes, what it is made of, the size of its package',
    permission: 'products.write',
    input: z.strictObject({
      productId: uuid(),
      /** The version that the user saw. */
      seen: z.int(),
      name: line(255),
      hcpcsCode: codeOrNull,
      billingUnit: z.enum(billingUnits),
      isActive: z.boolean(),
      productClass: z.enum(productClasses).nullable(),
      materials: z.array(z.enum(materials)).max(materials.length).nullable(),
      otherMaterials: lineOrNull(200),
      packageMm2: z
        .int()
        .min(1, 'must be more than 0')
        .max(LARGEST_PACKAGE_MM2, 'is larger than any package')
        .nullable(),
    }),
    output: product,
    failures: { UnknownProduct: noDetails, Stale: product },
    subject: ({ productId }) => ({ entityType: 'product', entityId: productId }),
  }),
} as const;
