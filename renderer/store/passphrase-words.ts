import {
  GROUP_LENGTH,
  GROUPS,
  newPassphrase,
  normalPassphrase,
} from '../../shared/store/passphrase.ts';

/** The groups of a suggested passphrase, as they are written down. */
export function groupsOf(passphrase: string): readonly string[] {
  return passphrase.split('-');
}

/** True for the last group of a suggested passphrase, or all of it, in any way that it may be written. */
export function isLastGroup(typed: string, passphrase: string): boolean {
  const groups = groupsOf(passphrase).slice(0, GROUPS - 1);
  const asWhole = normalPassphrase(passphrase);
  const letters = typed.replaceAll(/[\s-]/g, '');
  if (letters.length !== GROUP_LENGTH) return normalPassphrase(typed) === asWhole;
  return normalPassphrase([...groups, letters].join('-')) === asWhole;
}

export type OwnPassphraseProblems = { readonly own?: string; readonly again?: string };

/** What is wrong with a passphrase of one's own that is typed twice; empty when nothing is. */
export function ownPassphraseProblems(own: string, again: string): OwnPassphraseProblems {
  const checked = newPassphrase.safeParse(own);
  if (!checked.success) return { own: checked.error.issues[0]?.message ?? 'cannot be used' };
  if (again === '') return { again: 'Type it a second time' };
  return normalPassphrase(again) === normalPassphrase(own)
    ? {}
    : { again: 'The two differ; show them and compare' };
}

/** How long to wait after a wrong passphrase. */
export function waitWords(seconds: number): string {
  return `Wait ${durationWords(seconds)}, then try again.`;
}

/** Seconds as `1 second`, `40 seconds` or `3 minutes`. */
export function durationWords(seconds: number): string {
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
