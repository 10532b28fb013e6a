import { applicationCodesOf, groupOfSite } from './application-codes.ts';
import type { RuleContent } from './billing-rule.ts';
import { hasCompanion, withCompanionFirst } from './companion-diagnoses.ts';
import { isModified } from './extra-modifiers.ts';
import { unitsPerLine } from './line-limits.ts';
import { narrativeOf } from './narratives.ts';
import { unitsOf } from './product-units.ts';
import { wasteLinesOf } from './waste-lines.ts';

/** One example run through its rule. Both sides are JSON values of the same shape. */
export type ExampleOutcome = {
  readonly name: string;
  readonly expected: unknown;
  readonly actual: unknown;
};

/** Runs every worked example of a rule. */
export function runExamples(content: RuleContent): readonly ExampleOutcome[] {
  return actualsOf(content).map((actual, index) => {
    const example = content.examples[index];
    if (!example) throw new Error('An example without a place in its list');
    return { name: example.name, expected: example.case.expected, actual };
  });
}

function actualsOf(content: RuleContent): readonly unknown[] {
  const { kind } = content;
  if (kind === 'productUnits')
    return content.examples.map(({ case: { given } }) => ({
      units: unitsOf(given, content.parameters),
    }));
  if (kind === 'applicationCodes')
    return content.examples.map(({ case: { given } }) => {
      const group = groupOfSite(given.bodySite, content.parameters);
      return { codes: group ? applicationCodesOf(given.areaMm2, group, content.parameters) : [] };
    });
  if (kind === 'waste')
    return content.examples.map(({ case: { given } }) => ({
      lines: wasteLinesOf(given, content.parameters),
    }));
  return otherActualsOf(content);
}

function otherActualsOf(
  content: Extract<RuleContent, { kind: 'modifier' | 'narrative' | 'companion' | 'limit' }>,
): readonly unknown[] {
  const { kind } = content;
  if (kind === 'modifier')
    return content.examples.map(({ case: { given } }) => ({
      isAdded: isModified(given, content.parameters),
    }));
  if (kind === 'narrative')
    return content.examples.map(({ case: { given } }) => ({
      text: narrativeOf(given, content.parameters),
    }));
  if (kind === 'companion')
    return content.examples.map(({ case: { given } }) => ({
      isMet: hasCompanion(given.diagnoses, content.parameters),
      diagnoses: withCompanionFirst(given.diagnoses, content.parameters),
    }));
  return content.examples.map(({ case: { given } }) => ({
    units: unitsPerLine(given, content.parameters),
  }));
}
