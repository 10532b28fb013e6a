import type { Actor } from '../../shared/base/permission.ts';
import type { Session } from './core.ts';

/** Who is signed in where. Lives in memory only: once the program ends, the PIN is asked for again. */
export type Sessions = {
  /** Null for nobody, and for whoever left the screen alone for longer than the site allows. */
  readonly actorOf: (session: Session) => Actor | null;
  readonly begin: (session: Session, actor: Actor, idleLimitMs: number) => void;
  /** Somebody is at the screen. */
  readonly noteLife: (session: Session) => void;
  /** The PIN was given again for this operation; it holds for a minute. */
  readonly confirm: (session: Session, operation: string) => void;
  readonly isConfirmed: (session: Session, operation: string) => boolean;
  /** What was confirmed has been done. */
  readonly spendConfirmation: (session: Session, operation: string) => void;
  /** Opens charts that are closed, to this session alone and between two instants. */
  readonly openCharts: (session: Session, charts: OpenedCharts) => void;
  /**
   * Whether a chart is open to this session so, null for any chart at all. By the wall clock, as the audit
   * trail has it: one that is set back closes the chart.
   */
  readonly hasOpened: (session: Session, patientId: string | null, now: Date) => boolean;
  readonly end: (session: Session) => void;
  readonly endAllOf: (userId: string) => void;
  readonly endAll: () => void;
};

/** Charts that somebody broke the glass of; `until` is the first instant at which they are closed again. */
export type OpenedCharts = {
  readonly patientIds: readonly string[];
  readonly from: Date;
  readonly until: Date;
};

/** One session by its key, and who is signed in there; null for nobody any more. */
export type SessionChange = { readonly key: string; readonly actor: Actor | null };

/** What outlives the core's thread, so that nobody signs in again because it was started again. */
export type KeptSessions = {
  /**
   * Who was signed in when the last thread ended; for the first that asks. Records that are opened
   * later in the place of these know nobody yet.
   */
  readonly take: () => readonly SessionChange[];
  readonly changed: (change: SessionChange) => void;
};

const notKept: KeptSessions = { take: () => [], changed: () => undefined };

const CONFIRMED_FOR_MS = 60_000;
const LONGEST_IDLE_MS = 15 * 60_000;

/**
 * The screen locks itself; this much later the core does, for a screen that hangs or lies. Longer than
 * a screen waits between two signs of life.
 */
const IDLE_GRACE_MS = 45_000;

type SignedIn = {
  readonly actor: Actor;
  readonly idleLimitMs: number;
  lastLifeMs: number;
  confirmed: { readonly operation: string; readonly untilMs: number } | null;
  readonly opened: Map<string, Pick<OpenedCharts, 'from' | 'until'>>;
};

export function sessionKey({ host, key }: Session): string {
  return `${host} ${key}`;
}

/** Who is at which screen; `nowMs` never goes back: a clock that is set must not sign anybody out. */
function createPresence(kept: KeptSessions, nowMs: () => number) {
  const people = new Map<string, SignedIn>();
  function put(key: string, actor: Actor, idleLimitMs: number): void {
    const lastLifeMs = nowMs();
    people.set(key, { actor, idleLimitMs, lastLifeMs, confirmed: null, opened: new Map() });
  }
  // A thread that was started anew knows no limit of the site until somebody signs in; the screen's holds.
  for (const { key, actor } of kept.take()) if (actor) put(key, actor, LONGEST_IDLE_MS);
  function end(key: string): void {
    if (people.delete(key)) kept.changed({ key, actor: null });
  }
  return {
    people,
    end,
    begin: (session: Session, actor: Actor, idleLimitMs: number): void => {
      const key = sessionKey(session);
      put(key, actor, idleLimitMs);
      kept.changed({ key, actor });
    },
    find: (session: Session): SignedIn | null => {
      const key = sessionKey(session);
      const found = people.get(key);
      if (!found) return null;
      // A command line ends with its command, however long that takes.
      const isIdle = nowMs() - found.lastLifeMs > found.idleLimitMs + IDLE_GRACE_MS;
      if (!isIdle || session.host === 'command-line') return found;
      end(key);
      return null;
    },
  };
}

export function createSessions(
  kept: KeptSessions = notKept,
  nowMs: () => number = () => performance.now(),
): Sessions {
  const { people, begin, end, find } = createPresence(kept, nowMs);
  return {
    actorOf: (session) => find(session)?.actor ?? null,
    begin,
    noteLife: (session) => {
      const found = find(session);
      if (found) found.lastLifeMs = nowMs();
    },
    confirm: (session, operation) => {
      const found = find(session);
      if (found) found.confirmed = { operation, untilMs: nowMs() + CONFIRMED_FOR_MS };
    },
    isConfirmed: (session, operation) => {
      const confirmed = find(session)?.confirmed ?? null;
      return confirmed?.operation === operation && nowMs() < confirmed.untilMs;
    },
    spendConfirmation: (session, operation) => {
      const found = find(session);
      if (found?.confirmed?.operation === operation) found.confirmed = null;
    },
    openCharts: (session, { patientIds, from, until }) => {
      for (const id of patientIds) find(session)?.opened.set(id, { from, until });
    },
    hasOpened: (session, patientId, now) => {
      const opened = find(session)?.opened;
      if (!opened) return false;
      const asked = patientId === null ? [...opened.values()] : [opened.get(patientId)];
      return asked.some((each) => each !== undefined && each.from <= now && now < each.until);
    },
    end: (session) => end(sessionKey(session)),
    endAllOf: (userId) => {
      for (const [key, { actor }] of people) if (actor.userId === userId) end(key);
    },
    endAll: () => {
      for (const key of people.keys()) end(key);
    },
  };
}
