import { expect, test } from 'vitest';
import { backupMadeAt, pathAsTyped } from './backup-file.ts';

test('a backup tells by its name when it was made', () => {
  expect(backupMadeAt('caretrail-2026-11-22T133005Z.backup')).toBe('2026-11-22T13:30:05Z');
  expect(backupMadeAt('before the update.backup')).toBeNull();
});

test('a pasted path loses its quotation marks and nothing else', () => {
  expect(pathAsTyped(' "E:\\Our backups\\one.backup" ')).toBe('E:\\Our backups\\one.backup');
  expect(pathAsTyped('/media/stick/"odd" name.backup')).toBe('/media/stick/"odd" name.backup');
});
