/** What the user chose; `system` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const STORAGE_KEY = 'caretrail.theme';

type ThemeStorage = Pick<Storage, 'getItem' | 'setItem'>;
type ThemeRoot = Pick<Element, 'setAttribute' | 'removeAttribute'>;

/** True for a text that names a theme. */
export function isTheme(text: string | null): text is Theme {
  return text === 'system' || text === 'light' || text === 'dark';
}

/** The remembered theme; `system` when none or an unknown one is stored. */
export function readTheme(storage: ThemeStorage): Theme {
  const stored = storage.getItem(STORAGE_KEY);
  return isTheme(stored) ? stored : 'system';
}

/** Remembers the theme on this computer. */
export function storeTheme(storage: ThemeStorage, theme: Theme): void {
  storage.setItem(STORAGE_KEY, theme);
}

/** Shows the theme: `data-theme` on the root element, or none for `system`. */
export function applyTheme(root: ThemeRoot, theme: Theme): void {
  if (theme === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
}
