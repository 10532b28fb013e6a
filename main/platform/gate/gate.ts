import type { Operation } from '../../../shared/base/contract.ts';
import { uuid } from '../../../shared/base/uuid.ts';
import { type StoreOperations, storeOperations } from '../../../shared/store/contract.ts';
import { validReply } from '../call.ts';
import type { Core, Reply, Session } from '../core.ts';
import { unexpected } from '../dispatch-failures.ts';
import { fieldProblems, invalidInput, isNestedTooDeeply, tooDeep } from '../input-problems.ts';
import { createTurns } from '../turns.ts';
import { createGateControl, type GateControl } from './gate-control.ts';
import type { GateEffects } from './gate-effects.ts';
import { refusalIn, stateAfter, stateFrom } from './gate-state.ts';
import { createStoreHandlers, type StoreHandlers } from './store-handlers.ts';

/**
 * The core in front of the application: it answers what can be asked before the records are open, and
 * forwards everything else once they are. Opens them at once where nobody needs to be asked; resolves
 * when they are open, or before, when opening them is long work whose progress can be asked for.
 * Rejects with what makes the data folder unusable.
 */
export async function openGate(effects: GateEffects): Promise<Core> {
  const control = createGateControl(effects);
  const inTurn = createTurns();
  control.setState(stateFrom(await effects.look()));
  await openUnasked(control, inTurn);
  const handlers = createStoreHandlers(control);
  const application = (): Core | null => {
    const state = control.state();
    return state.name === 'open' ? state.records.core : null;
  };
  const refusal = () => {
    const state = control.state();
    if (state.name === 'open') throw new Error('Open records refuse nobody at the gate');
    return refusalIn(state);
  };
  return {
    async dispatch(session, name, input) {
      if (!isStoreOperation(name))
        return (await application()?.dispatch(session, name, input)) ?? refusal();
      const work = (): Promise<Reply> => answer(control, handlers, { session, name, input });
      // Whoever waits for the records asks how they come along.
      return storeOperations[name].kind === 'query' ? work() : inTurn(work);
    },
    putBytes: async (...call) => (await application()?.putBytes(...call)) ?? refusal(),
    getBytes: async (...call) => (await application()?.getBytes(...call)) ?? refusal(),
    endSession: async (session) => application()?.endSession(session),
    onEvent: control.onEvent,
    close: () =>
      inTurn(async () => {
        const core = application();
        if (control.state().name === 'closed') return;
        control.setState({ name: 'closed' });
        try {
          await core?.close();
        } finally {
          effects.release();
        }
      }),
  };
}

function isStoreOperation(name: unknown): name is keyof StoreOperations {
  return typeof name === 'string' && Object.hasOwn(storeOperations, name);
}

type Turns = ReturnType<typeof createTurns>;

/** What was found to be damaged is told at the gate, where a backup can be put in its place. */
function isForTheGate(error: unknown): boolean {
  return error instanceof Error && ['StoreDamaged', 'WrongKey'].includes(error.name);
}

async function openUnasked(control: GateControl, inTurn: Turns): Promise<void> {
  const { effects } = control;
  if (control.state().name !== 'locked') return;
  const keyring = await effects.keyringUnasked();
  if (!keyring) return;
  await new Promise<void>((resolve, reject) => {
    let isAnswered = false;
    const answered = (): void => {
      isAnswered = true;
      resolve();
    };
    const opening = inTurn(() =>
      control.enter(
        (onProgress) =>
          effects.open(keyring, (progress) => {
            onProgress(progress);
            answered();
          }),
        stateAfter,
      ),
    );
    opening.then(answered, (error: unknown) => {
      if (!isAnswered && !isForTheGate(error)) return reject(error);
      void effects.report(error);
      answered();
    });
  });
}

const commandId = uuid().optional();

type StoreCall = {
  readonly session: Session;
  readonly name: keyof StoreOperations;
  readonly input: unknown;
};

async function answer(
  control: GateControl,
  handlers: StoreHandlers,
  { session, name, input }: StoreCall,
): Promise<Reply> {
  const operation: Operation = storeOperations[name];
  try {
    const parsed = parseInput(operation, input);
    if (!parsed.ok) return parsed;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the input was just parsed by this operation's own schema
    const handler = handlers[name] as (input: unknown, session: Session) => Promise<Reply>;
    const reply = await handler(parsed.value, session);
    const isCommon = !reply.ok && !Object.hasOwn(operation.failures, reply.failure.code);
    return isCommon ? reply : validReply(operation, reply);
  } catch (error) {
    return unexpected(await control.effects.report(error));
  }
}

/** Takes a command's id off its input, as dispatch does; here doing a thing twice does no harm. */
function parseInput(operation: Operation, input: unknown) {
  if (isNestedTooDeeply(input)) return tooDeep;
  const isFields = typeof input === 'object' && input !== null && !Array.isArray(input);
  const fields: Readonly<Record<string, unknown>> = isFields ? { ...input } : {};
  const { commandId: given, ...rest } = fields;
  if (!commandId.safeParse(given).success)
    return invalidInput([{ field: 'commandId', problem: 'must be an id (UUID)' }]);
  const asked = isFields && operation.kind === 'command' ? rest : input;
  const parsed = operation.input.safeParse(asked);
  if (!parsed.success) return invalidInput(fieldProblems(parsed.error, asked));
  return { ok: true as const, value: parsed.data };
}
