import { GROUP_SEPARATOR } from '../../shared/inventory/udi/carrier.ts';
import { isAimId, startsAsAimId } from './aim-id.ts';
import {
  appended,
  begun,
  holding,
  type KeyPlace,
  NO_SCAN,
  passing,
  typed,
  type WedgeKey,
  type WedgeRules,
  type WedgeState,
  type WedgeStep,
} from './wedge-state.ts';

/** Slow scanners send a key every 80 ms; no person waits this long without the text having come. */
const PREFIX_GAP_MS = 150;
/** For the three characters of an AIM id, at 80 ms a key and with some to spare. */
const AIM_ID_MS = 260;
/** What a slow scanner keeps up on average, and hardly anybody who types. */
const PREFIX_MEAN_GAP_MS = 110;
/** Two keys of one hand may come as close, four in a row do not. */
const FAST_GAP_MS = 35;
const FAST_PAUSE_MS = 70;
const SUFFIX_MS = 150;
const SHORTEST_BODY = 4;
const SHORTEST_BURST = 8;
/**
 * Nobody but a scanner has come so far: a computer that is out of breath must not cut its label in two,
 * because the first part may be a label by itself, with half of the lot.
 */
const SCANNER_PAUSE_MS = 500;

/**
 * From how many fast keys on they are held back. In text it is so many that nobody types them; elsewhere
 * one is enough, because keys press buttons and turn lists there.
 */
