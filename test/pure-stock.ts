import { type Moved, movementsOfUse, reversed, wholePieces } from '../shared/inventory/movement.ts';
import { placeToTakeFrom } from '../shared/inventory/place-to-take-from.ts';
import { type StockLook, stockConcerns } from '../shared/inventory/stock-concerns.ts';
import { type Held, planTakings, type Taking } from '../shared/inventory/takings.ts';
import { labelKey } from '../shared/inventory/unit-label.ts';
import {
  type LedgerRow,
  type PieceLine,
  type PlaceName,
  places,
  type StockUnderTest,
  type UnitName,
  unitNames,
  units,
  type Use,
  type WasteLine,
} from './stock-under-test.ts';

type Row = LedgerRow & { isTakenBack: boolean };

const FIRST_SHELF = 'shelf';

/** Stock kept by the pure rules alone, in memory, put together as the handlers put them together. */
export class PureStock implements StockUnderTest {
  private readonly all: Row[] = [];
  private readonly uses = new Map<string, Use & { readonly isFlagged: boolean }>();
  private lastId = 0;

  async rows(): Promise<readonly LedgerRow[]> {
    return this.all;
  }

  async receive(unit: UnitName, place: PlaceName, pieces: number): Promise<void> {
    this.add({ unit, place }, [wholePieces('received', pieces, units[unit].pieceMm2)]);
  }

  async transfer(line: PieceLine, to: PlaceName): Promise<string | null> {
    if (this.areShort([line])) return null;
    const { unit, place, pieces } = line;
    const { pieceMm2 } = units[unit];
    const of = this.newId();
    this.add({ unit, place, of }, [wholePieces('transferred', -pieces, pieceMm2)]);
    this.add({ unit, place: to, of }, [wholePieces('transferred', pieces, pieceMm2)]);
    return of;
  }

  async apply(use: Use): Promise<{ readonly id: string; readonly isFlagged: boolean }> {
    const id = this.newId();
    return { id, isFlagged: this.move(id, use, this.isShort(use, id)) };
  }

  async correct(id: string, use: Use): Promise<{ readonly isFlagged: boolean }> {
    const before = this.uses.get(id);
    if (!before) throw new Error('There is no such use');
    const { isFlagged: wasFlagged, ...said } = before;
    const isSamePieces = said.unit === use.unit && said.quantityUsed === use.quantityUsed;
    const isFlagged = isSamePieces ? wasFlagged : this.isShort(use, id);
    if (JSON.stringify(said) === JSON.stringify(use)) return { isFlagged };
    this.takeBackAll(id);
    return { isFlagged: this.move(id, use, isFlagged) };
  }

  async void(id: string): Promise<void> {
    this.takeBackAll(id);
  }

  async waste(lines: readonly WasteLine[]) {
    const asked = lines.map((line) => takingOf(line));
    const held = unitNames.flatMap((unit) => this.heldOf(unit));
    const { planned, shortages } = planTakings(asked, held, FIRST_SHELF);
    const ids = planned.map(({ line, parts }) => {
      const id = this.newId();
      for (const { locationId, pieces } of parts) {
        const moved = wholePieces('discarded', -pieces, units[line.unit].pieceMm2);
        this.add({ unit: line.unit, place: locationId as PlaceName, of: id }, [moved]);
      }
      return id;
    });
    return { ids, isAsked: shortages.length > 0 };
  }

  async voidWaste(id: string): Promise<void> {
    this.takeBackAll(id);
  }

  async giveBack(lines: readonly PieceLine[]): Promise<string | null> {
    return this.leave('returned', lines);
  }

  async expire(lines: readonly PieceLine[]): Promise<string | null> {
    if (lines.some(({ unit }) => units[unit].expiresOn === null)) return null;
    return this.leave('expired', lines);
  }

