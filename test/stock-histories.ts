import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { PieceModel, TakenAt } from './piece-model.ts';
import { compare, type World } from './stock-comparison.ts';
import {
  type PieceLine,
  places,
  type StockUnderTest,
  type UnitName,
  unitNames,
  units,
  type Use,
  type WasteLine,
} from './stock-under-test.ts';

/** What the newest rows of a record took, place by place. */
async function takenBy(stock: StockUnderTest, id: string): Promise<readonly TakenAt[]> {
  const rows = (await stock.rows()).filter((row) => row.of === id);
  const standing = Map.groupBy(rows, ({ place }) => place);
  return [...standing].flatMap(([place, of]) => {
    const pieces = of.reduce((sum, row) => sum - row.pieces, 0);
    return pieces === 0 ? [] : [{ place, pieces }];
  });
}

/** True where a treatment may have taken its pieces there: where most lie on a shelf, else in quarantine. */
function isRightPlace(model: PieceModel, unit: UnitName, place: string): boolean {
  const count = (each: string) => model.countAt(unit, each);
  const most = Math.max(count('shelf'), count('cart'));
  if (most > 0) return place !== 'quarantine' && count(place) === most;
  return count('quarantine') > 0 ? place === 'quarantine' : place === 'shelf';
}

/** Whether somebody has to be asked: fewer lie on all shelves together than are used. */
function isShort(model: PieceModel, { unit, quantityUsed }: Use): boolean {
  const fitting = unitNames.filter(
    (each) =>
      units[each].sku === units[unit].sku &&
      units[each].lotNumber === units[unit].lotNumber &&
      (units[unit].serialNumber === '' || units[each].serialNumber === units[unit].serialNumber),
  );
  const onShelves = fitting.map((each) => model.countOf(each, ['shelf', 'cart']));
  return onShelves.reduce((sum, count) => sum + count, 0) < quantityUsed;
}

type Applied = { readonly id: string; readonly said: Use; readonly isFlagged: boolean };

async function take(world: World, stock: StockUnderTest, { id, said, isFlagged }: Applied) {
  const taken = await takenBy(stock, id);
  assert.equal(taken.length, 1);
  for (const at of taken) {
    assert.equal(isRightPlace(world.model, said.unit, at.place), true);
    assert.equal(at.pieces, said.quantityUsed);
    world.model.go(said.unit, at, { by: 'applied', of: id });
  }
  world.model.treated.set(id, said);
  world.uses.set(id, { ...said, isFlagged });
}

type Step = fc.AsyncCommand<World, StockUnderTest>;

function step(
  words: string,
  run: (world: World, stock: StockUnderTest) => Promise<void>,
  check: (world: Readonly<World>) => boolean = () => true,
): Step {
  return {
    check,
    toString: () => words,
    async run(world, stock) {
      world.steps += 1;
      await run(world, stock);
      await compare(world, stock);
    },
  };
}

const unit = fc.constantFrom(...unitNames);
const place = fc.constantFrom(...places);
const few = fc.integer({ min: 1, max: 4 });
const pick = fc.nat();

function nth<Key>(of: ReadonlyMap<Key, unknown>, at: number): Key {
  const key = [...of.keys()][at % of.size];
  if (key === undefined) throw new Error('There is nothing to pick from');
  return key;
}

function useOf({ uses }: World, id: string) {
  const found = uses.get(id);
  if (!found) throw new Error('There is no such use');
  return found;
}

/** A use whose areas, where it says any, add up to what was opened; null of the size of a piece says none. */
const use: fc.Arbitrary<Use> = fc
  .record({ unit, quantityUsed: few, applied: fc.nat(100), isSaid: fc.boolean() })
  .map(({ applied, isSaid, ...of }) => {
    const { pieceMm2 } = units[of.unit];
    if (pieceMm2 === null || !isSaid) return { ...of, appliedMm2: null, discardedMm2: null };
    const opened = pieceMm2 * of.quantityUsed;
    const appliedMm2 = Math.floor((opened * applied) / 100);
    const discardedMm2 = opened - appliedMm2;
    return { ...of, appliedMm2: appliedMm2 || null, discardedMm2: discardedMm2 || null };
  });

