import { useState } from 'react';
import type { SyncReview } from '../../shared/sync/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { choiceWords } from './review-words.ts';

type Choice = SyncReview['choices'][number];

function useSettling(review: SyncReview) {
  const keptAs = `sync review ${review.id}`;
  const settle = useChange('sync.settle');
  const [note, setNote] = useState(() => keptOr(keptAs, { note: '' }).note);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [notice, setNotice] = useState<string | null>(null);
  function type(text: string): void {
    setNote(text);
    setProblem(undefined);
    keepForm(keptAs, { note: text });
  }
  async function choose(choice: Choice): Promise<void> {
    setNotice(null);
    const said = note.trim();
    if (choice === 'takeArriving' && said === '') return setProblem('Say why this one is taken.');
    const reply = await settle
      .mutateAsync({ reviewId: review.id, choice, note: said === '' ? null : said })
      .catch(() => null);
    if (reply?.ok) return forgetForm(keptAs);
    return reply?.failure.code === 'ReasonNeeded'
      ? setProblem(reply.failure.message)
      : setNotice(whyNot(reply));
  }
  return { note, problem, notice, isPending: settle.isPending, type, choose };
}

/** What can be chosen of an open entry, with room for why; nothing once it is settled. */
export function SettlePanel({ review }: { readonly review: SyncReview }) {
  const { note, problem, notice, isPending, type, choose } = useSettling(review);
  const mayWrite = useMay('treatments.write');
  if (review.choices.length === 0) return null;
  if (!mayWrite) return <p>Somebody who records treatments can settle this.</p>;
  return (
    <Panel heading="Settle">
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
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
          onChange={type}
        />
        <Row>
          {review.choices.map((choice) => (
            <Button key={choice} isPending={isPending} onPress={() => void choose(choice)}>
              {choiceWords(choice, review)}
            </Button>
          ))}
        </Row>
      </Stack>
    </Panel>
  );
}
