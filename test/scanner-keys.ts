import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';

const ALT = 1;
const CONTROL = 2;

/** How a scanner sends the group separator: as Control and `]`, or as Alt and its number. */
export type Separator = 'control' | 'alt';

type Stroke = {
  readonly key: string;
  readonly code?: string;
  readonly text?: string;
  readonly windowsVirtualKeyCode?: number;
  readonly modifiers?: number;
  /** For a key that is held down while others come. */
  readonly only?: 'down' | 'up';
};

const ENTER: Stroke = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
const ALT_KEY = { key: 'Alt', code: 'AltLeft', windowsVirtualKeyCode: 18 };

const SEPARATORS: Readonly<Record<Separator, readonly Stroke[]>> = {
  control: [{ key: ']', code: 'BracketRight', modifiers: CONTROL, windowsVirtualKeyCode: 221 }],
  alt: [
    { ...ALT_KEY, modifiers: ALT, only: 'down' },
    ...['0', '2', '9'].map((key) => ({ key, code: `Numpad${key}`, modifiers: ALT })),
    { ...ALT_KEY, only: 'up' },
  ],
};

/** A scanner of usual speed; the browser is told so, however slow the computer of the test is. */
const GAP_MS = 10;
/** A hand needs a moment from one label to the next. */
const REST_MS = 100;
let lastAtMs = 0;

function send(
  session: CDPSession,
  { text, only, ...key }: Stroke,
  timestamp: number,
): readonly Promise<unknown>[] {
  const down =
    text === undefined ? { type: 'rawKeyDown' as const } : { type: 'keyDown' as const, text };
  const events = [
    ...(only === 'up' ? [] : [down]),
    ...(only === 'down' ? [] : [{ type: 'keyUp' as const }]),
  ];
  return events.map((event) =>
    session.send('Input.dispatchKeyEvent', { timestamp, ...key, ...event }),
  );
}

/** Sends a label as a keyboard-wedge scanner does: key after key, and Enter. */
export async function scanByKeys(
  page: Page,
  raw: string,
  separator: Separator = 'control',
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const strokes = [
    ...Array.from(raw).flatMap((character): readonly Stroke[] =>
      character === '\u001D' ? SEPARATORS[separator] : [{ key: character, text: character }],
    ),
    ENTER,
  ];
  const startMs = Math.max(Date.now() - strokes.length * GAP_MS, lastAtMs + REST_MS);
  lastAtMs = startMs + strokes.length * GAP_MS;
  // A scan takes its time: no key of it is in the future of those that a person presses next.
  await delay(Math.max(0, lastAtMs - Date.now()));
  // All on their way before the first is answered: a test that waits for each would type like a person.
  await Promise.all(
    strokes.flatMap((each, index) => send(session, each, (startMs + index * GAP_MS) / 1000)),
  );
  await session.detach();
}