const HELD_FROM: Readonly<Record<KeyPlace, number>> = { text: 4, native: 4, page: 1 };
/** What labels begin with: digits, brackets, `+` of HIBC, `=` and `&` of ISBT 128, C of our own. */
const LABEL_START = /^[0-9(+=&C]$/;

/** When `pause` must be called unless another key comes first; null while nothing is held back. */
export function deadlineMs({ phase, text, firstAtMs, lastAtMs }: WedgeState): number | null {
  if (phase === 'idle') return null;
  if (phase === 'aim') return Math.min(lastAtMs + PREFIX_GAP_MS, firstAtMs + AIM_ID_MS);
  if (text.length >= SHORTEST_BURST) return lastAtMs + SCANNER_PAUSE_MS;
  return lastAtMs + (phase === 'fast' ? FAST_PAUSE_MS : PREFIX_GAP_MS);
}

/** No key has come for a while: what was held back is a scan, or goes where keys go. */
export function pause(state: WedgeState, rules: WedgeRules, nowMs: number): WedgeStep {
  const deadline = deadlineMs(state);
  if (deadline === null || nowMs < deadline) return passing(state);
  return settle(state, rules, { atMs: nowMs, isEnded: false });
}

/** A key has gone down. */
export function press(state: WedgeState, rules: WedgeRules, key: WedgeKey): WedgeStep {
  const deadline = deadlineMs(state);
  if (deadline === null || key.atMs < deadline) return pressInTime(state, rules, key);
  const settled = settle(state, rules, { atMs: deadline, isEnded: false });
  const next = pressInTime(settled.state, rules, key);
  return { ...next, released: settled.released + next.released, scan: settled.scan };
}

function pressInTime(state: WedgeState, rules: WedgeRules, key: WedgeKey): WedgeStep {
  if (state.phase === 'idle') return pressIdle(state, rules, key);
  if (key.kind === 'end') {
    const { atMs } = key;
    const settled = settle(state, rules, { atMs, isEnded: true });
    return { ...settled, isSwallowed: settled.scan !== null };
  }
  if (state.phase === 'aim') return pressInAim(state, rules, key);
  return pressInScan(state, rules, key);
}

function pressIdle(state: WedgeState, rules: WedgeRules, key: WedgeKey): WedgeStep {
  if (key.kind === 'end')
    return { ...passing(state), isSwallowed: key.atMs <= state.swallowsEndUntilMs };
  if (key.kind === 'prefix') return holding({ ...begun(key), phase: 'prefixed' });
  if (key.kind !== 'character') return passing(typed(key));
  if (rules.hasAimPrefix && key.text === ']')
    return holding({ ...begun(key), phase: 'aim', text: ']' });
  return rules.usesTiming ? pressTyped(state, key) : passing(state);
}

type Character = Extract<WedgeKey, { readonly kind: 'character' }>;

function pressTyped(state: WedgeState, key: Character): WedgeStep {
  if (key.atMs - state.lastAtMs > FAST_GAP_MS) {
    if (!LABEL_START.test(key.text)) return passing(typed(key));
    return { ...pressFast({ ...begun(key), text: key.text }, key), isFirst: true };
  }
  if (state.text === '') return passing(typed(key));
  return pressFast(appended(state, key, key.text), key);
}

function pressFast(more: WedgeState, { place }: Character): WedgeStep {
  const { length } = more.text;
  const passed = { ...more, passedCount: length };
  if (length < HELD_FROM[place]) return passing(passed);
  // What a date field is sent cannot be given to it later: it gets it now, and gives it back if need be.
  if (place === 'native' && more.passedCount === length - 1)
    return passing({ ...passed, phase: 'fast' });
  return holding({ ...more, phase: 'fast' });
}

function pressInAim(state: WedgeState, rules: WedgeRules, key: WedgeKey): WedgeStep {
  const text = state.text + (key.kind === 'character' ? key.text : '');
  if (key.kind !== 'character' || !startsAsAimId(text, key.isCapsLock)) {
    const next = pressIdle({ ...NO_SCAN, lastAtMs: state.lastAtMs }, rules, key);
    return { ...next, released: state.text };
  }
  const more = appended(state, key, key.text);
  return holding(isAimId(text) ? { ...more, phase: 'prefixed' } : more);
}

function pressInScan(state: WedgeState, rules: WedgeRules, key: WedgeKey): WedgeStep {
  switch (key.kind) {
    case 'character': {
      const more = appended(state, key, key.text);
      if (state.phase === 'prefixed') return holding(more);
      return meanGapMs(more) > FAST_GAP_MS ? letGo(state, rules, key) : pressFast(more, key);
    }
    case 'separator':
      return holding(appended(state, key, GROUP_SEPARATOR));
    case 'altDown':
      return holding({ ...appended(state, key, ''), altDigits: '' });
    case 'altDigit':
      return holding({
        ...appended(state, key, ''),
        altDigits: (state.altDigits ?? '') + key.digit,
      });
    case 'altUp':
      return holding({ ...appended(state, key, byNumber(state.altDigits)), altDigits: null });
    case 'prefix':
    case 'other':
    case 'end':
      return letGo(state, rules, key);
  }
}

/** What came before stands for itself, and this key begins anew. */
function letGo(state: WedgeState, rules: WedgeRules, key: WedgeKey): WedgeStep {
  const settled = settle(state, rules, { atMs: key.atMs, isEnded: false });
  const next = pressIdle(settled.state, rules, key);
  return { ...next, released: settled.released, scan: settled.scan };
}

function meanGapMs({ text, firstAtMs, lastAtMs }: WedgeState): number {
  return (lastAtMs - firstAtMs) / Math.max(1, text.length - 1);
}

/** A separator is no text that anybody types. */
function typedText(text: string): string {
  return text.replaceAll(GROUP_SEPARATOR, '');
}

function byNumber(digits: string | null): string {
  const code = Number(digits);
  return digits && code < 128 ? String.fromCodePoint(code) : '';
}

type Ending = { readonly atMs: number; readonly isEnded: boolean };

function isScan(state: WedgeState, rules: WedgeRules, isEnded: boolean): boolean {
  const { phase, text } = state;
  if (phase === 'fast')
    return (
      text.length >= SHORTEST_BURST && meanGapMs(state) <= FAST_GAP_MS && rules.looksLikeLabel(text)
    );
  if (phase !== 'prefixed') return false;
  const body = isAimId(text.slice(0, 3)) ? text.slice(3) : text;
  if (body.length < SHORTEST_BODY) return false;
  return rules.looksLikeLabel(text) || (isEnded && meanGapMs(state) <= PREFIX_MEAN_GAP_MS);
}

function settle(state: WedgeState, rules: WedgeRules, { atMs, isEnded }: Ending): WedgeStep {
  const { text, passedCount, isCapsLock } = state;
  const lastAtMs = state.lastAtMs;
  if (!isScan(state, rules, isEnded))
    return { ...passing({ ...NO_SCAN, lastAtMs }), released: typedText(text.slice(passedCount)) };
  return {
    ...passing({ ...NO_SCAN, lastAtMs, swallowsEndUntilMs: atMs + SUFFIX_MS }),
    scan: { raw: text, isCapsLock, isPartlyTyped: passedCount > 0, isEnded },
  };
}