const pieceLine = fc.record({ unit, place, pieces: few });
const wasteLine = fc.record({ unit, place: fc.option(place), pieces: few });

/** True where the lines ask for more of a unit at a place than lies there. */
function areTooMany(model: PieceModel, lines: readonly PieceLine[]): boolean {
  return lines.some(({ unit: of, place: at }) => {
    const same = lines.filter((line) => line.unit === of && line.place === at);
    return same.reduce((sum, { pieces }) => sum + pieces, 0) > model.countAt(of, at);
  });
}

/** The same of waste, where a line may name no place: then all places together. */
function isTooMuchWaste(model: PieceModel, lines: readonly WasteLine[]): boolean {
  const named = lines.flatMap(({ place: at, ...line }) =>
    at === null ? [] : [{ ...line, place: at }],
  );
  const isUnitShort = (of: UnitName) => {
    const same = lines.filter((line) => line.unit === of);
    const asked = same.reduce((sum, { pieces }) => sum + pieces, 0);
    return same.some((line) => line.place === null) && asked > model.countOf(of, places);
  };
  return areTooMany(model, named) || unitNames.some(isUnitShort);
}

const leave = (by: 'returned' | 'expired', lines: readonly PieceLine[]) =>
  step(`${by} ${JSON.stringify(lines)}`, async (world, stock) => {
    const { model } = world;
    const isUsable = lines.some((line) => units[line.unit].expiresOn === null);
    const mayGo = !areTooMany(model, lines) && (by === 'returned' || !isUsable);
    const id = by === 'returned' ? await stock.giveBack(lines) : await stock.expire(lines);
    assert.equal(id !== null, mayGo);
    if (id === null) return;
    for (const line of lines) model.go(line.unit, line, { by, of: id });
    world.acts.set(id, { arrived: null, undo: (at) => at.undo(id) });
  });

