import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backupsToDelete, type RotatableBackup } from './backup-rotation.ts';

const folders = fc
  .array(fc.record({ day: fc.nat(400), isScheduled: fc.boolean(), isGood: fc.boolean() }), {
    maxLength: 40,
  })
  .map((entries) =>
    entries.map(({ day, ...rest }, nth): RotatableBackup => {
      const madeAt = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
      return { fileName: `${madeAt}-${nth}`, madeAt, ...rest };
    }),
  );
const keeps = fc.integer({ min: 1, max: 20 });

function kept(backups: readonly RotatableBackup[], keep: number): readonly RotatableBackup[] {
  const gone = new Set(backupsToDelete(backups, keep));
  return backups.filter(({ fileName }) => !gone.has(fileName));
}

const isGoodScheduled = ({ isGood, isScheduled }: RotatableBackup): boolean =>
  isGood && isScheduled;

describe('rotation', () => {
  test('never deletes what somebody asked for', () => {
    fc.assert(
      fc.property(folders, keeps, (backups, keep) => {
        const asked = backups.filter(({ isScheduled }) => !isScheduled);
        expect(kept(backups, keep)).toEqual(expect.arrayContaining(asked));
      }),
    );
  });

  test('keeps exactly the newest good ones, however many bad ones lie among them', () => {
    fc.assert(
      fc.property(folders, keeps, (backups, keep) => {
        const good = backups
          .filter(isGoodScheduled)
          .map(({ fileName }) => fileName)
          .toSorted()
          .toReversed();
        const left = kept(backups, keep)
          .filter(isGoodScheduled)
          .map(({ fileName }) => fileName)
          .toSorted()
          .toReversed();
        expect(left).toEqual(good.slice(0, keep));
      }),
    );
  });

  test('never deletes the last good one, even if nobody wants any kept', () => {
    fc.assert(
      fc.property(folders, fc.integer({ min: -1, max: 1 }), (backups, keep) => {
        fc.pre(backups.some(isGoodScheduled));
        expect(kept(backups, keep).some(isGoodScheduled)).toBe(true);
      }),
    );
  });

  test('deletes nothing when nothing good is there', () => {
    fc.assert(
      fc.property(folders, keeps, (backups, keep) => {
        const bad = backups.map((backup) => ({ ...backup, isGood: false }));
        expect(backupsToDelete(bad, keep)).toEqual([]);
      }),
    );
  });

  test('done twice, deletes nothing more, in whatever order the folder is listed', () => {
    fc.assert(
      fc.property(folders, keeps, (backups, keep) => {
        expect(backupsToDelete(kept(backups, keep), keep)).toEqual([]);
        expect(backupsToDelete(backups.toReversed(), keep)).toEqual(backupsToDelete(backups, keep));
      }),
    );
  });
});
