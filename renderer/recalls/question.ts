import type { PlainColumn } from '../../shared/recalls/pack-list.ts';
import { readPackList } from '../../shared/recalls/pack-list.ts';
import {
  everyPack,
  packsProblems,
  type RecalledPacks,
} from '../../shared/recalls/recalled-packs.ts';
import type { AskedPacks } from '../../shared/recalls/trace.ts';

/** How the recalled packs are named. */
export type QuestionKind = 'lot' | 'serial' | 'list' | 'every';

export type PickedProduct = { readonly sku: string; readonly name: string | null };

/** A question as it is being typed. */
export type TypedQuestion = {
  readonly kind: QuestionKind;
  readonly product: PickedProduct | null;
  readonly lotNumber: string;
  readonly lastLotNumber: string;
  readonly serialNumber: string;
  readonly lastSerialNumber: string;
  readonly listText: string;
  /** What a column of the list without a heading holds. */
  readonly plain: PlainColumn;
  readonly isExercise: boolean;
};

export const emptyQuestion: TypedQuestion = {
  kind: 'lot',
  product: null,
  lotNumber: '',
  lastLotNumber: '',
  serialNumber: '',
  lastSerialNumber: '',
  listText: '',
  plain: 'lotNumber',
  isExercise: false,
};

export type QuestionField = 'product' | 'list' | keyof RecalledPacks;

export type ReadQuestion =
  | { readonly ok: true; readonly asked: AskedPacks }
  | { readonly ok: false; readonly problems: Readonly<Partial<Record<QuestionField, string>>> };

export const questionLabels = {
  lotNumber: 'Lot number',
  lastLotNumber: 'Last lot of a range',
  serialNumber: 'Serial number',
  lastSerialNumber: 'Last serial of a range',
} as const satisfies Record<keyof RecalledPacks, string>;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function packsOf(typed: TypedQuestion): RecalledPacks {
  if (typed.kind === 'lot')
    return {
      ...everyPack,
      lotNumber: orNull(typed.lotNumber),
      lastLotNumber: orNull(typed.lastLotNumber),
    };
  return {
    ...everyPack,
    serialNumber: orNull(typed.serialNumber),
    lastSerialNumber: orNull(typed.lastSerialNumber),
  };
}

type Problems = Readonly<Partial<Record<QuestionField, string>>>;

function numberProblems(typed: TypedQuestion, packs: RecalledPacks): Problems {
  const field = typed.kind === 'lot' ? 'lotNumber' : 'serialNumber';
  if (packs[field] === null) return { [field]: `${questionLabels[field]} is missing` };
  return Object.fromEntries(
    packsProblems(packs).map((each) => [
      each.field,
      `${questionLabels[each.field]} ${each.problem}`,
    ]),
  );
}

const MOST_NAMED = 5;

function listRead(typed: TypedQuestion): {
  readonly packs: readonly RecalledPacks[];
  readonly problems: Problems;
} {
  const { packs, problems } = readPackList(typed.listText, typed.plain);
  if (problems.length === 0) return { packs, problems: {} };
  const named = problems
    .slice(0, MOST_NAMED)
    .map(({ line, problem }) => `Line ${line} ${problem}.`)
    .join(' ');
  const more = problems.length - MOST_NAMED;
  return { packs, problems: { list: more > 0 ? `${named} And ${more} more.` : named } };
}

/** The question as the core takes it, or what is wrong with it by its fields. */
export function readQuestion(typed: TypedQuestion): ReadQuestion {
  const ofProduct: Problems =
    typed.product === null ? { product: 'Choose the recalled product' } : {};
  const read = ((): { readonly packs: readonly RecalledPacks[]; readonly problems: Problems } => {
    if (typed.kind === 'every') return { packs: [everyPack], problems: {} };
    if (typed.kind === 'list') return listRead(typed);
    const packs = packsOf(typed);
    return { packs: [packs], problems: numberProblems(typed, packs) };
  })();
  const problems = { ...ofProduct, ...read.problems };
  if (typed.product === null || Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, asked: { productId: typed.product.sku, packs: [...read.packs] } };
}
