import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Failure, Result } from '../../shared/base/result.ts';
import { FormNotice } from '../FormNotice.tsx';
import { problemSentence } from '../form-problems.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';

export type ReasonDialogProps = {
  readonly title: string;
  readonly saveLabel: string;
  readonly tone?: 'primary' | 'danger';
  /** Names what is typed: `Reason`, `Finding`. */
  readonly label: string;
  readonly description?: string;
  readonly maxLength: number;
  /** What it is about. */
  readonly children: ReactNode;
  readonly isPending: boolean;
  readonly send: (words: string) => Promise<Result<unknown, Failure>>;
  /** Said to a screen reader when it is saved. */
  readonly done: string;
  readonly onClose: () => void;
};

function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

/** Asks for one line of words and sends it; a refusal leaves what was typed in place. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, saveLabel, label, isPending, send, done, onClose } = props;
  const formId = useId();
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string>();
  const [notice, setNotice] = useState<string | null>(null);
  async function save(): Promise<void> {
    setNotice(null);
    if (words.trim() === '') return setProblem('is missing');
    const reply = await send(words);
    if (!reply.ok) return setNotice(reply.failure.message);
    announce(done);
    return onClose();
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      isDismissable={false}
      isBusy={isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button
            variant={props.tone ?? 'primary'}
            type="submit"
            form={formId}
            isPending={isPending}
          >
            {saveLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          {props.children}
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <TextField
            label={label}
            description={props.description}
            isRequired
            spellCheck
            ref={focusOnMount}
            maxLength={props.maxLength}
            value={words}
            error={problemSentence(label, problem)}
            onChange={(typed) => {
              setWords(typed);
              setProblem(undefined);
            }}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
