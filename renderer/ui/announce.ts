import { create } from 'zustand';

// A screen reader drops what is said just before focus moves on: the words wait until it has moved.
const AFTER_FOCUS_MS = 400;
// Long enough to be read out; then whoever reads through the page does not meet them again.
const FORGOTTEN_AFTER_MS = 8000;

type Spoken = { readonly words: string };

/** What the frame's live region holds. */
export const useAnnounced = create<Spoken>(() => ({ words: '' }));

let timer: ReturnType<typeof setTimeout> | undefined;

function say(words: string, afterMs: number, then?: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    useAnnounced.setState({ words });
    then?.();
  }, afterMs);
}

/** Has a screen reader say this, also when the focus moves meanwhile. */
export function announce(words: string): void {
  useAnnounced.setState({ words: '' });
  say(words, AFTER_FOCUS_MS, () => say('', FORGOTTEN_AFTER_MS));
}

/** Takes back what is said or about to be: the person it was meant for is gone. */
export function forgetAnnouncement(): void {
  clearTimeout(timer);
  useAnnounced.setState({ words: '' });
}
