import { billingUnits } from '../../shared/products/contract.ts';
import { productClasses, productClassWords } from '../../shared/products/product-class.ts';
import { billingUnitWords } from '../../shared/products/product-facts.ts';
import type { RuleField } from './rule-field.ts';

export const unitOptions = billingUnits.map((key) => ({ key, label: billingUnitWords[key] }));

export const classOptions = productClasses.map((key) => ({ key, label: productClassWords[key] }));

export const yesNo = [
  { key: 'yes', label: 'Yes', value: true },
  { key: 'no', label: 'No', value: false },
] as const;

/** For which products a rule holds. */
export const productFields: readonly RuleField[] = [
  { path: 'productClasses', as: 'checks', label: 'Classes of product', options: classOptions },
  { path: 'billingUnits', as: 'checks', label: 'Billed by', options: unitOptions },
];

const CODES = 'Separated by commas; a star ends a beginning, such as Q41*';

/** Which codes a rule holds for. */
export const codesField: RuleField = {
  path: 'codes',
  as: 'list',
  label: 'Codes',
  description: CODES,
};
