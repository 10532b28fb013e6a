import { matchesCode } from '../billing/rules/code-pattern.ts';
import { rulesOfKind } from '../billing/rules/rules-in-force.ts';
import type { BillingRule } from '../billing/rules/billing-rule.ts';
import { isDiagnosisCode, tidyDiagnosisCode } from '../wounds/diagnosis-code.ts';
import type { TreatmentFacts } from './treatment-facts.ts';

/**
 * The ICD-10-CM codes that stand in what somebody wrote as a diagnosis, alone or among words, in their
 * order. A code without its dot counts where it stands alone.
 */
export function codesInText(text: string | null): readonly string[] {
  const words = (text ?? '').split(/[\s,;()]+/).filter((word) => word !== '');
  const codes = words.flatMap((word) => {
    const code = tidyDiagnosisCode(word.replace(/[.:]+$/, ''));
    const isMeant = word.includes('.') || words.length === 1;
    return isMeant && isDiagnosisCode(code) ? [code] : [];
  });
  return [...new Set(codes)];
}

/** Every code that a claim for a treatment may name: what its chart documents, and nothing else. */
export function documentedDiagnoses(
  facts: Pick<TreatmentFacts, 'ownDiagnoses' | 'listedDiagnoses'>,
): readonly string[] {
  return [...new Set([...facts.ownDiagnoses, ...facts.listedDiagnoses])];
}

/**
 * The diagnoses of a treatment as its claim begins with them: what the biller chose, as far as it is
 * documented still; else the record's and the wound's, with those of the problem list that the payer's
 * rules ask for beside them.
 */
export function diagnosesFor(
  facts: Pick<TreatmentFacts, 'ownDiagnoses' | 'listedDiagnoses' | 'choices'>,
  rules: readonly BillingRule[],
): readonly string[] {
  const documented = documentedDiagnoses(facts);
  const { diagnoses } = facts.choices;
  if (diagnoses !== null) return diagnoses.filter((code) => documented.includes(code));
  const own = [...new Set(facts.ownDiagnoses)];
  const wanted = rulesOfKind(rules, 'companion')
    .map(({ content }) => content.parameters)
    .filter(({ codes }) => own.some((code) => matchesCode(code, codes)))
    .flatMap(({ anyOf }) => anyOf);
  const companions = facts.listedDiagnoses.filter((code) => matchesCode(code, wanted));
  return [...new Set([...own, ...companions])];
}
