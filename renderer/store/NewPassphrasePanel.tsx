import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { client } from '../client/client.ts';
import { FormNotice } from '../FormNotice.tsx';
import { problemSentence } from '../form-problems.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PassphraseField } from '../ui/PassphraseField.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { SuggestedPassphrase } from './SuggestedPassphrase.tsx';
import { type NewPassphrase, type TakePassphrase, useNewPassphrase } from './use-new-passphrase.ts';

export type SuggestedPassphraseQuery = {
  readonly passphrase: string | null;
  /** Why there is none. */
  readonly problem: string | null;
};

/** A passphrase that the core suggests; asked for past the cache of queries, which would keep it. */
export function useSuggestedPassphrase(): SuggestedPassphraseQuery {
  const [suggestion, setSuggestion] = useState<SuggestedPassphraseQuery>({
    passphrase: null,
    problem: null,
  });
  useEffect(() => {
    let isShown = true;
    void client['store.suggestPassphrase']({}).then((reply) => {
      if (!isShown) return;
      setSuggestion(
        reply.ok
          ? { passphrase: reply.value.passphrase, problem: null }
          : { passphrase: null, problem: reply.failure.message },
      );
    });
    return () => {
      isShown = false;
    };
  }, []);
  return suggestion;
}

export type NewPassphrasePanelProps = {
  readonly suggestion: SuggestedPassphraseQuery;
  readonly clinic: string | null;
  /** The verb of the last step, such as `Encrypt and go on`. */
  readonly submitLabel: string;
  readonly onChosen: TakePassphrase;
  /** What is asked together with it, above. */
  readonly children?: ReactNode;
};

function Keep({ suggestion, clinic }: Pick<NewPassphrasePanelProps, 'suggestion' | 'clinic'>) {
  const { passphrase, problem } = suggestion;
  if (problem !== null) return <InlineMessage tone="danger">{problem}</InlineMessage>;
  if (passphrase === null) return <ProgressBar label="Making a passphrase…" />;
  return <SuggestedPassphrase passphrase={passphrase} clinic={clinic} />;
}

type StepProps = { readonly choice: NewPassphrase };

function Confirm({ choice }: StepProps) {
  const input = useRef<HTMLInputElement>(null);
  const { problems } = choice;
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (problems.own !== undefined) input.current?.focus();
  }, [problems]);
  return (
    <TextField
      label="The last group"
      description="Type the five characters at the end of what you printed, copied or wrote down."
      isRequired
      value={choice.typed.lastGroup}
      onChange={(lastGroup) => choice.type({ lastGroup })}
      error={problems.own}
      ref={input}
    />
  );
}

function Own({ choice }: StepProps) {
  const own = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const { problems } = choice;
  useEffect(() => own.current?.focus(), []);
  useEffect(() => {
    if (problems.own !== undefined) own.current?.focus();
    else if (problems.again !== undefined) again.current?.focus();
  }, [problems]);
  return (
    <>
      <PassphraseField
        label="Your passphrase"
        description="At least 12 characters; four or five unrelated words are good. Write it down too."
        isRequired
        value={choice.typed.own}
        onChange={(text) => choice.type({ own: text })}
        error={problemSentence('Your passphrase', problems.own)}
        ref={own}
      />
      <PassphraseField
        label="Your passphrase again"
        isRequired
        value={choice.typed.again}
        onChange={(text) => choice.type({ again: text })}
        error={problems.again}
        ref={again}
      />
    </>
  );
}

/** Chooses a recovery passphrase: the suggested one, confirmed by its last group, or one's own, typed twice. */
export function NewPassphrasePanel(props: NewPassphrasePanelProps) {
  const { suggestion, clinic, submitLabel } = props;
  const choice = useNewPassphrase(suggestion.passphrase, props.onChosen);
  const { step, goTo } = choice;
  return (
    <form onSubmit={(event) => void choice.submit(event)} noValidate>
      <Stack>
        {props.children}
        {choice.notice !== null && <FormNotice>{choice.notice}</FormNotice>}
        {step === 'keep' && <Keep suggestion={suggestion} clinic={clinic} />}
        {step === 'confirm' && <Confirm choice={choice} />}
        {step === 'own' && <Own choice={choice} />}
        <Row justify="between">
          {step === 'keep' ? (
            <Button variant="quiet" onPress={() => goTo('own')}>
              Choose my own instead
            </Button>
          ) : (
            <Button variant="quiet" icon={ArrowLeft} onPress={() => goTo('keep')}>
              {step === 'own' ? 'Take the suggested one' : 'Show it once more'}
            </Button>
          )}
          <Button
            variant="primary"
            size="large"
            type="submit"
            isDisabled={step === 'keep' && suggestion.passphrase === null}
            isPending={choice.isPending}
          >
            {step === 'keep' ? 'I have kept it' : submitLabel}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
