import { useEffect, useRef, useState } from 'react';
import { problemSentence } from '../form-problems.ts';
import { PinField } from '../ui/PinField.tsx';
import { type NewPinProblems, newPinProblems } from './new-pin.ts';

const RULE = '6–12 digits, or 10 characters and more';

/** A new PIN while it is typed twice. It is never kept beyond the form. */
export function useNewPin() {
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [problems, setProblems] = useState<NewPinProblems>({});
  const typePin = (digits: string) => {
    setPin(digits);
    setProblems({});
  };
  const typeAgain = (digits: string) => {
    setAgain(digits);
    setProblems(({ pin: atPin }) => (atPin === undefined ? {} : { pin: atPin }));
  };
  /** The PIN when it can be used; otherwise null, with the reason at its field. */
  const check = (): string | null => {
    const found = newPinProblems(pin, again);
    setProblems(found);
    if (found.pin === undefined && found.again === undefined) return pin;
    return null;
  };
  /** Shows why the core refused the PIN. */
  const refuse = (problem: string) => setProblems({ pin: problem });
  const isEmpty = pin === '' && again === '';
  return { pin, again, problems, isEmpty, typePin, typeAgain, check, refuse };
}

export type NewPinPanelProps = {
  readonly entry: ReturnType<typeof useNewPin>;
  readonly label?: 'PIN' | 'New PIN' | undefined;
  readonly isRequired?: boolean | undefined;
  /** Puts the focus into the first field when it appears. */
  readonly takesFocus?: boolean | undefined;
};

/** The two fields of a new PIN, with the rules said beforehand. */
export function NewPinPanel(props: NewPinPanelProps) {
  const { entry, label = 'PIN', isRequired = true, takesFocus = false } = props;
  const pinInput = useRef<HTMLInputElement>(null);
  const againInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) pinInput.current?.focus();
  }, [takesFocus]);
  const { problems } = entry;
  useEffect(() => {
    if (problems.pin !== undefined) pinInput.current?.focus();
    else if (problems.again !== undefined) againInput.current?.focus();
  }, [problems]);
  return (
    <div className="new-pin">
      <PinField
        label={label}
        description={RULE}
        isRequired={isRequired}
        hasLetters
        value={entry.pin}
        onChange={entry.typePin}
        error={problemSentence(label, entry.problems.pin)}
        ref={pinInput}
      />
      <PinField
        label={`${label} again`}
        description="The same once more"
        isRequired={isRequired}
        hasLetters
        value={entry.again}
        onChange={entry.typeAgain}
        error={entry.problems.again}
        ref={againInput}
      />
    </div>
  );
}
