import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Draft } from '../../shared/drafts/contract.ts';
import { client } from '../client/client.ts';
import { type OutputOf, queryClient } from '../client/use-operation.ts';
import { useSignedIn } from '../signed-in.ts';
import { formatTimeOfDay } from '../ui/format.ts';
import { StatusLine } from '../ui/StatusLine.tsx';
import { type DraftKeeper, newDraftKeeper } from './draft-keeper.ts';

/** What keeps a form's draft, as other slices see it. */
export type KeptDraft = DraftKeeper;

type DraftKey = Pick<Draft, 'form' | 'patientId'>;

const OWN_DRAFTS = ['drafts.list', {}];

/** Takes a draft off the list at once, before the core has answered. */
function leaveOut({ form, patientId }: DraftKey): void {
  queryClient.setQueryData<OutputOf<'drafts.list'>>(OWN_DRAFTS, (own) =>
    own?.filter((each) => each.form !== form || each.patientId !== patientId),
  );
}

function askAgain(key: DraftKey): void {
  void queryClient.invalidateQueries({ queryKey: ['drafts.offer', key] });
  void queryClient.invalidateQueries({ queryKey: OWN_DRAFTS });
}

// Straight through the client: a change by `useChange` would make every query on screen ask again.
function openKeeper(key: DraftKey, kept: Draft | null): DraftKeeper {
  return newDraftKeeper(
    {
      async save(content) {
        try {
          const reply = await client['drafts.save']({ ...key, content });
          return reply.ok ? { savedAt: reply.value.savedAt } : { message: reply.failure.message };
        } catch {
          return { message: 'Caretrail does not answer.' };
        }
      },
      async discard() {
        queryClient.setQueryData(['drafts.offer', key], null);
        leaveOut(key);
        await client['drafts.discard'](key).catch(() => undefined);
        askAgain(key);
      },
      later(call, ms) {
        const timer = setTimeout(call, ms);
        return () => clearTimeout(timer);
      },
    },
    kept,
  );
}

/**
 * Keeps what is typed in a form, also when the form, the page or the window goes away. `kept` is the
 * draft that the form was continued from.
 */
export function useKeptDraft(key: DraftKey, kept: Draft | null): KeptDraft {
  const [keeper] = useState(() => openKeeper(key, kept));
  const { form, patientId } = key;
  useEffect(() => {
    const keepNow = () => void keeper.flush();
    document.addEventListener('visibilitychange', keepNow);
    document.addEventListener('focusout', keepNow);
    window.addEventListener('pagehide', keepNow);
    // Told before the core is: what was typed last is still this person's to keep.
    const stopWatching = useSignedIn.subscribe(keepNow);
    return () => {
      stopWatching();
      document.removeEventListener('visibilitychange', keepNow);
      document.removeEventListener('focusout', keepNow);
      window.removeEventListener('pagehide', keepNow);
      void keeper.flush().then(() => askAgain({ form, patientId }));
    };
  }, [keeper, form, patientId]);
  return keeper;
}

export type KeepDraftPanelProps = {
  readonly keeper: KeptDraft;
  readonly timeZone: string | undefined;
};

/** One line: whether what is typed is kept, and since when. */
export function KeepDraftPanel({ keeper, timeZone }: KeepDraftPanelProps) {
  const state = useSyncExternalStore(keeper.subscribe, keeper.get);
  if (state.kind === 'failed') {
    return <StatusLine state="failed">The draft is not kept: {state.message}</StatusLine>;
  }
  if (state.kind === 'waiting') return <StatusLine state="saving">Keeping the draft…</StatusLine>;
  return (
    <StatusLine state="draft">
      {state.kind === 'kept'
        ? `Draft kept ${formatTimeOfDay(state.savedAt, timeZone)}`
        : 'Nothing is saved yet'}
    </StatusLine>
  );
}
