import { placeToTakeFrom } from './place-to-take-from.ts';

/** Pieces of a unit that one line of a command takes; without a place from wherever they lie. */
export type Taking = {
  readonly stockUnitId: string;
  readonly locationId: string | null;
  /** Above 0. */
  readonly pieces: number;
};

/** Pieces of a unit in one place. */
export type Held = {
  readonly stockUnitId: string;
  readonly locationId: string;
  readonly locationKind: 'shelf' | 'quarantine';
  readonly pieces: number;
};

/** What was asked of a unit beyond what there is: at one place, or with null of all places together. */
export type Shortage = {
  readonly stockUnitId: string;
  readonly locationId: string | null;
  readonly heldPieces: number;
  /** Of all lines together. */
  readonly askedPieces: number;
};

type Part = { readonly locationId: string; readonly pieces: number };

/** A taking with the places that its pieces come from, which together give exactly its pieces. */
export type Planned<Line extends Taking> = { readonly line: Line; readonly parts: readonly Part[] };

/**
 * From where each line takes its pieces. Lines of one unit are checked by their sum, those that name a place
 * first. What is not there is taken all the same from `elsewhere`, or from the place that was named, and is
 * among the shortages: whether that may be is for the caller to say.
 */
export function planTakings<Line extends Taking>(
  lines: readonly Line[],
  held: readonly Held[],
  elsewhere: string,
): { readonly planned: readonly Planned<Line>[]; readonly shortages: readonly Shortage[] } {
  const left = held.map((each) => ({ ...each }));
  const parts = new Map<Line, readonly Part[]>();
  const named = lines.filter(({ locationId }) => locationId !== null);
  const rest = lines.filter(({ locationId }) => locationId === null);
  for (const line of [...named, ...rest]) parts.set(line, take(line, left, elsewhere));
  return {
    planned: lines.map((line) => ({ line, parts: parts.get(line) ?? [] })),
    shortages: [...shortagesAtPlaces(named, held), ...shortagesOfUnits(lines, held)],
  };
}

type Left = { -readonly [Key in keyof Held]: Held[Key] };

/** Takes as much as there is, place by place, and what is missing from the first of them. Changes `left`. */
function take({ stockUnitId, locationId, pieces }: Taking, left: Left[], elsewhere: string) {
  const parts: Part[] = [];
  let missing = pieces;
  while (missing > 0) {
    const there = left.filter(
      (each) =>
        each.stockUnitId === stockUnitId && (locationId ?? each.locationId) === each.locationId,
    );
    const fullest = placeToTakeFrom(there);
    const from = there.find((each) => each.locationId === fullest);
    const taken = Math.min(missing, from?.pieces ?? missing);
    const at = from?.locationId ?? locationId ?? parts[0]?.locationId ?? elsewhere;
    parts.push({ locationId: at, pieces: taken });
    if (from !== undefined) from.pieces -= taken;
    missing -= taken;
  }
  return [...Map.groupBy(parts, (part) => part.locationId)].map(([at, of]) => ({
    locationId: at,
    pieces: sumOf(of),
  }));
}

function shortagesAtPlaces(named: readonly Taking[], held: readonly Held[]): readonly Shortage[] {
  const places = Map.groupBy(named, (line) => `${line.stockUnitId} ${line.locationId ?? ''}`);
  return [...places.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const there = held.filter(
      (each) => each.stockUnitId === first.stockUnitId && each.locationId === first.locationId,
    );
    return shortageOf({ ...first, askedPieces: sumOf([first, ...others]), there });
  });
}

/** Of units that are taken from wherever they lie as well; places that were named have been looked at. */
function shortagesOfUnits(lines: readonly Taking[], held: readonly Held[]): readonly Shortage[] {
  return [...Map.groupBy(lines, ({ stockUnitId }) => stockUnitId)].flatMap(([stockUnitId, of]) => {
    if (of.every(({ locationId }) => locationId !== null)) return [];
    const there = held.filter((each) => each.stockUnitId === stockUnitId);
    return shortageOf({ stockUnitId, locationId: null, askedPieces: sumOf(of), there });
  });
}

function shortageOf({
  there,
  ...of
}: Omit<Shortage, 'heldPieces'> & { readonly there: readonly Held[] }): readonly Shortage[] {
  const { stockUnitId, locationId, askedPieces } = of;
  const heldPieces = sumOf(there);
  return askedPieces <= heldPieces ? [] : [{ stockUnitId, locationId, heldPieces, askedPieces }];
}

function sumOf(of: readonly { readonly pieces: number }[]): number {
  return of.reduce((sum, { pieces }) => sum + pieces, 0);
}
