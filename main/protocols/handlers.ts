import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { protocolOperations } from '../../shared/protocols/contract.ts';
import type { ProtocolContent } from '../../shared/protocols/protocol.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { adherenceOfRuns } from './protocol-adherence.ts';
import { contentProblem, withIds } from './protocol-problem.ts';
import { runHandlers } from './runs-on-wounds.ts';
import { runsOfProtocol } from './run-store.ts';
import { loadRuns } from './runs.ts';
import {
  insertProtocol,
  insertVersion,
  selectProtocol,
  selectProtocols,
  selectVersionsOf,
  updateProtocol,
} from './store.ts';

const unknownProtocol = fail('UnknownProtocol', 'There is no such protocol here.');

async function asSaved(tx: Tx, id: string) {
  const saved = await selectProtocol(tx, id);
  if (!saved) throw new Error('A protocol that was just saved is gone');
  return ok(saved);
}

/** The protocol that somebody saw, when it is still as they saw it and not retired. */
async function protocolAsSeen(db: ReadonlyDb, id: string, seen: number) {
  const current = await selectProtocol(db, id);
  if (!current) return unknownProtocol;
  if (current.retiredAt !== null)
    return fail('Retired', 'This protocol is retired. Write a new one.');
  if (current.version !== seen)
    return failWith('Stale', 'Somebody else wrote a newer version meanwhile.', current);
  return ok(current);
}

type Written = {
  readonly protocolId: string;
  readonly version: number;
  readonly writtenBy: string;
  readonly writtenAt: string;
};

function rowOf({ etiologies, steps, reviewPoints, ...content }: ProtocolContent, by: Written) {
  return {
    ...content,
    etiologies: JSON.stringify(etiologies),
    steps: JSON.stringify(steps),
    reviewPoints: JSON.stringify(reviewPoints),
    ...by,
  };
}

export const protocolHandlers: Handlers<typeof protocolOperations, Contexts> = {
  ...runHandlers,
  async 'protocols.list'(which, { db }) {
    return ok(await selectProtocols(db, which));
  },
  async 'protocols.versions'({ protocolId }, { db }) {
    const versions = await selectVersionsOf(db, [protocolId]);
    return versions.length === 0 ? unknownProtocol : ok(versions);
  },
  async 'protocols.write'(written, { tx, now, newId, actor }) {
    const problem = await contentProblem(tx, written, await todayAtSite(tx, now));
    if (problem) return problem;
    const id = newId();
    const content = { ...written, steps: withIds(written.steps, { before: [], newId }) };
    const by = { writtenBy: actor.userId, writtenAt: now.toISOString() };
    await insertProtocol(tx, { id });
    await insertVersion(tx, rowOf(content, { protocolId: id, version: 1, ...by }));
    return asSaved(tx, id);
  },
  async 'protocols.revise'({ protocolId, seen, ...written }, { tx, now, newId, actor }) {
    const found = await protocolAsSeen(tx, protocolId, seen);
    if (!found.ok) return found;
    const problem = await contentProblem(tx, written, await todayAtSite(tx, now));
    if (problem) return problem;
    const before = found.value.steps.map(({ id }) => id);
    const content = { ...written, steps: withIds(written.steps, { before, newId }) };
    const version = seen + 1;
    const by = { writtenBy: actor.userId, writtenAt: now.toISOString() };
    await insertVersion(tx, rowOf(content, { protocolId, version, ...by }));
    await updateProtocol(tx, protocolId, { version });
    return asSaved(tx, protocolId);
  },
  async 'protocols.retire'({ protocolId, seen, reason }, { tx, now, actor }) {
    const found = await protocolAsSeen(tx, protocolId, seen);
    if (!found.ok) return found;
    await updateProtocol(tx, protocolId, {
      retiredAt: now.toISOString(),
      retiredBy: actor.userId,
      retirementReason: reason,
    });
    return asSaved(tx, protocolId);
  },
  async 'protocols.adherence'({ protocolId }, { db, now }) {
    const versions = await selectVersionsOf(db, [protocolId]);
    if (versions.length === 0) return unknownProtocol;
    const runs = await loadRuns(db, runsOfProtocol(protocolId));
    return ok(adherenceOfRuns(runs, versions, await todayAtSite(db, now)));
  },
};
