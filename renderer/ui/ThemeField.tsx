import { useState } from 'react';
import { RadioCards } from './RadioCards.tsx';
import { applyTheme, readTheme, storeTheme, type Theme } from './theme.ts';

const CARDS = [
  { key: 'system', title: 'As the computer' },
  { key: 'light', title: 'Light' },
  { key: 'dark', title: 'Dark' },
] as const;

/** Chooses light or dark for this computer; takes effect at once. */
export function ThemeField() {
  const [theme, setTheme] = useState<Theme>(() => readTheme(localStorage));
  return (
    <RadioCards
      label="Appearance"
      cards={CARDS}
      columns={3}
      value={theme}
      onChange={(chosen) => {
        storeTheme(localStorage, chosen);
        applyTheme(document.documentElement, chosen);
        setTheme(chosen);
      }}
    />
  );
}