  async count({ unit, place, pieces }: PieceLine): Promise<string | null> {
    const difference = pieces - this.piecesAt(unit, place);
    if (difference === 0) return null;
    const of = this.newId();
    this.add({ unit, place, of }, [wholePieces('adjusted', difference, units[unit].pieceMm2)]);
    return of;
  }

  async takeBack(of: string): Promise<boolean> {
    const arrived = this.all.filter((row) => row.of === of && row.pieces > 0);
    if (this.areShort(arrived)) return false;
    this.takeBackAll(of);
    return true;
  }

  private leave(kind: 'returned' | 'expired', lines: readonly PieceLine[]): string | null {
    if (this.areShort(lines)) return null;
    const of = this.newId();
    for (const { unit, place, pieces } of lines)
      this.add({ unit, place, of }, [wholePieces(kind, -pieces, units[unit].pieceMm2)]);
    return of;
  }

  private areShort(lines: readonly PieceLine[]): boolean {
    const held = unitNames.flatMap((unit) => this.heldOf(unit));
    return planTakings(lines.map(takingOf), held, FIRST_SHELF).shortages.length > 0;
  }

  private move(id: string, use: Use, isFlagged: boolean): boolean {
    const place = placeToTakeFrom(this.heldOf(use.unit)) ?? FIRST_SHELF;
    this.add({ unit: use.unit, place: place as PlaceName, of: id }, movementsOfUse(use));
    this.uses.set(id, { ...use, isFlagged });
    return isFlagged;
  }

  /** By the same rule as the form and the save; what the record itself took does not count. */
  private isShort({ unit, quantityUsed }: Use, exceptId: string): boolean {
    const { lotNumber, serialNumber } = units[unit];
    const fitting = unitNames.filter(
      (each) =>
        units[each].sku === units[unit].sku &&
        labelKey(units[each].lotNumber) === labelKey(lotNumber) &&
        (serialNumber === '' || units[each].serialNumber === serialNumber),
    );
    const at = (place: PlaceName) =>
      fitting.reduce((sum, each) => sum + this.piecesAt(each, place, exceptId), 0);
    const waiting = at('quarantine');
    const stock: StockLook = {
      shelfPieces: at('shelf') + at('cart'),
      quarantined: waiting > 0 ? [{ place: 'Quarantine', pieces: waiting }] : [],
      keptForOthers: [],
      expiresOn: null,
    };
    const taken = { lotNumber, serialNumber: serialNumber || null, quantityUsed, serialUsedOn: [] };
    return stockConcerns({ ...taken, stock }).length > 0;
  }

  private heldOf(unit: UnitName): readonly Held[] {
    return places.map((place) => ({
      stockUnitId: unit,
      locationId: place,
      locationKind: place === 'quarantine' ? 'quarantine' : 'shelf',
      pieces: this.piecesAt(unit, place),
    }));
  }

  private piecesAt(unit: UnitName, place: PlaceName, exceptId?: string): number {
    return this.all
      .filter((row) => row.unit === unit && row.place === place)
      .filter(({ of }) => exceptId === undefined || of !== exceptId)
      .reduce((sum, { pieces }) => sum + pieces, 0);
  }

  private add(
    at: { readonly unit: UnitName; readonly place: PlaceName; readonly of?: string },
    moved: readonly Moved[],
  ): void {
    for (const each of moved)
      this.all.push({ of: null, ...at, ...each, isCounter: false, isTakenBack: false });
  }

  private takeBackAll(of: string): void {
    const standing = this.all.filter((row) => row.of === of && !row.isCounter && !row.isTakenBack);
    for (const row of standing) {
      row.isTakenBack = true;
      this.all.push({ ...row, ...reversed(row), isCounter: true });
    }
  }

  private newId(): string {
    this.lastId += 1;
    return String(this.lastId);
  }
}

function takingOf<Line extends { unit: UnitName; place: PlaceName | null; pieces: number }>(
  line: Line,
): Line & Taking {
  return { ...line, stockUnitId: line.unit, locationId: line.place };
}
