import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds by colours. tokens.css makes a theme of nothing but other colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** In place of axe's own program where the page has it already. */
const IS_THERE = ';';

/** What axe finds wrong with a screen for people with a disability, as `rule: element`. */
export function barriers(page: Page): Promise<readonly string[]> {
  return found(new AxeBuilder({ page }).options({ resultTypes: ['violations'] }));
}

/** The same in another theme: what stands on the screen was looked at, only its colours are new. */
export function barriersOfColour(page: Page): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page, axeSource: IS_THERE });
  return found(builder.options({ resultTypes: ['violations'], runOnly: COLOUR_RULES }));
}

async function found(builder: AxeBuilder): Promise<readonly string[]> {
  // For pages without frames: axe's other way opens a second page for each look.
  const { violations } = await builder.setLegacyMode().exclude('[data-live-announcer]').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
}
