import type { Operation } from '../../shared/base/contract.ts';
import { isAllowed } from '../../shared/base/permission.ts';
import { uuid } from '../../shared/base/uuid.ts';
import { refusalOf } from './supervision/after-stop.ts';
import { Aside, type Asides, withAsides } from './aside.ts';
import { insertAuditEvents } from './audit.ts';
import { signedTurn } from './authorship.ts';
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
import { mayAskBehindGlass, refusalBehindGlass } from './chart-gate.ts';
import type { Core, Reply, Session } from './core.ts';
import { isDamagedRead } from './damaged-read.ts';
import {
  commandLineOnly,
  forbidden,
  pinAgain,
  signInNeeded,
  unexpected,
  unknownOperation,
} from './dispatch-failures.ts';
import { fieldProblems, invalidInput, isNestedTooDeeply, tooDeep } from './input-problems.ts';
import { isDiskFailing, isWithoutRoom } from './fatal-error.ts';
import { replyBefore, runCommand, startJob } from './run-command.ts';
import { createTurns } from './turns.ts';
import { readOnlyRefusal, unreadableRefusal } from './disk/writing.ts';

type Door = Core['dispatch'];

/**
 * The one door into the application: every host and every test forwards its calls here. A call is
 * looked at when its turn comes, so that whoever was signed out meanwhile gets nothing more.
 */
export function createDispatch(parts: DispatchParts): Door {
  // One after another: checking a PIN takes a lot of memory on purpose.
  const asideInTurn = createTurns();
  return async (session, name, input) => {
    try {
      const operation = ownValue(parts.contract, name);
      const handler = ownValue(parts.handlers, name);
      if (!operation || !handler) return await refuseUnknown(parts, session);
      const kind = operation.kind === 'command' ? 'command' : 'query';
      const takeTurn = (asides: Asides): Promise<Reply> =>
        parts.database.turn((open) => {
          const [actor, now] = [parts.sessions.actorOf(session), parts.clock()];
          const turn = signedTurn(parts.authorship, open, actor);
          const call = { session, name, operation, handler, actor, now, turn, asides };
          return answer(parts, call, input);
        }, kind);
      return await withAsides(takeTurn, (work) => asideInTurn(work));
    } catch (error) {
      return unexpected(await parts.report(error));
    }
  };
}

async function answer(parts: CallParts, call: AskedCall, input: unknown): Promise<Reply> {
  const { operation, actor } = call;
  try {
    if (operation.isCommandLineOnly && call.session.host !== 'command-line')
      return await refuse(parts, call, commandLineOnly(call.name));
    if (!isAllowed(operation.permission, actor) && !mayAskBehindGlass(operation, actor))
      return await refuse(parts, call, actor ? forbidden(call.name, actor.role) : signInNeeded);
    const parsed = parseInput(operation, input);
    if (!parsed.ok) return await refuse(parts, call, parsed);
    return await run(parts, { ...call, ...parsed.value });
  } catch (error) {
    if (error instanceof Aside) throw error;
    return afterError(parts, call, error);
  }
}

async function afterError(parts: CallParts, call: AskedCall, error: unknown): Promise<Reply> {
  if (isWithoutRoom(error)) {
    parts.writing.noteFull();
    const reply = refusalOf(call.operation.kind, 'diskFull');
    await auditAlone(parts, call, { reply }).catch(parts.report);
    return reply;
  }
  const incident = await parts.report(error);
  const reply =
    damageRefusal(parts, call, error) ??
    (isDiskFailing(error) ? refusalOf(call.operation.kind, 'diskFailing') : unexpected(incident));
  await auditAlone(parts, call, { reply, incident }).catch(parts.report);
  return reply;
}

/** Where records are damaged, an error in reading them is told as what it is. */
function damageRefusal(
  { writing }: CallParts,
  { operation }: AskedCall,
  error: unknown,
): Reply | null {
  if (writing.state() !== 'damaged' || !isDamagedRead(error)) return null;
  return operation.kind === 'query' ? unreadableRefusal(writing) : readOnlyRefusal(writing);
}

/** The value of an own key: a name such as `constructor` finds nothing. */
function ownValue<T>(table: Readonly<Record<string, T>>, name: unknown): T | undefined {
  return typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
}

async function run(parts: CallParts, call: Call): Promise<Reply> {
  const { kind, asksPin, isSignOfLife } = call.operation;
  if (kind !== 'query' || isSignOfLife) parts.sessions.noteLife(call.session);
  if (!asksPin) return runAsAsked(parts, call);
  if (!parts.sessions.isConfirmed(call.session, call.name))
    return (await replyBefore(call)) ?? refuse(parts, call, pinAgain);
  const reply = await runAsAsked(parts, call);
  if (reply.ok) parts.sessions.spendConfirmation(call.session, call.name);
  return reply;
}

async function runAsAsked(parts: CallParts, call: Call): Promise<Reply> {
  const { kind } = call.operation;
  if (kind === 'query') return runQuery(parts, call);
  const refusal = call.operation.isAllowedReadOnly
    ? null
    : (readOnlyRefusal(parts.writing) ?? parts.refuseChange(call.name));
  if (refusal) return refuseToWrite(parts, call, refusal);
  return kind === 'command' ? runCommand(parts, call) : startJob(parts, call);
}

/** A command that was done before it was sent again is answered as it was then: it is saved. */
async function refuseToWrite(parts: CallParts, call: Call, refusal: Reply): Promise<Reply> {
  // Where that is written down may be what is damaged.
  const before = await replyBefore(call).catch(async (error: unknown) => {
    await parts.report(error);
    return null;
  });
  return before ?? refuse(parts, call, refusal);
}

async function runQuery(parts: CallParts, call: Call): Promise<Reply> {
  const { reply, subject } = await call.turn.read(async (db) => {
    const found = await call.handler(call.input, { db, actor: call.actor, now: call.now });
    const made = validReply(call.operation, found);
    const about = subjectOf(call, made);
    const refusal = await refusalBehindGlass(parts, call, { db, reply: made, subject: about });
    return { reply: refusal ?? made, subject: about };
  });
  const { readsChart, findsPeople } = call.operation;
  // Whoever was shown a chart, or whose it is, is written down before it is shown.
  if (readsChart || findsPeople || !reply.ok) await auditAlone(parts, call, { reply, subject });
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
  const writing = call.turn.transact((tx) => audit(parts, call, { ...ended, tx }));
  // The trail may be what is damaged; whoever needs a chart must not go without it then.
  await (parts.writing.state() === 'damaged' ? writing.catch(parts.report) : writing);
}
