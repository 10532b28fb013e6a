import { ageInYears } from '../../base/civil-date.ts';
import {
  applicationCodesOf,
  applicationInWords,
  type ApplicationParameters,
  type BodyGroup,
  groupOfSite,
  isLarge,
} from './application-codes.ts';
import { finishedLines } from './product-lines.ts';
import { rulesOfKind } from './rules-in-force.ts';
import {
  type Drafted,
  type LineProblem,
  type PayerTerms,
  problemOf,
  type ProductUse,
  type ServiceDay,
  type TreatedWound,
} from './service-day.ts';

type Applied = { readonly use: ProductUse; readonly wound: TreatedWound };
type Grouped = { readonly group: BodyGroup; readonly applied: readonly Applied[] };

const NOTHING: Drafted = { lines: [], problems: [] };

/** The codes for applying products, by the combined area of the wounds of each body group. */
export function applicationLines(day: ServiceDay, terms: PayerTerms): Drafted {
  const parameters = rulesOfKind(terms.rules, 'applicationCodes')[0]?.content.parameters;
  if (!parameters) return NOTHING;
  const uses = day.uses.filter(
    (use) =>
      parameters.productClasses.includes(use.productClass) &&
      parameters.billingUnits.includes(use.billingUnit),
  );
  const placed = uses.map((use) => placeOf(use, day, parameters));
  const problems = placed.filter((each): each is LineProblem => 'code' in each);
  const groups = groupedBy(placed.filter((each): each is Placed => !('code' in each)));
  const drafted = groups.map((grouped) => linesOfGroup(grouped, day, { terms, parameters }));
  return {
    lines: drafted.flatMap((each) => each.lines),
    problems: [...problems, ...drafted.flatMap((each) => each.problems)],
  };
}

type Placed = Applied & { readonly group: BodyGroup };

function placeOf(
  use: ProductUse,
  { wounds }: ServiceDay,
  parameters: ApplicationParameters,
): Placed | LineProblem {
  const ids = [use.treatmentRecordId];
  const wound = wounds.find(({ id }) => id === use.woundId);
  if (!wound) return problemOf('NoWound', ids);
  if (wound.areaMm2 === null || wound.areaMm2 === 0) return problemOf('WoundNotMeasured', ids);
  const group = groupOfSite(wound.bodySite, parameters);
  return group ? { use, wound, group } : problemOf('NoBodyGroup', ids);
}

function groupedBy(placed: readonly Placed[]): readonly Grouped[] {
  const groups = [...new Set(placed.map(({ group }) => group))];
  return groups.map((group) => ({ group, applied: placed.filter((each) => each.group === group) }));
}

type Followed = { readonly terms: PayerTerms; readonly parameters: ApplicationParameters };

function linesOfGroup(
  { group, applied }: Grouped,
  day: ServiceDay,
  { terms, parameters }: Followed,
): Drafted {
  // Two pieces on one wound are one surface.
  const wounds = [...new Map(applied.map(({ wound }) => [wound.id, wound])).values()];
  const areaMm2 = wounds.reduce((sum, wound) => sum + (wound.areaMm2 ?? 0), 0);
  const sides = new Set(wounds.map(({ side }) => side));
  const [side = null] = sides.size === 1 ? sides : [];
  const numbers = applied.flatMap(({ use }) => use.applicationNumber ?? []);
  const drafted = applicationCodesOf(areaMm2, group, parameters).map(({ code, units }, index) =>
    finishedLines(
      {
        code,
        units,
        // The first code of a group stands for the first step of its surface.
        isAddOn: index > 0,
        modifiers: [],
        narrative: null,
        diagnoses: [...new Set(applied.flatMap(({ use }) => use.diagnoses))],
        explanation: [
          applicationInWords(areaMm2, group, parameters),
          ...forTheCoder(areaMm2, day, parameters),
        ],
        treatmentRecordIds: applied.map(({ use }) => use.treatmentRecordId),
        side,
        applicationNumber: numbers.length > 0 ? Math.max(...numbers) : null,
      },
      terms,
    ),
  );
  return {
    lines: drafted.flatMap((each) => each.lines),
    problems: drafted.flatMap((each) => each.problems),
  };
}

function forTheCoder(
  areaMm2: number,
  { servedOn, patientBirthOn }: ServiceDay,
  parameters: ApplicationParameters,
): readonly string[] {
  const { coderBelowYears } = parameters;
  const isChild =
    coderBelowYears !== null && ageInYears(patientBirthOn, servedOn) < coderBelowYears;
  return isChild && isLarge(areaMm2, parameters)
    ? [
        `For a patient under ${coderBelowYears} these codes count by percent of the body: a coder decides`,
      ]
    : [];
}
