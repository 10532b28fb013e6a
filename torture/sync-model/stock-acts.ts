import { type Acting, choose, insert, NAMES, nth, remove, update } from './acting.ts';
import type { Statement } from './own.ts';

export function newUnit({ mark }: Acting): readonly Statement[] {
  return [insert('stock_units', { id: `u${mark}`, lot: mark, note: null, version: 1 })];
}

export function editUnit(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'stock_units');
  if (!row) return newUnit(acting);
  const { id, version, ...kept } = row;
  return [
    insert('stock_unit_versions', { stock_unit_id: id, version, ...kept }),
    update('stock_units', row, { note: nth(NAMES, acting.other), version: Number(version) + 1 }),
  ];
}

export function moveStock(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'stock_units');
  if (!row) return newUnit(acting);
  const of = { id: `v${acting.mark}`, stock_unit_id: row['id'], pieces: (acting.other % 7) - 3 };
  return [insert('stock_movements', of)];
}

export function addSample(acting: Acting): readonly Statement[] {
  const id = nth(['q1', 'q2', 'q3'], acting.other);
  return [insert('quality_samples', { id, drawn: nth(NAMES, acting.pick) })];
}

export function removeSample(acting: Acting): readonly Statement[] {
  const row = choose(acting, 'quality_samples');
  return row ? [remove('quality_samples', row)] : addSample(acting);
}
