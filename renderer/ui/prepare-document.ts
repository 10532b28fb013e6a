import { applyTheme, readTheme } from './theme.ts';

const PRESSABLE_STYLE_ID = 'react-aria-pressable-style';

/**
 * Readies the document for the design system; call it once, before the first render.
 * Applies the remembered theme and keeps react-aria from injecting its inline `<style>`, which
 * `style-src 'self'` would block: react-aria leaves it out when its id is taken, and base.css
 * carries the rule instead.
 */
export function prepareDocument(page: Document, storage: Storage): void {
  applyTheme(page.documentElement, readTheme(storage));
  if (page.getElementById(PRESSABLE_STYLE_ID) === null) {
    const placeholder = page.createElement('meta');
    placeholder.id = PRESSABLE_STYLE_ID;
    page.head.append(placeholder);
  }
}
