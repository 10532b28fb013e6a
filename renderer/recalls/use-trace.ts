import { useState } from 'react';
import type { AskedPacks } from '../../shared/recalls/trace.ts';
import { client } from '../client/client.ts';
import { announce } from '../ui/announce.ts';
import { type Answered, useRecallsStore } from './recalls-store.ts';

const NO_ANSWER = 'Caretrail did not answer. Your question is still here; please try again.';

type Asking = { readonly asked: AskedPacks; readonly includesUnsaid: boolean };

/**
 * Asks the core once, not whenever something on the screen changes: every answer is written down for each
 * chart that it shows, and a drill has one time.
 */
export function useTrace() {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function answerOf({ asked, includesUnsaid }: Asking) {
    setAsking(true);
    setProblem(null);
    const reply = await client['recalls.trace']({ ...asked, includesUnsaid }).catch(() => null);
    setAsking(false);
    if (reply?.ok) return reply.value;
    setProblem(reply === null ? NO_ANSWER : reply.failure.message);
    return null;
  }

  const ask = async (asked: AskedPacks, isExercise: boolean): Promise<void> => {
    const startedMs = performance.now();
    const trace = await answerOf({ asked, includesUnsaid: false });
    if (trace !== null) await showTimed({ asked, isExercise, trace }, startedMs);
  };

  const askAgain = async (includesUnsaid: boolean): Promise<void> => {
    const { answered } = useRecallsStore.getState();
    if (answered === null) return;
    const trace = await answerOf({ asked: answered.asked, includesUnsaid });
    if (trace !== null)
      useRecallsStore.setState({ answered: { ...answered, includesUnsaid, trace } });
  };

  return {
    isAsking,
    problem,
    /** A new question: the answer is timed and written down as a drill. */
    ask,
    /** The same question anew, because something was moved, or to list more; it is no drill of its own. */
    askAgain,
  };
}

type NewAnswer = Pick<Answered, 'asked' | 'isExercise' | 'trace'>;

/** Shows the answer, and writes the drill down with the time it took once that is drawn. */
async function showTimed(answer: NewAnswer, startedMs: number): Promise<void> {
  const soFar = () => Math.round(performance.now() - startedMs);
  const answeredAt = new Date().toISOString();
  const { patients, treatments, piecesLeft } = answer.trace.counts;
  announce(`Traced: ${patients} patients, ${treatments} treatments, ${piecesLeft} pieces left`);
  const open = { includesUnsaid: false, drill: null, drillProblem: null };
  useRecallsStore.setState({
    answered: { ...answer, ...open, answeredAt, answeredMs: soFar() },
  });
  await new Promise((resolve) => setTimeout(resolve));
  void noteDrill({ ...answer, answeredMs: soFar() }, answeredAt);
}

type TimedQuestion = {
  readonly asked: AskedPacks;
  readonly isExercise: boolean;
  readonly answeredMs: number;
};

/** Writes the drill down behind the answer, which may have been put away meanwhile. */
async function noteDrill(
  { asked, isExercise, answeredMs }: TimedQuestion,
  answeredAt: string,
): Promise<void> {
  const drill = { ...asked, isExercise, answeredMs };
  const reply = await client['recalls.recordDrill'](drill).catch(() => null);
  const written = reply?.ok
    ? { drill: reply.value, drillProblem: null }
    : { drill: null, drillProblem: reply === null ? NO_ANSWER : reply.failure.message };
  useRecallsStore.setState(({ answered: now }) => ({
    answered: now?.answeredAt === answeredAt ? { ...now, answeredMs, ...written } : now,
  }));
}
