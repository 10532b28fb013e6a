import { moneyAsTyped, parseMoney } from '../../shared/base/money-words.ts';
import { areaAsTyped, parseArea } from '../../shared/base/size-words.ts';

/** What stands in the fields of a form, by the path that each has in what the core takes. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type FieldOption = {
  readonly key: string;
  readonly label: string;
  /** What the choice stands for; by default its key. */
  readonly value?: string | boolean | null;
};

type Kind =
  | {
      readonly as: 'text' | 'code' | 'number' | 'area' | 'money' | 'list' | 'numbers' | 'codeUnits';
    }
  | { readonly as: 'choice'; readonly options: readonly FieldOption[] }
  | { readonly as: 'checks'; readonly options: readonly FieldOption[] };

/** One field of a rule or of an example. */
export type RuleField = Kind & {
  /** The path in the parameters or in the case of an example, such as `when.is`. */
  readonly path: string;
  readonly label: string;
  readonly description?: string;
  /** True: an empty field stands for null. */
  readonly mayBeEmpty?: boolean;
  /** Under which heading it stands. */
  readonly section?: string;
  /** Left out of the form, and of what is sent, while this says so. */
  readonly isHidden?: (typed: Typed) => boolean;
};

export const textOf = (typed: Typed, path: string): string => {
  const value = typed[path];
  return typeof value === 'string' ? value : '';
};

export const listOf = (typed: Typed, path: string): readonly string[] => {
  const value = typed[path];
  return typeof value === 'object' ? value : [];
};

/** What is separated by spaces, commas, semicolons or lines. */
const words = (text: string): readonly string[] =>
  text.split(/[\s,;]+/).filter((word) => word !== '');

/** A whole number, or what is none and is refused as such. */
const numberOf = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

const measured = (value: number | null | 'invalid'): number | null =>
  value === 'invalid' ? Number.NaN : value;

/** `15271 × 1 + 15272 x 2` as codes with units. */
function codeUnitsOf(text: string): unknown {
  const parts = text.split(/[+,;\n]/).map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const [code = '', units = ''] = part.toUpperCase().split(/\s*[×X*]\s*/);
      return { code, units: numberOf(units.trim()) };
    });
}

/** What a field stands for: undefined where it must be filled and is empty. */
function valueOf(field: RuleField, typed: Typed): unknown {
  if (field.as === 'checks') return listOf(typed, field.path);
  const text = textOf(typed, field.path).trim();
  if (field.as === 'codeUnits') return codeUnitsOf(text);
  if (field.as === 'list') return words(text.toUpperCase());
  if (field.as === 'numbers') return words(text).map(numberOf);
  if (text === '' && field.as !== 'choice') return field.mayBeEmpty === true ? null : undefined;
  if (field.as === 'choice') {
    const option = field.options.find(({ key }) => key === text);
    return option?.value === undefined ? option?.key : option.value;
  }
  if (field.as === 'number') return numberOf(text);
  if (field.as === 'area') return measured(parseArea(text));
  if (field.as === 'money') return measured(parseMoney(text));
  return field.as === 'code' ? text.toUpperCase() : text;
}

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Builds the object that fields stand for from what is typed in them; a number in a path is a place. */
export function assembled(fields: readonly RuleField[], typed: Typed): unknown {
  const root: Tree = {};
  for (const field of fields.filter(({ isHidden }) => isHidden?.(typed) !== true)) {
    const keys = field.path.split('.');
    let at = root;
    for (const [index, key] of keys.slice(0, -1).entries()) {
      const isPlace = /^\d+$/.test(keys[index + 1] ?? '');
      const next: unknown = at[key] ?? (isPlace ? [] : {});
      at[key] = next;
      if (isTree(next)) at = next;
    }
    at[keys.at(-1) ?? ''] = valueOf(field, typed);
  }
  return root;
}

function valueAt(tree: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (isTree(at) ? Reflect.get(at, key) : undefined), tree);
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

function codeUnitsAsTyped(value: unknown): string {
  if (!Array.isArray(value)) return '';
  return value
    .map((each: unknown) =>
      isTree(each) ? `${String(each['code'])} × ${String(each['units'])}` : '',
    )
    .join(' + ');
}

function asTyped(field: RuleField, value: unknown): string | readonly string[] {
  if (field.as === 'checks') return textsOf(value);
  if (field.as === 'choice') {
    const option = field.options.find(({ key, value: stands = key }) => stands === value);
    return option?.key ?? '';
  }
  if (field.as === 'list' || field.as === 'numbers') return textsOf(value).join(', ');
  if (field.as === 'codeUnits') return codeUnitsAsTyped(value);
  if (field.as === 'area') return areaAsTyped(typeof value === 'number' ? value : null);
  if (field.as === 'money') return moneyAsTyped(typeof value === 'number' ? value : null);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What stands in the fields for an object. */
export function disassembled(fields: readonly RuleField[], tree: unknown): Typed {
  return Object.fromEntries(
    fields.map((field) => [field.path, asTyped(field, valueAt(tree, field.path))]),
  );
}

const wrongWords: Readonly<Partial<Record<RuleField['as'], string>>> = {
  number: 'is a whole number',
  area: 'is an area in cm², to a hundredth',
  money: 'is an amount in dollars and cents',
  list: 'is a list of codes, each whole or its beginning and a star, such as Q4186, L97*',
  numbers: 'is a list of whole numbers',
  codeUnits: 'is a list such as 15271 × 1 + 15272 × 2',
  choice: 'is not chosen',
  checks: 'needs at least one',
};

/** Why a field was refused, to follow on its label; zod's own words speak of types, not to people. */
export function problemOf(field: RuleField, typed: Typed, message: string): string {
  const isEmpty = textOf(typed, field.path).trim() === '' && field.as !== 'checks';
  if (isEmpty && field.as !== 'choice' && field.as !== 'codeUnits') return 'is missing';
  const isOwn = /^[a-z]/.test(message) && field.as !== 'list';
  return isOwn ? message : (wrongWords[field.as] ?? 'is not of the right form');
}
