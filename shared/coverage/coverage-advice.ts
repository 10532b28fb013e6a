import type { CivilDate } from '../base/civil-date.ts';
import { areaInWords, changeInWords } from '../base/size-words.ts';
import type { Etiology } from '../wounds/wound.ts';
import type { CoverageClock } from './coverage-clock.ts';
import { type CoverageLimits, isForEtiology, isInEffect } from './coverage-rule.ts';

export const adviceLevels = ['look', 'unknown', 'fine'] as const;
export type AdviceLevel = (typeof adviceLevels)[number];

export const adviceCodes = [
  'withdrawn',
  'notInEffect',
  'etiology',
  'limit',
  'conservative',
  'area',
  'reduction',
  'note',
] as const;

/** One thing that a rule asks, beside how this wound stands. Information, never a verdict. */
export type CoverageAdvice = {
  readonly code: (typeof adviceCodes)[number];
  /** `look`: a reviewer may ask about it. `unknown`: the record does not say. */
  readonly level: AdviceLevel;
  readonly words: string;
};

type Advised = {
  readonly rule: CoverageLimits;
  readonly clock: CoverageClock;
  readonly etiology: Etiology;
  readonly on: CivilDate;
};

const weeksInWords = (weeks: number) => (weeks === 1 ? '1 week' : `${weeks} weeks`);

/** What a rule asks and how the wound stands, the points to look at first. */
export function coverageAdviceOf(advised: Advised): readonly CoverageAdvice[] {
  const all = [
    ...standingOfRule(advised),
    ...limitAdvice(advised),
    ...conservativeAdvice(advised),
    ...areaAdvice(advised),
    ...reductionAdvice(advised),
    ...noteAdvice(advised),
  ];
  return adviceLevels.flatMap((level) => all.filter((advice) => advice.level === level));
}

function standingOfRule({ rule, etiology, on }: Advised): CoverageAdvice[] {
  const advice: CoverageAdvice[] = [];
  if (rule.withdrawnOn !== null)
    advice.push({
      code: 'withdrawn',
      level: 'look',
      words: 'This rule was withdrawn: nobody applies it. It is kept as a strict pattern.',
    });
  if (!isInEffect(rule, on))
    advice.push({
      code: 'notInEffect',
      level: 'look',
      words: 'This rule does not hold on that day. Choose another, or check its dates.',
    });
  if (!isForEtiology(rule, etiology))
    advice.push({
      code: 'etiology',
      level: 'look',
      words: `This rule does not speak of this kind of wound (${etiology}).`,
    });
  return advice;
}

function limitAdvice({ rule, clock }: Advised): CoverageAdvice[] {
  const { applicationLimit, windowWeeks } = rule;
  if (applicationLimit === null) return [];
  const count = clock.asked.days.length;
  const span = windowWeeks === null ? 'in this episode of care' : `in ${weeksInWords(windowWeeks)}`;
  const isBeyond = count > applicationLimit;
  const isNewWindow = clock.current !== null && clock.asked.startsOn > clock.current.startsOn;
  const verb = clock.isApplied ? 'is' : 'would be';
  const said = `An application then ${verb} number ${count} of ${applicationLimit} ${span}`;
  if (isBeyond) return [{ code: 'limit', level: 'look', words: `${said}: beyond the limit.` }];
  if (isNewWindow)
    return [
      {
        code: 'limit',
        level: 'look',
        words: `${said}, and begins another ${windowWeeks === null ? '' : `${weeksInWords(windowWeeks)} `}after the last ran out: a second course needs its reasons documented.`,
      },
    ];
  return [{ code: 'limit', level: 'fine', words: `${said}.` }];
}

function conservativeAdvice({ rule, clock }: Advised): CoverageAdvice[] {
  const least = rule.minConservativeWeeks;
  if (least === null) return [];
  const { weeks, weeksWithTreatment, firstOn } = clock.conservative;
  const asked = `${weeksInWords(least)} of conservative care before the first application`;
  if (firstOn === null)
    return [
      {
        code: 'conservative',
        level: 'unknown',
        words: `Asked: ${asked}. None is documented here; care given elsewhere must be on file.`,
      },
    ];
  const gaps =
    weeksWithTreatment < weeks ? `, with a treatment in ${weeksWithTreatment} of them` : '';
  const level = weeks < least ? 'look' : weeksWithTreatment < weeks ? 'unknown' : 'fine';
  return [
    {
      code: 'conservative',
      level,
      words: `Asked: ${asked}. Documented here: ${weeksInWords(weeks)}${gaps}.`,
    },
  ];
}

function areaAdvice({ rule, clock }: Advised): CoverageAdvice[] {
  const least = rule.minAreaMm2;
  if (least === null) return [];
  const asked = `Asked: at least ${areaInWords(least)} before the first application.`;
  const { sizeBefore } = clock;
  if (sizeBefore === null)
    return [{ code: 'area', level: 'unknown', words: `${asked} No size is documented by then.` }];
  const level = sizeBefore.areaMm2 >= least ? 'fine' : 'look';
  return [{ code: 'area', level, words: `${asked} Measured: ${areaInWords(sizeBefore.areaMm2)}.` }];
}

function reductionAdvice({ rule, clock }: Advised): CoverageAdvice[] {
  if (rule.reductionWording === null) return [];
  const { reductionBeforePercent: before } = clock;
  const known =
    before === null
      ? 'The record has no two sizes before the first application.'
      : `Change until the first application: ${changeInWords(before)}.`;
  const words = `The source says: ${rule.reductionWording}. ${known}`;
  return [{ code: 'reduction', level: 'unknown', words }];
}

function noteAdvice({ rule, clock }: Advised): CoverageAdvice[] {
  if (rule.note === null) return [];
  const isAbove = rule.noteAbove !== null && clock.asked.days.length > rule.noteAbove;
  return [{ code: 'note', level: isAbove ? 'look' : 'unknown', words: rule.note }];
}
