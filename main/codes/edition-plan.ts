import type { ListedCode } from '../../shared/codes/code-list.ts';
import {
  type CodeTimeline,
  type DayRange,
  isSameTimeline,
  spanOn,
  withEdition,
} from '../../shared/codes/code-span.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import type { ReadEdition } from './read-edition.ts';
import { selectCodesInForce, selectTimelines } from './store.ts';

/** What some codes of an edition do to what is here: the timelines that become others, and how many of each. */
export type CodePlan = {
  readonly timelines: ReadonlyMap<string, CodeTimeline>;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
};

function saidBy({ addedOn, lastOn, ...code }: ListedCode, days: DayRange) {
  const from = addedOn !== null && addedOn > days.from ? addedOn : days.from;
  const { description, isBillable, billingUnit } = code;
  return { from, to: lastOn, description, isBillable, billingUnit };
}

/** Plans some of an edition's codes against what is here now. */
export async function planCodes(
  db: ReadonlyDb,
  { codeSet, days }: ReadEdition,
  codes: readonly ListedCode[],
): Promise<CodePlan> {
  const names = codes.map(({ code }) => code);
  const here = await selectTimelines(db, codeSet, names);
  const timelines = new Map<string, CodeTimeline>();
  let added = 0;
  for (const code of codes) {
    const before = here.get(code.code) ?? [];
    const said = saidBy(code, days);
    const after = withEdition(before, days, said);
    if (isSameTimeline(before, after)) continue;
    timelines.set(code.code, after);
    if (spanOn(before, said.from) === undefined) added += 1;
  }
  const changed = timelines.size - added;
  return { timelines, added, changed, unchanged: codes.length - timelines.size };
}

/** The timelines of codes that the edition no longer has, without its days. */
export async function planEnds(
  db: ReadonlyDb,
  { codeSet, days }: ReadEdition,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CodeTimeline>> {
  const here = await selectTimelines(db, codeSet, codes);
  return new Map([...here].map(([code, before]) => [code, withEdition(before, days, null)]));
}

/** Codes read in one turn. */
const CODES_AT_ONCE = 2000;

/** The codes in force on the edition's days that it does not have, and how many are in force at all. */
export async function codesThatEnd(
  read: <T>(work: (db: ReadonlyDb) => Promise<T>) => Promise<T>,
  edition: ReadEdition,
) {
  const { codeSet, days, list } = edition;
  const ending: string[] = [];
  let inForce = 0;
  if (!edition.isComplete) return { ending, inForce };
  const listed = new Set(list.codes.map(({ code }) => code));
  let after = '';
  for (;;) {
    const page = { after, limit: CODES_AT_ONCE };
    const codes = await read((db) => selectCodesInForce(db, { codeSet, days }, page));
    inForce += codes.length;
    ending.push(...codes.filter((code) => !listed.has(code)));
    const last = codes.at(-1);
    if (last === undefined || codes.length < CODES_AT_ONCE) return { ending, inForce };
    after = last;
  }
}

/** True where so many codes would end that the file is likely cut off; a new year ends one in a hundred. */
export function endsMany({
  ending,
  inForce,
}: {
  readonly ending: readonly string[];
  readonly inForce: number;
}): boolean {
  return ending.length * 10 > inForce;
}
