import { addDays } from '../shared/base/civil-date.ts';
import type { Act, ProtocolRun } from '../shared/protocols/course.ts';
import type { ProtocolContent, ProtocolStep } from '../shared/protocols/protocol.ts';

export const START = '2026-01-05';
export const day = (number: number) => addDays(START, number);

export const step: ProtocolStep = {
  id: 'dressing',
  instruction: 'Foam dressing',
  kind: 'treatment',
  expectedKinds: ['foam'],
  expectedSkus: [],
  firstDueDay: 0,
  repeatsEveryDays: 7,
  untilDay: null,
};
export const bare: ProtocolContent = {
  title: 'Test',
  etiologies: ['venous'],
  steps: [],
  assessmentIntervalDays: null,
  reviewPoints: [],
  toleranceDays: 2,
  source: 'Test',
  asOf: START,
};
export const weekly = { ...bare, steps: [step] };

export const foamOn = (number: number): Act => ({
  kind: 'treatment',
  on: day(number),
  productId: 'FOAM',
  productKinds: ['foam', 'dressing'],
});
export const assessedOn = (number: number): Act => ({ kind: 'assessment', on: day(number) });

export function run(over: Partial<ProtocolRun>): ProtocolRun {
  return {
    content: weekly,
    startedOn: START,
    endedOn: null,
    acts: [],
    sizes: [],
    entries: [],
    ...over,
  };
}
