import { expect, test } from 'vitest';
import { comparedLines } from './content-lines.ts';

const line = (key: string, value: string) => ({ key, label: key.toUpperCase(), value });

test('only lines that some version changes are compared, also those that come or go', () => {
  const before = [line('product', 'Foam'), line('lot', 'A1'), line('notes', 'Calm')];
  const one = [line('product', 'Foam'), line('lot', 'A2'), line('notes', 'Calm')];
  const other = [line('product', 'Foam'), line('lot', 'A1'), line('where', 'Heel')];
  expect(comparedLines(before, [one, other])).toEqual([
    { key: 'lot', label: 'LOT', before: 'A1', after: ['A2', 'A1'] },
    { key: 'notes', label: 'NOTES', before: 'Calm', after: ['Calm', ''] },
    { key: 'where', label: 'WHERE', before: '', after: ['', 'Heel'] },
  ]);
});
