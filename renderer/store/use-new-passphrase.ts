import { type FormEvent, useState } from 'react';
import {
  isLastGroup,
  type OwnPassphraseProblems,
  ownPassphraseProblems,
} from './passphrase-words.ts';

/** `keep` shows the suggested one, `confirm` asks for its last group, `own` is typed twice instead. */
type Step = 'keep' | 'confirm' | 'own';

/** Takes the passphrase over; answers why it could not, or null. */
export type TakePassphrase = (passphrase: string) => Promise<string | null>;

const NOT_THE_LAST =
  'That is not the last group of what was shown. Go back and look at it once more.';

type Typed = { readonly own: string; readonly again: string; readonly lastGroup: string };

/** What is typed at a step, against what was suggested. */
function problemsOf(step: Step, typed: Typed, suggested: string | null): OwnPassphraseProblems {
  if (step === 'own') return ownPassphraseProblems(typed.own, typed.again);
  if (typed.lastGroup.trim() === '') return { own: 'Type the last group' };
  const isConfirmed = suggested !== null && isLastGroup(typed.lastGroup, suggested);
  return isConfirmed ? {} : { own: NOT_THE_LAST };
}

export type NewPassphrase = ReturnType<typeof useNewPassphrase>;

/** Choosing a passphrase so that it is surely kept; `take` gets it once it is confirmed. */
export function useNewPassphrase(suggested: string | null, take: TakePassphrase) {
  const [step, setStep] = useState<Step>('keep');
  const [typed, setTyped] = useState<Typed>({ own: '', again: '', lastGroup: '' });
  const [problems, setProblems] = useState<OwnPassphraseProblems>({});
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  function goTo(next: Step): void {
    setStep(next);
    setProblems({});
    setNotice(null);
  }
  function type(change: Partial<Typed>): void {
    setTyped({ ...typed, ...change });
    setProblems({});
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isPending) return;
    if (step === 'keep') return goTo('confirm');
    const found = problemsOf(step, typed, suggested);
    setProblems(found);
    const passphrase = step === 'own' ? typed.own : suggested;
    if (passphrase === null || found.own !== undefined || found.again !== undefined) return;
    setNotice(null);
    setPending(true);
    setNotice(await take(passphrase));
    setPending(false);
  }
  return { step, goTo, typed, type, problems, notice, isPending, submit };
}
