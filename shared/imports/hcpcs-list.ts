import { z } from 'zod';
import { ok } from '../base/result.ts';
import { line } from '../base/text.ts';
import { billingUnits } from '../products/contract.ts';
import { createFileIntake, type FileIntake, type ImportRules } from './file-intake.ts';
import type { ImportedProduct } from './imported-rows.ts';

const hcpcsRow = z.object({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-V]\d{4}$/, 'is not a letter and four digits'),
  long_description: line(255),
  billing_unit: z.enum(billingUnits, `is not one of ${billingUnits.join(', ')}`),
});

/** A product per HCPCS code, sold under that code until the clinic names its own SKU. */
export function hcpcsIntake(file: string, { idOf }: ImportRules): FileIntake<ImportedProduct> {
  return createFileIntake(file, hcpcsRow, (fields) =>
    ok({
      id: idOf('hcpcs-product', fields.code),
      sku: fields.code,
      name: fields.long_description,
      hcpcsCode: fields.code,
      billingUnit: fields.billing_unit,
    }),
  );
}
