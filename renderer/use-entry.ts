import { useState } from 'react';
import type { z } from 'zod';
import { NO_ANSWER_TEXT_KEPT } from './client/why-not.ts';
import { forgetForm, keepForm, keptOr } from './kept-forms.ts';
import type { TypedReading } from './read-typed.ts';

/** What is typed, and the version that it started from; 0 for a new thing. */
export type Typing<Entry> = { readonly entry: Entry; readonly seen: number };

type EntryReply<Saved> =
  | { readonly ok: true; readonly value: Saved }
  | {
      readonly ok: false;
      readonly failure: {
        readonly code: string;
        readonly message: string;
        readonly details?: unknown;
      };
    };

type EntryOf<Entry, Shape extends z.ZodRawShape, Saved> = {
  /** Under which what is typed outlives a lock, until it is saved or cancelled. */
  readonly keptAs: string;
  /** As it stands now, for a form that is opened anew. */
  readonly start: Typing<Entry>;
  /** In the middle of a sentence: `rule`. */
  readonly what: string;
  readonly read: (entry: Entry) => TypedReading<Shape>;
  readonly send: (
    read: z.output<z.ZodObject<Shape>>,
    typing: Typing<Entry>,
  ) => Promise<EntryReply<Saved>>;
  /** A refusal of the core in the words of the form. */
  readonly inWords?: (message: string) => string;
  readonly onSaved: (saved: Saved) => void;
};

/** The version of a thing that somebody else changed meanwhile; null for another refusal. */
function newerVersion(failure: { readonly code: string; readonly details?: unknown }) {
  const { code, details } = failure;
  if (code !== 'Stale' || typeof details !== 'object' || details === null) return null;
  return 'version' in details && typeof details.version === 'number' ? details.version : null;
}

/** What is typed in a small form, read by the contract and saved; a refusal leaves all of it in place. */
export function useEntry<Entry extends object, Shape extends z.ZodRawShape, Saved>(
  of: EntryOf<Entry, Shape, Saved>,
) {
  const { keptAs, what, read, send, onSaved } = of;
  const [typing, setTyping] = useState(() => keptOr(keptAs, of.start));
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  function keep(next: Typing<Entry>): void {
    setTyping(next);
    keepForm(keptAs, next);
  }
  async function save(): Promise<void> {
    const reading = read(typing.entry);
    setProblems(reading.ok ? {} : reading.problems);
    setNotice(null);
    if (!reading.ok || isPending) return;
    setPending(true);
    const reply = await send(reading.value, typing).catch(() => null);
    setPending(false);
    if (reply === null) return setNotice(NO_ANSWER_TEXT_KEPT);
    if (reply.ok) {
      forgetForm(keptAs);
      return onSaved(reply.value);
    }
    const newer = newerVersion(reply.failure);
    if (newer === null)
      return setNotice(of.inWords?.(reply.failure.message) ?? reply.failure.message);
    keep({ ...typing, seen: newer });
    return setNotice(
      `Somebody else changed this ${what} meanwhile. What you typed is still here; save again to replace theirs.`,
    );
  }
  return {
    entry: typing.entry,
    problems,
    notice,
    isPending,
    save,
    change: (part: Partial<Entry>): void => {
      keep({ ...typing, entry: { ...typing.entry, ...part } });
      // What was wrong with a field is said until it is typed in again.
      const others = Object.entries(problems).filter(([field]) => !(field in part));
      setProblems(Object.fromEntries(others));
    },
    forget: () => forgetForm(keptAs),
  };
}
