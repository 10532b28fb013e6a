import type { RuleKind } from '../../shared/billing/rules/billing-rule.ts';
import { applicationForm } from './application-form.ts';
import type { KindForm } from './kind-form.ts';
import { companionForm, limitForm, modifierForm, narrativeForm } from './line-forms.ts';
import { unitsForm, wasteForm } from './product-forms.ts';

/** How a rule of each kind is typed. */
export const kindForms: Readonly<Record<RuleKind, KindForm>> = {
  productUnits: unitsForm,
  applicationCodes: applicationForm,
  waste: wasteForm,
  modifier: modifierForm,
  narrative: narrativeForm,
  companion: companionForm,
  limit: limitForm,
};
