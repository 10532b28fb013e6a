import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backupFileName, namedBackup, namedBackups } from './backup-name.ts';

const instants = fc.date({
  min: new Date('1980-01-01T00:00:00Z'),
  max: new Date('2200-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const free = (): boolean => false;

describe('the name of a backup', () => {
  test('tells the second in which it was made', () => {
    expect(backupFileName(new Date('2026-03-10T15:04:05.678Z'), free)).toBe(
      'caretrail-2026-03-10T150405Z.backup',
    );
  });

  test('can be read back, for every instant', () => {
    fc.assert(
      fc.property(instants, (madeAt) => {
        const named = namedBackup(backupFileName(madeAt, free));
        expect(named?.madeAt).toBe(`${madeAt.toISOString().slice(0, 19)}Z`);
      }),
    );
  });

  test('never meets one that is there, however many are made in one second', () => {
    const madeAt = new Date('2026-03-10T15:00:00Z');
    const names = new Set<string>();
    for (let nth = 0; nth < 20; nth += 1)
      names.add(backupFileName(madeAt, (name) => names.has(name)));
    expect(names.size).toBe(20);
    expect([...names].every((name) => namedBackup(name) !== null)).toBe(true);
  });

  test('has nothing in it that a file system refuses', () => {
    fc.assert(
      fc.property(instants, (madeAt) => {
        expect(backupFileName(madeAt, free)).toMatch(/^[\w.-]{1,60}$/);
      }),
    );
  });
});

describe('a folder of backups', () => {
  test.for([
    ['notes.txt'],
    ['caretrail-2026-03-10T150000Z.backup.part'],
    ['.caretrail-2026-03-10T150000Z.backup'],
    ['caretrail-2026-02-30T150000Z.backup'],
    ['caretrail-2026-03-10T250000Z.backup'],
    ['caretrail-2026-03-10T15:00:00Z.backup'],
    ['../caretrail-2026-03-10T150000Z.backup'],
  ])('takes no notice of %s', ([name]) => {
    expect(namedBackup(name ?? '')).toBeNull();
  });

  test('lists the newest first, the last of one second before the others of it', () => {
    const names = [
      'caretrail-2026-03-09T150000Z.backup',
      'caretrail-2026-03-10T150000Z.backup',
      'caretrail-2026-03-10T150000Z-10.backup',
      'caretrail-2026-03-10T150000Z-9.backup',
      'caretrail.log',
    ];
    expect(namedBackups(names).map(({ fileName }) => fileName)).toEqual([
      'caretrail-2026-03-10T150000Z-10.backup',
      'caretrail-2026-03-10T150000Z-9.backup',
      'caretrail-2026-03-10T150000Z.backup',
      'caretrail-2026-03-09T150000Z.backup',
    ]);
  });
});
