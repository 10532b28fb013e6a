import { randomBytes } from 'node:crypto';
import type { Core } from '../platform/core.ts';
import { type RenewableSession, renewableSession } from './renewable-session.ts';

/** How long a tab may be gone before its user is signed out, in milliseconds: a reload is shorter. */
export const ABSENCE_LIMIT_MS = 60_000;

export type BrowserSession = {
  readonly id: string;
  /** Known to the browser tab and us; proves a connection, never names the caller to the core. */
  readonly proofKey: Buffer;
  readonly core: RenewableSession;
  /** Call when a proven connection opens. */
  readonly enter: () => Visit;
};

export type Visit = {
  /** True when the user was signed out because the tab had been gone for too long. */
  readonly wasSignedOut: boolean;
  readonly leave: () => void;
};

export type BrowserSessions = {
  readonly open: () => BrowserSession;
  readonly find: (id: string) => BrowserSession | undefined;
  readonly isAnyoneHere: () => boolean;
  readonly close: () => void;
};

type Rules = { readonly absenceLimitMs: number; readonly onAbsent: () => void };

/** One session per browser tab; `onAbsent` is called each time one was gone for too long. */
export function browserSessions(core: Core, rules: Rules): BrowserSessions {
  const sessions = new Map<string, { readonly session: BrowserSession; readonly stay: Stay }>();
  let isClosed = false;

  function open(): BrowserSession {
    const own = renewableSession(core, 'loopback');
    const stay = newStay(rules.absenceLimitMs, () => {
      own.end().catch(() => undefined);
      rules.onAbsent();
    });
    const session: BrowserSession = {
      id: randomBytes(16).toString('base64url'),
      proofKey: randomBytes(32),
      core: own,
      enter() {
        const wasSignedOut = stay.begin();
        return { wasSignedOut, leave: () => stay.end(isClosed) };
      },
    };
    sessions.set(session.id, { session, stay });
    return session;
  }

  return {
    open,
    find: (id) => sessions.get(id)?.session,
    isAnyoneHere: () => [...sessions.values()].some(({ stay }) => stay.isHere()),
    close() {
      isClosed = true;
      for (const { stay } of sessions.values()) stay.forget();
    },
  };
}

/** The connections of one tab and its copies, and the wait for its return when the last has gone. */
type Stay = {
  /** True when the wait was over before. */
  readonly begin: () => boolean;
  readonly end: (isForGood: boolean) => void;
  readonly isHere: () => boolean;
  readonly forget: () => void;
};

function newStay(limitMs: number, onOver: () => void): Stay {
  let connections = 0;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    timer = setTimeout(() => {
      isOver = true;
      onOver();
    }, limitMs);
    timer.unref();
  };
  wait();
  return {
    begin() {
      clearTimeout(timer);
      connections += 1;
      const wasOver = isOver;
      isOver = false;
      return wasOver;
    },
    end(isForGood) {
      connections -= 1;
      if (connections === 0 && !isForGood) wait();
    },
    isHere: () => connections > 0,
    forget: () => clearTimeout(timer),
  };
}
