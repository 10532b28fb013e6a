// oxlint-disable-next-line import/no-unassigned-import -- it is there for what it does
import './zod-without-eval.ts';
import { createClient, type Send } from '../../shared/base/contract.ts';
import { operations } from '../../shared/operations.ts';
import { storeOperations } from '../../shared/store/contract.ts';
import { bridge } from './bridge.ts';
import { failureCodeOf, newFailureWatch } from './failure-watch.ts';
import { sendWithPin } from './pin-again.ts';

/** What the application answers, and the gate before it. */
const answered = { ...operations, ...storeOperations } as const;
export type Answered = typeof answered;

const failures = newFailureWatch();

/** Calls the listener for every failure, whoever asked; answers how to stop. */
export const onFailure = failures.subscribe;

const send: Send = async (name, input) => {
  const reply = await sendWithPin(bridge.send, name, input);
  const code = failureCodeOf(reply);
  if (code !== null) failures.tell(code, name);
  return reply;
};

/** Every operation by its wire name, typed by the contract. */
export const client = createClient(answered, send, () => crypto.randomUUID());
