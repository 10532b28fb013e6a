import { expect, test } from 'vitest';
import { applyTheme, readTheme, storeTheme } from './theme.ts';

function memoryStorage() {
  const entries = new Map<string, string>();
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
  };
}

function rootElement() {
  const attributes = new Map<string, string>();
  return {
    attributes,
    setAttribute: (name: string, value: string) => void attributes.set(name, value),
    removeAttribute: (name: string) => void attributes.delete(name),
  };
}

test('a computer that remembers no theme follows the system', () => {
  expect(readTheme(memoryStorage())).toBe('system');
});

test('a stored theme is read back, and an unknown one counts as system', () => {
  const storage = memoryStorage();
  storeTheme(storage, 'dark');
  expect(readTheme(storage)).toBe('dark');
  expect(readTheme({ ...storage, getItem: () => 'sepia' })).toBe('system');
});

test('light and dark mark the root element and system clears the mark', () => {
  const root = rootElement();
  applyTheme(root, 'dark');
  expect(root.attributes.get('data-theme')).toBe('dark');
  applyTheme(root, 'system');
  expect(root.attributes.has('data-theme')).toBe(false);
});
