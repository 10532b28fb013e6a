import { expect, test } from 'vitest';
import { ownerOf } from './peer-uid.ts';

// A browser of user 1000 on port 40000 (9C40) talks to the host of user 1001 on port 5000 (1388).
const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1001        0 1 1
   1: 0100007F:1388 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1001        0 2 1
   2: 0100007F:9C40 0100007F:1388 01 00000000:00000000 00:00000000 00000000  1000        0 3 1`;

test('the owner is that of the other end, not of our own', () => {
  expect(ownerOf(table, { from: 40_000, to: 5000 })).toBe(1000);
});

test('a connection that is not in the table has no known owner', () => {
  expect(ownerOf(table, { from: 40_001, to: 5000 })).toBeNull();
  expect(ownerOf('', { from: 40_000, to: 5000 })).toBeNull();
});
