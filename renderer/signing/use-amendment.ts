import { useEffect, useId, useState } from 'react';
import type { Draft } from '../../shared/drafts/contract.ts';
import { type AmendmentEntry, withAmendment } from '../../shared/signing/amendment-draft.ts';
import { type KeptDraft, useKeptDraft } from '../drafts/KeepDraftPanel.tsx';

export type AmendmentDraftOf = {
  readonly key: Pick<Draft, 'form' | 'patientId'>;
  /** The draft that the form was continued from. */
  readonly continued: Draft | null;
  /** What the form of the record itself keeps. */
  readonly form: Draft['content'];
  /** Whether that form says anything else than the record. */
  readonly isTyped: boolean;
  /** Whether anything is attached to it. */
  readonly isAttached: boolean;
  /** The correction that its author has before them. */
  readonly supersedes: string | null;
};

type Problems = Readonly<Partial<Record<keyof AmendmentEntry, string>>>;

function problemsIn({ kind, reason, note }: AmendmentEntry): Problems {
  return {
    ...(kind === null && { kind: 'Choose what kind of amendment this is' }),
    ...(reason.trim() === '' && { reason: 'Say why the record is amended' }),
    ...(kind !== null &&
      kind !== 'correction' &&
      note.trim() === '' && { note: 'Write what is to be added' }),
  };
}

function isBlank({ kind, reason, note }: AmendmentEntry): boolean {
  return kind === null && reason === '' && note === '';
}

/** What is typed of an amendment, kept as a draft, and what is still missing. */
export function useAmendment(start: AmendmentEntry, draft: AmendmentDraftOf) {
  const [entry, setEntry] = useState(start);
  const [problems, setProblems] = useState<Problems>({});
  const rootId = useId();
  const keeper: KeptDraft = useKeptDraft(draft.key, draft.continued);
  const { continued, form, isTyped, isAttached, supersedes } = draft;
  const isAnyTyped = continued !== null || isTyped || isAttached || !isBlank(entry);
  // After every render: the keeper itself knows what it has already kept.
  useEffect(() => keeper.keep(isAnyTyped ? withAmendment(form, { entry, supersedes }) : null));

  useEffect(() => {
    const [first] = Object.keys(problems);
    if (first === undefined) return;
    const root = document.getElementById(rootId);
    const field = root?.querySelector(`[data-field=${first}]`);
    field?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [problems, rootId]);
  return {
    entry,
    problems,
    rootId,
    keeper,
    type: (change: Partial<AmendmentEntry>): void => {
      setEntry({ ...entry, ...change });
      setProblems({});
    },
    /** True when its own fields are filled in; otherwise they are marked. */
    check(): boolean {
      const found = problemsIn(entry);
      setProblems(found);
      return Object.keys(found).length === 0;
    },
  };
}

export type AmendmentModel = ReturnType<typeof useAmendment>;
