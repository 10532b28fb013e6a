import { v7 } from 'uuid';
import { actOf } from '../shared/inventory/taking-back.ts';
import { unitInUse } from '../main/inventory/actions.ts';
import { adjustPieces } from '../main/inventory/shelf-moves.ts';
import { noText } from './clinic.ts';
import { allRows, codeOf, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { reasons } from './safety-clinic.ts';
import { openStockClinic, QUARANTINE, SHEET_MM2, SHELF, type StockClinic } from './stock-clinic.ts';
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

type Saved = {
  readonly id: string;
  readonly version: number;
  readonly concerns: readonly { readonly kind: string; readonly about: string }[];
};

/**
 * Stock kept by the application: every step is sent to it as a person would. Several histories run on one
 * database, each with lots of its own.
 */
export class DatabaseStock implements StockUnderTest {
  private readonly versions = new Map<string, number>();
  private readonly app: TestCore;
  private readonly site: Site;
  private readonly history: string;

  constructor(app: TestCore, site: Site, history: string) {
    this.app = app;
    this.site = site;
    this.history = history;
  }

  async rows(): Promise<readonly LedgerRow[]> {
    const kept = await allRows(this.app.database, 'stockUnits');
    const nameOfUnit = new Map(
      unitNames.flatMap((name) => {
        const label = this.labelOf(name);
        const unit = kept.find(
          (each) =>
            each.productId === label.productId &&
            each.lotNumber === label.lotNumber &&
            each.serialNumber === (label.serialNumber ?? ''),
        );
        return unit ? [[unit.id, name] as const] : [];
      }),
    );
    const movements = await allRows(this.app.database, 'stockMovements');
    return movements.flatMap((row) => {
      const unit = nameOfUnit.get(row.stockUnitId);
      const place = places.find((each) => this.site.placeId[each] === row.locationId);
      if (unit === undefined || place === undefined) return [];
      const { kind, pieces, areaMm2, treatmentRecordId, wasteRecordId, reverses } = row;
      const of = treatmentRecordId ?? wasteRecordId ?? actOf(row)?.id ?? null;
      const moved = { kind: kind as LedgerRow['kind'], pieces, areaMm2 };
      return [{ unit, place, ...moved, of, isCounter: reverses !== null }];
    });
  }

  async receive(unit: UnitName, place: PlaceName, pieces: number): Promise<void> {
    const { productId: sku, lotNumber, serialNumber } = this.labelOf(unit);
    const { expiresOn, pieceMm2 } = units[unit];
    const label = { sku, lotNumber, serialNumber: serialNumber ?? '', expiresOn, pieceMm2 };
    await this.site.clinic.received({ ...label, locationId: this.site.placeId[place], pieces });
  }

  async transfer(line: PieceLine, to: PlaceName): Promise<string | null> {
    const [at] = await this.linesOf([line]);
    if (!at) return null;
    const { locationId: fromLocationId, ...taken } = at;
    const lines = [{ ...taken, fromLocationId, toLocationId: this.site.placeId[to] }];
    return this.actBy('stock.transfer', { lines, reason: 'Looked at' });
  }

  async apply(use: Use): Promise<{ readonly id: string; readonly isFlagged: boolean }> {
    const { patientId } = this.site.clinic.treatment;
    const saved = await this.save('treatments.record', { patientId, ...this.fieldsOf(use) });
    return { id: saved.id, isFlagged: this.keep(saved) };
  }

  async correct(id: string, use: Use): Promise<{ readonly isFlagged: boolean }> {
    const saved = await this.save('treatments.correct', {
      treatmentRecordId: id,
      seen: this.versions.get(id),
      reason: 'Mistyped',
      ...noText,
      ...this.fieldsOf(use),
    });
    return { isFlagged: this.keep(saved) };
  }

  async void(id: string): Promise<void> {
    valueOf(
      await this.site.clinic.client['treatments.void']({
        treatmentRecordId: id,
        seen: this.versions.get(id) ?? 0,
        reason: 'Mistake',
        pin: TEST_PIN,
      }),
    );
  }

  async waste(lines: readonly WasteLine[]) {
    const { client } = this.site.clinic;
    const input = {
      wastedAt: this.app.clock.now.toISOString(),
      lines: lines.map(({ unit, place, pieces }) => ({
        ...this.labelOf(unit),
        expiresOn: units[unit].expiresOn,
        locationId: place && this.site.placeId[place],
        pieces,
        reason: 'Wet',
      })),
    };
    const plain = await client['waste.record'](input);
    if (plain.ok) return { ids: plain.value.map(({ id }) => id), isAsked: false };
    if (codeOf(plain) !== 'ShortInStock') valueOf(plain);
    const all = valueOf(await client['waste.record']({ ...input, shortageReason: 'Not received' }));
    return { ids: all.map(({ id }) => id), isAsked: true };
  }

  async voidWaste(id: string): Promise<void> {
    const said = { wasteRecordId: id, reason: 'Mistake', pin: TEST_PIN };
    valueOf(await this.site.clinic.client['waste.void'](said));
  }

  async giveBack(lines: readonly PieceLine[]): Promise<string | null> {
    return this.leave('stock.returnToSupplier', lines);
  }

  async expire(lines: readonly PieceLine[]): Promise<string | null> {
    return this.leave('stock.disposeExpired', lines);
  }

  async count(line: PieceLine): Promise<string | null> {
    const here = (await this.rows()).filter(
      (row) => row.unit === line.unit && row.place === line.place,
    );
    const pieces = line.pieces - here.reduce((sum, row) => sum + row.pieces, 0);
    const countLineId = v7();
    await this.adjust(line, pieces, countLineId);
    return pieces === 0 ? null : countLineId;
  }

  async takeBack(id: string): Promise<boolean> {
    const rows = await allRows(this.app.database, 'stockMovements');
    const movement = rows.find((row) => actOf(row)?.id === id);
    const asked = { movementId: movement?.id, reason: 'Mistake' };
    return this.isDone('stock.takeBack', asked, this.site.clinic.coordinator.session);
  }

  /** A unit that nobody had received or used yet is found by the count. */
  private adjust({ unit, place }: PieceLine, pieces: number, countLineId: string) {
    const { database, clock } = this.app;
    const { productId, lotNumber, serialNumber } = this.labelOf(unit);
    const key = { productId, lotNumber, serialNumber: serialNumber ?? '' };
    const actor = { userId: this.site.clinic.coordinator.userId };
    return database.transact(async (tx) => {
      const context = { tx, now: clock.now, newId: v7, actor };
      const { id: stockUnitId } = await unitInUse(context, key, units[unit]);
      const locationId = this.site.placeId[place];
      const frame = { stockUnitId, locationId, occurredAt: clock.now.toISOString() };
      const adjusted = { ...frame, pieces, reason: 'Counted', countLineId };
      return adjustPieces(context, adjusted);
    });
  }

  private async leave(
    name: 'stock.returnToSupplier' | 'stock.disposeExpired',
    lines: readonly PieceLine[],
  ): Promise<string | null> {
    const at = await this.linesOf(lines);
    if (at.length < lines.length) return null;
    return this.actBy(name, { lines: at, reason: 'Wrong size' });
  }

  /** The id of the act that a command wrote; null where it was refused. */
  private async actBy(name: string, input: object): Promise<string | null> {
    if (!(await this.isDone(name, input))) return null;
    const rows = await allRows(this.app.database, 'stockMovements');
    const newest = rows.toSorted((one, other) => (one.id < other.id ? -1 : 1)).at(-1);
    return newest ? (actOf(newest)?.id ?? null) : null;
  }

  private async isDone(
    name: string,
    input: object,
    session = this.site.clinic.nurse.session,
  ): Promise<boolean> {
    const reply = await this.app.core.dispatch(session, name, { commandId: v7(), ...input });
    if (!reply.ok && !['ShortInStock', 'NotExpired'].includes(reply.failure.code)) valueOf(reply);
    return reply.ok;
  }

  /** Lines as the application takes them; without those of units that nobody received or used yet. */
  private async linesOf(lines: readonly PieceLine[]) {
    const kept = await allRows(this.app.database, 'stockUnits');
    return lines.flatMap(({ unit, place, pieces }) => {
      const label = this.labelOf(unit);
      const found = kept.find(
        (each) =>
          each.lotNumber === label.lotNumber && each.serialNumber === (label.serialNumber ?? ''),
      );
      if (!found) return [];
      return [{ stockUnitId: found.id, locationId: this.site.placeId[place], pieces }];
    });
  }

  /** Saves, with a reason for whatever speaks against it. */
  private async save(name: string, input: object): Promise<Saved> {
    const { session } = this.site.clinic.nurse;
    const send = (more: object) =>
      this.app.core.dispatch(session, name, { commandId: v7(), ...input, ...more });
    const plain = await send({});
    const asked = plain.ok ? null : (plain.failure.details as { concerns?: never[] } | undefined);
    const reply = asked?.concerns ? await send({ concernReasons: reasons(asked.concerns) }) : plain;
    return valueOf(reply) as Saved;
  }

  private keep({ id, version, concerns }: Saved): boolean {
    this.versions.set(id, version);
    return concerns.some(({ kind }) => kind === 'shortInStock' || kind === 'quarantined');
  }

  private fieldsOf({ unit, quantityUsed, appliedMm2, discardedMm2 }: Use) {
    const { orderId, dateApplied } = this.site.clinic.treatment;
    return {
      orderId: unit === 'C/' ? orderId : this.site.clinic.sheet.orderId,
      dateApplied,
      overuseReason: 'More was needed',
      ...this.labelOf(unit),
      // A unit that is found by a use learns from its label when it expires.
      expiresOn: units[unit].expiresOn,
      quantityUsed,
      appliedMm2,
      discardedMm2,
      discardReason: (discardedMm2 ?? 0) > 0 ? 'Edge' : null,
    };
  }

  private labelOf(unit: UnitName) {
    const { sku, lotNumber, serialNumber } = units[unit];
    return {
      productId: sku,
      lotNumber: `${lotNumber}${this.history}`,
      serialNumber: serialNumber === '' ? null : `${serialNumber}-${this.history}`,
    };
  }
}

export type Site = {
  readonly clinic: StockClinic;
  readonly placeId: Readonly<Record<PlaceName, string>>;
};

/** A clinic with a second shelf that keeps both products of the histories in stock. */
export async function openSite(app: TestCore): Promise<Site> {
  const clinic = await openStockClinic(app);
  await clinic.addStocked({ sku: 'FOAM' });
  const cart = valueOf(await app.client['locations.add']({ name: 'Cart', kind: 'shelf' }));
  if (units['A/'].pieceMm2 !== SHEET_MM2) throw new Error('The sheet has another size');
  return { clinic, placeId: { shelf: SHELF, cart: cart.id, quarantine: QUARANTINE } };
}
