import { describe, expect, test } from 'vitest';
import { isDiagnosisCode, tidyDiagnosisCode } from './diagnosis-code.ts';
import { diagnosisSideProblem, etiologyOfDiagnosis, sideOfDiagnosis } from './diagnosis-side.ts';

describe('the side that a code says (ICD-10-CM Tabular List, CDC/NCHS)', () => {
  test.each([
    // Pressure ulcers: elbow, back, hip, buttock, contiguous, ankle, heel, head, other.
    ['L89.013', 'right'],
    ['L89.024', 'left'],
    ['L89.002', null],
    ['L89.113', 'right'],
    ['L89.124', 'left'],
    ['L89.132', 'right'],
    ['L89.142', 'left'],
    ['L89.154', 'midline'],
    ['L89.102', null],
    ['L89.213', 'right'],
    ['L89.224', 'left'],
    ['L89.313', 'right'],
    ['L89.324', 'left'],
    // The fifth character of a contiguous site is its stage.
    ['L89.42', null],
    ['L89.512', 'right'],
    ['L89.522', 'left'],
    ['L89.614', 'right'],
    ['L89.624', 'left'],
    ['L89.812', null],
    ['L89.92', null],
    // Other ulcers of the lower limb: thigh, calf, ankle, heel and midfoot, foot, lower leg, unspecified.
    ['L97.112', 'right'],
    ['L97.222', 'left'],
    ['L97.312', 'right'],
    ['L97.422', 'left'],
    ['L97.512', 'right'],
    ['L97.522', 'left'],
    ['L97.812', 'right'],
    ['L97.921', 'left'],
    ['L97.509', null],
    ['L98.412', null],
    // Varicose veins.
    ['I83.013', 'right'],
    ['I83.023', 'left'],
    ['I83.009', null],
    ['I83.11', 'right'],
    ['I83.12', 'left'],
    ['I83.215', 'right'],
    ['I83.225', 'left'],
    ['I83.811', 'right'],
    ['I83.893', 'bilateral'],
    ['I83.92', 'left'],
    ['I83.93', 'bilateral'],
    // Chronic venous hypertension and postthrombotic syndrome with ulcer.
    ['I87.311', 'right'],
    ['I87.312', 'left'],
    ['I87.313', 'bilateral'],
    ['I87.012', 'left'],
    // Atherosclerosis with ulceration, with rest pain, with gangrene.
    ['I70.233', 'right'],
    ['I70.244', 'left'],
    ['I70.25', null],
    ['I70.221', 'right'],
    ['I70.263', 'bilateral'],
    ['I70.762', 'left'],
    // Diabetes with a foot ulcer says no side.
    ['E11.621', null],
    ['E10.622', null],
    // Surgical wounds, stumps, cellulitis.
    ['T81.31XD', null],
    ['T87.43', 'right'],
    ['T87.44', 'left'],
    ['T87.81', null],
    ['L03.115', 'right'],
    ['L03.116', 'left'],
    ['L03.031', 'right'],
    ['L02.612', 'left'],
    // Injuries and burns.
    ['S81.811A', 'right'],
    ['S81.812D', 'left'],
    ['S51.811D', 'right'],
    ['S61.213A', 'left'],
    ['S61.214A', 'right'],
    ['S91.104A', 'right'],
    ['S91.105A', 'left'],
    ['S91.302A', 'left'],
    ['S31.811A', 'right'],
    ['S31.000A', null],
    ['T22.211D', 'right'],
    ['T25.222A', 'left'],
    ['T20.212A', 'left'],
    ['T21.23XA', null],
    // Too short to say it, and of no category with a side.
    ['L97', null],
    ['L97.4', null],
    ['L05.91', null],
  ])('%s: %s', (code, side) => {
    expect(sideOfDiagnosis(code)).toBe(side);
  });

  test('a code agrees with its own side, one without a side with all, and both sides with each', () => {
    expect(diagnosisSideProblem('L97.422', 'left')).toBeNull();
    expect(diagnosisSideProblem('L97.422', 'right')).toContain('is for the left');
    expect(diagnosisSideProblem('L89.154', 'midline')).toBeNull();
    expect(diagnosisSideProblem('L89.154', 'left')).toContain('is for the middle');
    expect(diagnosisSideProblem('L89.313', 'midline')).toContain('in the middle');
    expect(diagnosisSideProblem('I83.93', 'right')).toBeNull();
    expect(diagnosisSideProblem('I83.93', 'midline')).toContain('both sides');
    for (const laterality of ['left', 'right', 'midline'] as const) {
      expect(diagnosisSideProblem('E11.621', laterality)).toBeNull();
      expect(diagnosisSideProblem(null, laterality)).toBeNull();
    }
  });
});

test.each([
  ['L89.154', 'pressure'],
  ['I83.023', 'venous'],
  ['I87.312', 'venous'],
  ['I70.233', 'arterial'],
  ['E11.621', 'diabetic'],
  ['T81.31XD', 'surgical'],
  ['S51.811D', 'traumatic'],
  // Any ulcer of the leg may have this one beside the code of its cause.
  ['L97.422', null],
  ['I83.11', null],
])('%s is made for a %s wound', (code, etiology) => {
  expect(etiologyOfDiagnosis(code)).toBe(etiology);
});

test.each([
  ['l97422', 'L97.422', true],
  [' E11.621 ', 'E11.621', true],
  ['s81 811 a', 'S81.811A', true],
  ['L97', 'L97', true],
  ['T81.31XD', 'T81.31XD', true],
  ['heel', 'HEE.L', false],
  ['L97.42222', 'L97.42222', false],
  ['u071', 'U07.1', true],
  ['', '', false],
])('"%s" is written %s, in the form of a code: %s', (typed, tidy, isCode) => {
  expect(tidyDiagnosisCode(typed)).toBe(tidy);
  expect(isDiagnosisCode(tidy)).toBe(isCode);
});
