import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PressureStage, pressureStages } from './assessment.ts';
import { mayFollow, stageToKeep, stagingProblem } from './pressure-stage.ts';

describe('what may be said of an injury after what (NPIAP 2016: never staged back)', () => {
  const allowed: Readonly<Record<PressureStage, readonly PressureStage[]>> = {
    stage1: ['stage1', 'stage2', 'stage3', 'stage4', 'unstageable', 'deepTissue'],
    stage2: ['stage2', 'stage3', 'stage4', 'unstageable', 'deepTissue'],
    stage3: ['stage3', 'stage4', 'unstageable'],
    stage4: ['stage4', 'unstageable'],
    // Once slough or eschar is off, a stage 3 or 4 is revealed.
    unstageable: ['stage3', 'stage4', 'unstageable'],
    // It may resolve without loss of tissue, or reveal the actual depth.
    deepTissue: ['stage1', 'stage2', 'stage3', 'stage4', 'unstageable', 'deepTissue'],
  };
  test.each(
    pressureStages.flatMap((earlier) =>
      pressureStages.map((later) => [earlier, later, allowed[earlier].includes(later)] as const),
    ),
  )('%s, then %s: %s', (earlier, later, isAllowed) => {
    expect(mayFollow(earlier, later)).toBe(isAllowed);
  });

  test('every stage may be said again', () => {
    for (const stage of pressureStages) expect(mayFollow(stage, stage)).toBe(true);
  });
});

describe('a stage among the others of its wound', () => {
  const staged = (pressureStage: PressureStage | null, assessedOn: string, at = 'b') => ({
    pressureStage,
    assessedOn,
    at,
  });
  const others = [staged('stage2', '2026-01-10'), staged('stage4', '2026-02-10')];

  test.each([
    ['stage3', '2026-01-20', 'fits'],
    ['stage1', '2026-01-05', 'fits'],
    ['stage1', '2026-01-20', 'Stage 2 on 2026-01-10'],
    ['stage3', '2026-02-20', 'Stage 4 on 2026-02-10'],
    ['stage3', '2026-01-05', 'Stage 2 on 2026-01-10'],
  ] as const)('%s on %s', (stage, on, words) => {
    const problem = stagingProblem(staged(stage, on), others);
    expect(problem ?? 'fits').toContain(words);
  });

  test('within one day the time decides which came first', () => {
    const before = [staged('stage3', '2026-01-10', '2026-01-10T09:00:00.000Z')];
    const at = (time: string) => staged('stage2', '2026-01-10', `2026-01-10T${time}:00.000Z`);
    expect(stagingProblem(at('08:00'), before)).toBeNull();
    expect(stagingProblem(at('10:00'), before)).toContain('not staged back');
  });

  test('what has no stage stands against nothing, and nothing against it', () => {
    expect(stagingProblem(staged(null, '2026-03-01'), others)).toBeNull();
    expect(stagingProblem(staged('stage1', '2026-03-01'), [staged(null, '2026-01-01')])).toBeNull();
  });
});

describe('the stage that a healing injury keeps', () => {
  test.each([
    [[], null],
    [[null, 'stage2', null], 'stage2'],
    [['stage2', 'stage4', 'stage4'], 'stage4'],
    // What the slough hid is known now; what covers a known stage 4 again does not hide it.
    [['unstageable', 'stage3'], 'stage3'],
    [['stage4', 'unstageable'], 'stage4'],
    [['deepTissue', 'unstageable'], 'unstageable'],
  ] as const)('after %j is %s', (stages, kept) => {
    expect(stageToKeep(stages)).toBe(kept);
  });

  test('may always be said next, whatever was said before by the rules', () => {
    const stages = fc.array(fc.constantFrom(...pressureStages), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(stages, (said) => {
        const valid = said.reduce<PressureStage[]>(
          (before, stage) =>
            before.every((earlier) => mayFollow(earlier, stage)) ? [...before, stage] : before,
          [],
        );
        const kept = stageToKeep(valid);
        expect(kept !== null && valid.every((earlier) => mayFollow(earlier, kept))).toBe(true);
      }),
    );
  });
});
