import { Check } from 'lucide-react';
import { useState } from 'react';
import type { SyncReview } from '../../shared/sync/sync-review.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { ConfirmWithPin } from '../signing/ConfirmWithPinPanel.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { choiceWords, isStrikingOut, pinWords, signedWords } from './review-words.ts';

type Choice = SyncReview['choices'][number];

function useSettling(review: SyncReview) {
  const keptAs = `sync review ${review.id}`;
  const settle = useChange('sync.settle');
  const [note, setNote] = useState(() => keptOr(keptAs, { note: '' }).note);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [notice, setNotice] = useState<string | null>(null);
  const [asking, setAsking] = useState<Choice | null>(null);
  const said = note.trim() === '' ? null : note.trim();
  function type(text: string): void {
    setNote(text);
    setProblem(undefined);
    keepForm(keptAs, { note: text });
  }
  async function choose(choice: Choice): Promise<void> {
    setNotice(null);
    if (choice === 'takeArriving' && said === null) return setProblem('Say why this one is taken.');
    if (review.signedChoices.includes(choice)) return setAsking(choice);
    const reply = await settle
      .mutateAsync({ reviewId: review.id, choice, note: said })
      .catch(() => null);
    if (reply?.ok) return forgetForm(keptAs);
    return reply?.failure.code === 'ReasonNeeded'
      ? setProblem(reply.failure.message)
      : setNotice(whyNot(reply));
  }
  function done(): void {
    forgetForm(keptAs);
    setAsking(null);
  }
  const { isPending } = settle;
  return { said, note, problem, notice, asking, isPending, type, choose, setAsking, done };
}

type ConfirmProps = {
  readonly review: SyncReview;
  readonly choice: Choice;
  readonly note: string | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** What writes into a signed record is signed by whoever settles it. */
function ConfirmSettling({ review, choice, note, onDone, onClose }: ConfirmProps) {
  const settle = useChange('sync.settle');
  return (
    <ConfirmWithPin
      title={choiceWords(choice, review)}
      meaning={isStrikingOut(review) ? undefined : 'amender'}
      confirmLabel="Confirm"
      icon={Check}
      send={(by) => settle.mutateAsync({ reviewId: review.id, choice, note, ...by })}
      onReply={(reply) => {
        if (reply.ok) onDone();
        return whyNot(reply);
      }}
      onClose={onClose}
    >
      <p className="sync-words">{pinWords(choice, review)}</p>
    </ConfirmWithPin>
  );
}

/** That the record is signed is said before anybody chooses, and not with the PIN. */
function SignedNotice({ review }: { readonly review: SyncReview }) {
  const words = signedWords(review);
  if (words === null) return null;
  return (
    <InlineMessage tone="info" title="This record is signed">
      {words}
    </InlineMessage>
  );
}

/** What can be chosen of an open entry, with room for why; nothing once it is settled. */
export function SettlePanel({ review }: { readonly review: SyncReview }) {
  const { said, note, problem, notice, asking, ...settling } = useSettling(review);
  const mayWrite = useMay('treatments.write');
  if (review.choices.length === 0) return null;
  if (!mayWrite) return <p>Somebody who records treatments can settle this.</p>;
  return (
    <Panel heading="Settle">
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <SignedNotice review={review} />
        <TextField
          label="Note"
          description={
            review.choices.includes('takeArriving')
              ? 'Why; needed to take the other side'
              : 'What you found, where there is something to say'
          }
          maxLength={500}
          value={note}
          error={problem}
          onChange={settling.type}
        />
        <Row>
          {review.choices.map((choice) => (
            <Button
              key={choice}
              isPending={settling.isPending}
              onPress={() => void settling.choose(choice)}
            >
              {choiceWords(choice, review)}
            </Button>
          ))}
        </Row>
      </Stack>
      {asking !== null && (
        <ConfirmSettling
          review={review}
          choice={asking}
          note={said}
          onDone={settling.done}
          onClose={() => settling.setAsking(null)}
        />
      )}
    </Panel>
  );
}
