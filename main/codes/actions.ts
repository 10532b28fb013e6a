import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { CodeSet, DiagnosisFacts, ProcedureFacts } from '../../shared/codes/code-set.ts';
import { type CodeSpan, type CodeTimeline, spanOn } from '../../shared/codes/code-span.ts';
import { tidyDiagnosisCode } from '../../shared/wounds/diagnosis-code.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { hasWholeSetOn, selectTimelines, wholeSetFrom } from './store.ts';

/** Where a code stands on a day, and the span that says what it is then, or on the nearest day. */
function standing(timeline: CodeTimeline, on: CivilDate) {
  const now = spanOn(timeline, on);
  if (now) return { state: 'valid', span: now } as const;
  const earlier = timeline.findLast(({ from }) => from <= on);
  if (earlier) return { state: 'ended', span: earlier } as const;
  const [first] = timeline;
  return first ? ({ state: 'notYet', span: first } as const) : null;
}

function factsOf(timeline: CodeTimeline, on: CivilDate, isSetComplete: boolean) {
  const known = standing(timeline, on);
  const span: CodeSpan | null = known?.span ?? null;
  return {
    span,
    state: known?.state ?? ('unknown' as const),
    description: span?.description ?? null,
    validFrom: span?.from ?? null,
    validTo: span?.to ?? null,
    isSetComplete,
  };
}

async function knownOn(
  db: ReadonlyDb,
  of: { readonly codeSet: CodeSet; readonly codes: readonly string[]; readonly on: CivilDate },
) {
  const { codeSet, codes, on } = of;
  const timelines = await selectTimelines(db, codeSet, codes);
  const isSetComplete = await hasWholeSetOn(db, codeSet, on);
  return codes.map((code) => ({
    code,
    ...factsOf(timelines.get(code) ?? [], on, isSetComplete),
  }));
}

/** What is known of diagnosis codes on a day of service, in their order; with or without their dots. */
export async function diagnosesOn(
  db: ReadonlyDb,
  codes: readonly string[],
  on: CivilDate,
): Promise<DiagnosisFacts[]> {
  const bare = codes.map((code) => tidyDiagnosisCode(code).replace('.', ''));
  const facts = await knownOn(db, { codeSet: 'icd10cm', codes: bare, on });
  return facts.map(({ span, code, state, ...known }) => ({
    ...known,
    code: tidyDiagnosisCode(code),
    state,
    isBillable: state === 'valid' && span?.isBillable === true,
  }));
}

/** What is known of HCPCS Level II codes on a day of service, in their order. */
export async function proceduresOn(
  db: ReadonlyDb,
  codes: readonly string[],
  on: CivilDate,
): Promise<ProcedureFacts[]> {
  const tidy = codes.map((code) => code.trim().toUpperCase());
  const facts = await knownOn(db, { codeSet: 'hcpcs', codes: tidy, on });
  return facts.map(({ span, ...known }) => ({ ...known, billingUnit: span?.billingUnit ?? null }));
}

/** Where codes stand on any day: read once, asked for many. */
export type CodeStandings = (
  code: string,
  on: CivilDate,
) => {
  readonly state: DiagnosisFacts['state'];
  readonly isSetComplete: boolean;
  /** Always false of HCPCS, which has no headings. */
  readonly isHeading: boolean;
};

/** Reads where some codes stand, with or without their dots. */
export async function codeStandings(
  db: ReadonlyDb,
  codeSet: CodeSet,
  codes: readonly string[],
): Promise<CodeStandings> {
  const bareOf = (code: string) => code.trim().toUpperCase().replace('.', '');
  const timelines = await selectTimelines(db, codeSet, [...new Set(codes.map(bareOf))]);
  const completeFrom = await wholeSetFrom(db, codeSet);
  return (code, on) => {
    const isSetComplete = completeFrom !== null && completeFrom <= on;
    const { state, span } = factsOf(timelines.get(bareOf(code)) ?? [], on, isSetComplete);
    const isHeading = codeSet === 'icd10cm' && state === 'valid' && span?.isBillable !== true;
    return { state, isSetComplete, isHeading };
  };
}
