import { z } from 'zod';
import { command, query } from '../base/contract.ts';
import { line, notSaidWhenBlank } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';

export const billingUnits = ['each', 'cm2', 'mg', 'g', 'cc'] as const;

export const product = z.object({
  id: uuid(),
  sku: z.string(),
  name: z.string(),
  hcpcsCode: z.string().nullable(),
  billingUnit: z.enum(billingUnits),
  isActive: z.boolean(),
});
export type Product = z.output<typeof product>;

const hcpcsCode = notSaidWhenBlank()
  .pipe(
    z
      .string()
      .regex(/^[A-V]\d{4}$/, 'must be a letter and four digits (such as Q4101)')
      .nullable(),
  )
  .optional()
  .transform((code) => code ?? null);

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
} as const;