/** Everything that happens to stock, in any order. */
export const steps: fc.Arbitrary<Step>[] = [
  fc.tuple(unit, place, few).map(([of, at, pieces]) =>
    step(`receive ${pieces} of ${of} in ${at}`, async ({ model }, stock) => {
      await stock.receive(of, at, pieces);
      model.come(of, at, { count: pieces, by: 'received' });
    }),
  ),
  fc.tuple(pieceLine, place).map(([line, to]) =>
    step(
      `transfer ${JSON.stringify(line)} to ${to}`,
      async ({ model, acts }, stock) => {
        const { unit: of, place: from, pieces: count } = line;
        const mayGo = count <= model.countAt(of, from);
        const id = await stock.transfer(line, to);
        assert.equal(id !== null, mayGo);
        if (id === null) return;
        model.carry(of, { from, to, count });
        const undo = (at: PieceModel) => at.carry(of, { from: to, to: from, count });
        acts.set(id, { arrived: { ...line, place: to }, undo });
      },
      () => line.place !== to,
    ),
  ),
  use.map((said) =>
    step(`apply ${JSON.stringify(said)}`, async (world, stock) => {
      const isFlagged = isShort(world.model, said);
      const applied = await stock.apply(said);
      assert.equal(applied.isFlagged, isFlagged);
      await take(world, stock, { ...applied, said });
    }),
  ),
  fc.tuple(pick, use).map(([at, said]) =>
    step(
      `correct ${at} to ${JSON.stringify(said)}`,
      async (world, stock) => {
        const id = nth(world.uses, at);
        const { isFlagged: wasFlagged, ...before } = useOf(world, id);
        const isSame = JSON.stringify(before) === JSON.stringify(said);
        const isSamePieces = before.unit === said.unit && before.quantityUsed === said.quantityUsed;
        if (!isSame) world.model.undo(id);
        const isFlagged = isSamePieces ? wasFlagged : isShort(world.model, said);
        assert.deepEqual(await stock.correct(id, said), { isFlagged });
        if (!isSame) await take(world, stock, { id, said, isFlagged });
      },
      ({ uses }) => uses.size > 0,
    ),
  ),
  pick.map((at) =>
    step(
      `void ${at}`,
      async (world, stock) => {
        const id = nth(world.uses, at);
        await stock.void(id);
        world.uses.delete(id);
        world.model.undo(id);
      },
      ({ uses }) => uses.size > 0,
    ),
  ),
  fc.array(wasteLine, { minLength: 1, maxLength: 3 }).map((lines) =>
    step(`waste ${JSON.stringify(lines)}`, async (world, stock) => {
      const { model } = world;
      const isTooMuch = isTooMuchWaste(model, lines);
      const { ids, isAsked } = await stock.waste(lines);
      assert.equal(isAsked, isTooMuch);
      assert.equal(ids.length, lines.length);
      for (const [index, id] of ids.entries()) {
        const line = lines[index];
        if (!line) throw new Error('A waste record without a line');
        const taken = await takenBy(stock, id);
        assert.equal(
          taken.reduce((sum, { pieces }) => sum + pieces, 0),
          line.pieces,
        );
        for (const part of taken) {
          assert.equal(part.place, line.place ?? part.place);
          model.go(line.unit, part, { by: 'discarded', of: id });
        }
        world.wastes.set(id, line.unit);
      }
      // Nothing is taken that is not there without somebody having said how that can be.
      assert.equal(!isAsked && areOverdrawnBy(model, ids), false);
    }),
  ),
  pick.map((at) =>
    step(
      `void waste ${at}`,
      async (world, stock) => {
        const id = nth(world.wastes, at);
        await stock.voidWaste(id);
        world.wastes.delete(id);
        world.model.undo(id);
      },
      ({ wastes }) => wastes.size > 0,
    ),
  ),
  fc.array(pieceLine, { minLength: 1, maxLength: 2 }).map((lines) => leave('returned', lines)),
  fc.array(pieceLine, { minLength: 1, maxLength: 2 }).map((lines) => leave('expired', lines)),
  fc.record({ unit, place, pieces: fc.nat(5) }).map((line) =>
    step(`count ${JSON.stringify(line)}`, async ({ model, acts }, stock) => {
      const id = await stock.count(line);
      const difference = line.pieces - model.countAt(line.unit, line.place);
      adjust(model, line, difference);
      assert.equal(id !== null, difference !== 0);
      if (id === null) return;
      const arrived = difference > 0 ? { ...line, pieces: difference } : null;
      acts.set(id, { arrived, undo: (at) => adjust(at, line, -difference) });
    }),
  ),
  pick.map((at) =>
    step(
      `take back ${at}`,
      async ({ model, acts }, stock) => {
        const id = nth(acts, at);
        const act = acts.get(id);
        const isThere =
          !act?.arrived || act.arrived.pieces <= model.countAt(act.arrived.unit, act.arrived.place);
        assert.equal(await stock.takeBack(id), isThere);
        if (!isThere) return;
        act?.undo(model);
        acts.delete(id);
      },
      ({ acts }) => acts.size > 0,
    ),
  ),
];

/** Adjusts to what somebody saw, or back from it. */
function adjust(model: PieceModel, { unit: of, place: at }: PieceLine, difference: number): void {
  if (difference > 0) model.come(of, at, { count: difference, by: 'adjusted' });
  const gone = { place: at, pieces: -difference };
  if (difference < 0) model.go(of, gone, { by: 'adjusted', of: null });
}

/** True where a record took pieces that never came. */
function areOverdrawnBy(model: PieceModel, ids: readonly string[]): boolean {
  return model.pieces.some((piece) => piece.came === null && ids.includes(piece.of ?? ''));
}
