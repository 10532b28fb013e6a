import { useState } from 'react';
import type { Patient } from '../../shared/patients/patient.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { ReasonField, useReason } from '../ReasonEntry.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { chartName } from './pair-words.ts';

export type PairVerb = 'link' | 'unlink' | 'notTheSame' | 'askAgain';

const WORDS = {
  link: {
    title: 'Are these one person?',
    confirm: 'Link the charts',
    says: 'Both charts stay as they are. From now on each shows the other, and the allergies of either warn. It can be taken back.',
  },
  unlink: {
    title: 'Unlink these charts?',
    confirm: 'Unlink',
    says: 'Both charts stand as before. The allergies of one no longer warn in the other.',
  },
  notTheSame: {
    title: 'Are these two people?',
    confirm: 'They are two people',
    says: 'Nobody is asked about them again, unless their details change so that they agree otherwise.',
  },
  askAgain: {
    title: 'Ask about these again?',
    confirm: 'Ask again',
    says: 'If their details are still alike, they stand among the possible duplicates again.',
  },
} as const satisfies Record<PairVerb, object>;

type OneChart = Pick<Patient, 'id' | 'firstName' | 'lastName' | 'mrn'>;
type Charts = readonly [OneChart, OneChart];

/** What is said of the two, and how it is sent; a refusal is shown where it belongs. */
function useSaying(verb: PairVerb, [one, other]: Charts, onDone: () => void) {
  const typing = useReason(`${verb} ${one.id} ${other.id}`, 'Reason is missing');
  const [preferredPatientId, prefer] = useState(one.id);
  const [notice, setNotice] = useState<string | null>(null);
  const [link, unlink] = [useChange('patients.link'), useChange('patients.unlink')];
  const [notTheSame, askAgain] = [useChange('patients.notTheSame'), useChange('patients.askAgain')];
  const isPending = [link, unlink, notTheSame, askAgain].some((change) => change.isPending);

  function ask() {
    const said = { patientId: one.id, otherPatientId: other.id, reason: typing.reason };
    if (verb === 'link') return link.mutateAsync({ ...said, preferredPatientId });
    if (verb === 'unlink') return unlink.mutateAsync(said);
    return verb === 'askAgain' ? askAgain.mutateAsync(said) : notTheSame.mutateAsync(said);
  }

  async function send(): Promise<void> {
    if (!typing.check()) return;
    setNotice(null);
    const reply = await ask().catch(() => null);
    if (reply === null) return setNotice('It could not be saved. Please try again.');
    if (reply.ok) {
      typing.forget();
      return onDone();
    }
    const show = (_field: 'reason', why: string) => typing.refuse(problemSentence('Reason', why));
    setNotice(placeProblems(reply.failure, { fields: ['reason'], show }));
  }
  return { typing, preferredPatientId, prefer, notice, isPending, send };
}

export type SayOfPairDialogProps = {
  readonly verb: PairVerb;
  readonly patients: Charts;
  readonly onClose: () => void;
};

/** Says of two charts that they are one person's or two people's, or takes that back; why is asked. */
export function SayOfPairDialog({ verb, patients, onClose }: SayOfPairDialogProps) {
  const saying = useSaying(verb, patients, onClose);
  const { title, confirm, says } = WORDS[verb];
  return (
    <ConfirmDialog
      isOpen
      title={title}
      confirmLabel={confirm}
      tone={verb === 'unlink' ? 'danger' : 'primary'}
      isPending={saying.isPending}
      onConfirm={() => void saying.send()}
      onCancel={onClose}
    >
      <Stack>
        {saying.notice !== null && <FormNotice>{saying.notice}</FormNotice>}
        <ul className="pair-dialog__charts">
          {patients.map((patient) => (
            <li key={patient.id}>
              <bdi>{chartName(patient)}</bdi>
            </li>
          ))}
        </ul>
        <p>{says}</p>
        {verb === 'link' && (
          <RadioCards
            label="Chart for new records"
            cards={patients.map((patient) => ({
              key: patient.id,
              title: <bdi>{chartName(patient)}</bdi>,
            }))}
            value={saying.preferredPatientId}
            onChange={saying.prefer}
          />
        )}
        <ReasonField typing={saying.typing} label="Reason" takesFocus={verb !== 'link'} />
      </Stack>
    </ConfirmDialog>
  );
}
