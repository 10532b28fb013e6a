import { type RefObject, useEffect, useRef } from 'react';

type EnterWhenAnswered<Answer> = {
  readonly field: RefObject<HTMLInputElement | null>;
  /** What is typed. */
  readonly text: string;
  /** The answer for exactly this text; undefined until it is there. */
  readonly answer: Answer | undefined;
  readonly act: (answer: Answer) => void;
};

/**
 * What Enter in a search field does: acts on the answer for what is typed, waiting for it if need be,
 * and never on an older one. Typing on or leaving the field takes the Enter back.
 */
export function useEnterWhenAnswered<Answer>(props: EnterWhenAnswered<Answer>): () => void {
  const { field, text, answer, act } = props;
  const waitingFor = useRef<string | null>(null);
  useEffect(() => {
    if (waitingFor.current === null) return;
    const isMeant = waitingFor.current === text && document.activeElement === field.current;
    if (isMeant && answer === undefined) return;
    waitingFor.current = null;
    if (isMeant && answer !== undefined) act(answer);
  });
  return () => {
    if (answer === undefined) waitingFor.current = text;
    else act(answer);
  };
}
