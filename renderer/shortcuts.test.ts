import { expect, test } from 'vitest';
import { shortcutOf } from './shortcuts.ts';

const press = { key: '', ctrlKey: false, metaKey: false, altKey: false };
const free = { ...press, isTyping: false, isCovered: false };

test('single keys act only where nothing is being typed', () => {
  expect(shortcutOf({ ...free, key: '/' })).toBe('search');
  expect(shortcutOf({ ...free, key: '?' })).toBe('help');
  expect(shortcutOf({ ...free, key: 'Escape' })).toBe('back');
  expect(shortcutOf({ ...free, key: '/', isTyping: true })).toBeNull();
  expect(shortcutOf({ ...free, key: 'Escape', isTyping: true })).toBeNull();
});

test('Alt and the left arrow go back even while typing', () => {
  expect(shortcutOf({ ...free, key: 'ArrowLeft', altKey: true, isTyping: true })).toBe('back');
});

test('the screen can be locked from everywhere, and under a dialog nothing else happens', () => {
  const covered = { ...free, isCovered: true, isTyping: true };
  expect(shortcutOf({ ...covered, key: 'l', ctrlKey: true })).toBe('lock');
  expect(shortcutOf({ ...covered, key: 'L', metaKey: true })).toBe('lock');
  expect(shortcutOf({ ...covered, key: 'Escape', isTyping: false })).toBeNull();
});
