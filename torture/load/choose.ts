import type { Chance } from '../random.ts';
import { type Books, recordIdOf } from './books.ts';
import { OWN_NAME } from './found.ts';
import type { Act } from './ledger.ts';

type Choose = (chance: Chance, books: Books) => Act | null;

const MAINTENANCE = [
  'VACUUM',
  'VACUUM ANALYZE',
  'VACUUM FULL treatment_records',
  'ANALYZE',
  'CHECKPOINT',
  'CHECKPOINT',
  'REINDEX TABLE order_lines',
] as const;

const chooseOrder: Choose = (chance) => {
  const lines = chance.happens(0.1) ? 40 : 1 + chance.below(5);
  return { kind: 'order', orderId: chance.uuid(), lines, units: unitsOf(lines) };
};

/** An order that is there for certain. */
function anyOrder(chance: Chance, { orders }: Books) {
  const there = [...orders.values()].filter(({ presence }) => presence === 'present');
  return there.length === 0 ? null : chance.pick(there).of;
}

const chooseCorrection: Choose = (chance, books) => {
  const order = anyOrder(chance, books);
  if (!order) return null;
  const recordId = recordIdOf(order.orderId, chance.below(order.lines));
  const known = books.versions.get(recordId);
  // Whether a correction that was cut off counts is for the database to say.
  if (known && known.least !== known.most) return null;
  const version = (known?.most ?? 1) + 1;
  return { kind: 'correct', orderId: order.orderId, recordId, version };
};

const chooseRemoval: Choose = (chance, books) => {
  const order = anyOrder(chance, books);
  return order && { kind: 'remove', orderId: order.orderId };
};

const chooseImport: Choose = (chance) => {
  const rows = 100 + chance.below(900);
  return { kind: 'import', batch: chance.uuid(), rows, units: unitsOf(rows) };
};

const chooseIndex: Choose = (chance, { indexes }) => {
  const name = `${OWN_NAME}index_${chance.below(4)}`;
  const presence = indexes.get(name) ?? 'absent';
  return presence === 'either' ? null : { kind: 'index', name, isThere: presence === 'absent' };
};

const chooseMigration: Choose = (_chance, { migrations }) => {
  const number = 900 + migrations.size;
  if (number > 999) return null;
  return { kind: 'migrate', name: `${number}_${OWN_NAME}table_${number}.sql`, rows: 200 };
};

/** In which share of a hundred acts. */
const CHOICES: readonly (readonly [number, Choose])[] = [
  [50, chooseOrder],
  [20, chooseCorrection],
  [6, chooseRemoval],
  [6, chooseImport],
  [5, chooseIndex],
  [6, (chance) => ({ kind: 'maintain', command: chance.pick(MAINTENANCE) })],
  [2, chooseMigration],
  [3, (chance) => ({ kind: 'backup', file: `${chance.uuid()}.backup` })],
  [2, (_chance, { generations }) => ({ kind: 'reseal', generation: generations.most + 1 })],
];

/** What to do next; an order where the act chosen has nothing to work on. */
export function chooseAct(chance: Chance, books: Books): Act {
  let at = chance.below(100);
  for (const [share, choose] of CHOICES) {
    if (at < share) return choose(chance, books) ?? chooseAnyOrder(chance);
    at -= share;
  }
  return chooseAnyOrder(chance);
}

/** An order of a few lines. */
export function chooseAnyOrder(chance: Chance): Act {
  const lines = 1 + chance.below(3);
  return { kind: 'order', orderId: chance.uuid(), lines, units: unitsOf(lines) };
}

/** What the nth line or row uses; sums tell when one is missing. */
export function unitsAt(at: number): number {
  return 1 + (at % 7);
}

function unitsOf(count: number): number {
  return Array.from({ length: count }, (_, at) => unitsAt(at)).reduce(
    (sum, units) => sum + units,
    0,
  );
}
