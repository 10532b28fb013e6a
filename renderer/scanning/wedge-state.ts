/** Where a key would go: into text, into a control that keeps what is typed to itself (a date), or elsewhere. */
export type KeyPlace = 'text' | 'native' | 'page';

/** A key as it goes down, at `performance.now()`; Shift and Control alone are none. */
export type WedgeKey = { readonly atMs: number; readonly isCapsLock: boolean } & (
  | { readonly kind: 'character'; readonly text: string; readonly place: KeyPlace }
  /** Control and `]`, as most scanners send the group separator. */
  | { readonly kind: 'separator' }
  /** Enter or Tab. */
  | { readonly kind: 'end' }
  /** The function key that the scanner is set to send first. */
  | { readonly kind: 'prefix' }
  | { readonly kind: 'altDown' }
  | { readonly kind: 'altDigit'; readonly digit: string }
  | { readonly kind: 'altUp' }
  | { readonly kind: 'other' }
);

type Phase =
  | 'idle'
  /** `]` has come: an AIM id may follow. */
  | 'aim'
  /** Told by its prefix: the scanner is writing. */
  | 'prefixed'
  /** Nobody types this fast. */
  | 'fast';

export type WedgeState = {
  readonly phase: Phase;
  readonly text: string;
  /** How many characters of `text` have already gone where keys go. */
  readonly passedCount: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** Digits of a character being written as Alt and its number. */
  readonly altDigits: string | null;
  readonly isCapsLock: boolean;
  /** The line end that some scanners send after Enter still belongs to the label, unless a key comes between. */
  readonly swallowsEndUntilMs: number;
};

export type WedgeScan = {
  readonly raw: string;
  readonly isCapsLock: boolean;
  /** True where its first characters have gone into the field in focus and must be taken out again. */
  readonly isPartlyTyped: boolean;
  /** True where Enter or Tab ended it; else a pause did, and some of it may be missing. */
  readonly isEnded: boolean;
};

export type WedgeStep = {
  readonly state: WedgeState;
  /** The page must not see this key. */
  readonly isSwallowed: boolean;
  /** Before this key goes on its way, what stands in the field in focus is what a scan must leave there. */
  readonly isFirst: boolean;
  /** Held back and typed after all: it goes where keys go, before this one. */
  readonly released: string;
  readonly scan: WedgeScan | null;
};

export type WedgeRules = {
  /** True where a scanner begins with an AIM id (`]d2`). */
  readonly hasAimPrefix: boolean;
  /** True where a burst that nobody can type is taken for a scan if it looks like a label. */
  readonly usesTiming: boolean;
  readonly looksLikeLabel: (text: string) => boolean;
};

export const NO_SCAN: WedgeState = {
  phase: 'idle',
  text: '',
  passedCount: 0,
  firstAtMs: Number.NEGATIVE_INFINITY,
  lastAtMs: Number.NEGATIVE_INFINITY,
  altDigits: null,
  isCapsLock: false,
  swallowsEndUntilMs: Number.NEGATIVE_INFINITY,
};

/** The first key of what may become a scan. */
export function begun({ atMs, isCapsLock }: WedgeKey): WedgeState {
  return { ...NO_SCAN, firstAtMs: atMs, lastAtMs: atMs, isCapsLock };
}

/** A key that no scan begins with. */
export function typed({ atMs }: WedgeKey): WedgeState {
  return { ...NO_SCAN, lastAtMs: atMs };
}

/** One more key of it. */
export function appended(state: WedgeState, key: WedgeKey, text: string): WedgeState {
  return {
    ...state,
    text: state.text + text,
    lastAtMs: key.atMs,
    isCapsLock: state.isCapsLock || key.isCapsLock,
  };
}

/** The page gets the key. */
export function passing(state: WedgeState): WedgeStep {
  return { state, isSwallowed: false, isFirst: false, released: '', scan: null };
}

/** The key is held back. */
export function holding(state: WedgeState): WedgeStep {
  return { ...passing(state), isSwallowed: true };
}
