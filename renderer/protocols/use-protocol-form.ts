import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { type Control, useForm } from 'react-hook-form';
import type { Protocol } from '../../shared/protocols/protocol.ts';
import { type ReplyOf, useChange } from '../client/use-operation.ts';
import { placeProblems } from '../form-problems.ts';
import { forgetForm, keptOr } from '../kept-forms.ts';
import { useKeptValues } from '../use-kept-values.ts';
import {
  blankProtocol,
  type CheckedProtocol,
  entryOf,
  fieldsOf,
  type ProtocolEntry,
  protocolInForm,
} from './protocol-entry.ts';

export type ProtocolFormControl = Control<ProtocolEntry, unknown, CheckedProtocol>;

type ProtocolFormParts = {
  /** The version that is revised; null for a new protocol. */
  readonly current: Protocol | null;
  readonly today: string;
  readonly onSaved: (saved: Protocol) => void;
};

type Refusal = Extract<
  ReplyOf<'protocols.write'> | ReplyOf<'protocols.revise'>,
  { readonly ok: false }
>['failure'];

/** The form of a protocol and what saving it does; whatever fails, all that was typed stays. */
export function useProtocolForm({ current, today, onSaved }: ProtocolFormParts) {
  const keptAs = `protocol ${current?.protocolId ?? ''}`;
  const [seen, setSeen] = useState(current?.version ?? 0);
  const [problem, setProblem] = useState<string | null>(null);
  const write = useChange('protocols.write');
  const revise = useChange('protocols.revise');
  const form = useForm<ProtocolEntry, unknown, CheckedProtocol>({
    resolver: zodResolver(protocolInForm),
    defaultValues: keptOr(keptAs, current === null ? blankProtocol(today) : entryOf(current)),
  });
  useKeptValues(keptAs, form.subscribe);

  function refuse(failure: Refusal): string | null {
    if (failure.code === 'Stale') {
      setSeen(failure.details.version);
      return `Somebody else wrote version ${failure.details.version} meanwhile. Look at it, then save again to write the next one.`;
    }
    return placeProblems(failure, {
      fields: fieldsOf(form.getValues()),
      fallback: failure.code === 'ImpossibleDate' ? 'asOf' : undefined,
      show: (field, message) => form.setError(field, { message }, { shouldFocus: true }),
    });
  }

  async function save(checked: CheckedProtocol): Promise<void> {
    setProblem(null);
    const reply =
      current === null
        ? await write.mutateAsync(checked)
        : await revise.mutateAsync({ protocolId: current.protocolId, seen, ...checked });
    if (!reply.ok) return setProblem(refuse(reply.failure));
    forgetForm(keptAs);
    return onSaved(reply.value);
  }

  return {
    control: form.control,
    submit: form.handleSubmit(save),
    isSaving: write.isPending || revise.isPending,
    problem,
    discard: () => forgetForm(keptAs),
  };
}
