import type { Operation } from '../../shared/base/contract.ts';
import { isAllowed } from '../../shared/base/permission.ts';
import { uuid } from '../../shared/base/uuid.ts';
import { insertAuditEvents } from './audit.ts';
import {
  type AskedCall,
  audit,
  type Call,
  type CallParts,
  type DispatchParts,
  type Ended,
  subjectOf,
  validReply,
} from './call.ts';
import type { Core, Reply, Session } from './core.ts';
import { forbidden, signInNeeded, unexpected, unknownOperation } from './dispatch-failures.ts';
import { fieldProblems, invalidInput, isNestedTooDeeply, tooDeep } from './input-problems.ts';
import { runCommand, startJob } from './run-command.ts';

type Door = Core['dispatch'];

/**
 * The one door into the application: every host and every test forwards its calls here. A call is
 * looked at when its turn comes, so that whoever was signed out meanwhile gets nothing more.
 */
export function createDispatch(parts: DispatchParts): Door {
  return async (session, name, input) => {
    try {
      const operation = ownValue(parts.contract, name);
      const handler = ownValue(parts.handlers, name);
      if (!operation || !handler) return await refuseUnknown(parts, session);
      return await parts.database.turn((turn) => {
        const [actor, now] = [parts.sessions.actorOf(session), parts.clock()];
        return answer(parts, { session, name, operation, handler, actor, now, turn }, input);
      }, operation.kind === 'command');
    } catch (error) {
      return unexpected(await parts.report(error));
    }
  };
}

async function answer(parts: CallParts, call: AskedCall, input: unknown): Promise<Reply> {
  const { operation, actor } = call;
  try {
    if (!isAllowed(operation.permission, actor))
      return await refuse(parts, call, actor ? forbidden(call.name, actor.role) : signInNeeded);
    const parsed = parseInput(operation, input);
    if (!parsed.ok) return await refuse(parts, call, parsed);
    return await run(parts, { ...call, ...parsed.value });
  } catch (error) {
    const incident = await parts.report(error);
    const reply = unexpected(incident);
    await auditAlone(parts, call, { reply, incident }).catch(parts.report);
    return reply;
  }
}

/** The value of an own key: a name such as `constructor` finds nothing. */
function ownValue<T>(table: Readonly<Record<string, T>>, name: unknown): T | undefined {
  return typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
}

function run(parts: CallParts, call: Call): Promise<Reply> {
  switch (call.operation.kind) {
    case 'query':
      return runQuery(parts, call);
    case 'command':
      return runCommand(parts, call);
    case 'job':
      return startJob(parts, call);
  }
}

async function runQuery(parts: CallParts, call: Call): Promise<Reply> {
  const found = await call.turn.read((db) =>
    call.handler(call.input, { db, actor: call.actor, now: call.now }),
  );
  const reply = validReply(call.operation, found);
  // Whoever was shown a chart is written down before it is shown.
  if (call.operation.readsChart)
    await auditAlone(parts, call, { reply, subject: subjectOf(call, reply) });
  return reply;
}

const commandId = uuid().optional();

type Fields = Readonly<Record<string, unknown>>;

function isFields(input: unknown): input is Fields {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** Takes a command's id off its input and validates the rest. */
function parseInput(operation: Operation, input: unknown) {
  if (isNestedTooDeeply(input)) return tooDeep;
  const isNumbered = operation.kind === 'command' && isFields(input);
  const { commandId: given, ...fields }: Fields = isNumbered ? input : {};
  const numbered = commandId.safeParse(given);
  if (!numbered.success)
    return invalidInput([{ field: 'commandId', problem: 'must be an id (UUID)' }]);
  const rest = isNumbered ? fields : input;
  const parsed = operation.input.safeParse(rest);
  if (!parsed.success) return invalidInput(fieldProblems(parsed.error, rest));
  return { ok: true as const, value: { input: parsed.data, commandId: numbered.data ?? null } };
}

async function refuse(parts: CallParts, call: AskedCall, reply: Reply): Promise<Reply> {
  await auditAlone(parts, call, { reply });
  return reply;
}

async function refuseUnknown(parts: CallParts, session: Session): Promise<Reply> {
  await parts.database.transact((tx) =>
    insertAuditEvents(tx, [
      {
        id: parts.newId(),
        occurredAt: parts.clock(),
        host: session.host,
        userId: parts.sessions.actorOf(session)?.userId ?? null,
        // What was asked for is not kept: it may be anything.
        operation: 'unknown',
        kind: 'unknown',
        outcome: 'refused',
        failureCode: 'UnknownOperation',
      },
    ]),
  );
  return unknownOperation;
}

async function auditAlone(parts: CallParts, call: AskedCall, ended: Ended): Promise<void> {
  await call.turn.transact((tx) => audit(parts, call, { ...ended, tx }));
}
