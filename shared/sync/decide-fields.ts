import { changedAfterDeletion, deleteRow } from './decide-row.ts';
import {
  type ChangeCase,
  differences,
  insertRow,
  moveRegister,
  NOTHING,
  review,
  setColumns,
  type Verdict,
  withVersion,
} from './decide-change.ts';
import { isLater, type RowEffect } from './decision.ts';
import { hasSeen, versionOf } from './row-states.ts';

/** A row of which each column is a value by itself: the later change of it counts. */
export function decideFields(one: ChangeCase): Verdict {
  if (one.op === 'i' && !one.state.values) return { ...NOTHING, effects: [insertRow(one)] };
  if (!one.state.values) return one.op === 'd' ? NOTHING : changedAfterDeletion(one);
  if (one.op === 'd') return deleteFields(one);
  const fields = fieldsOf(one);
  const differing = new Set(differences(one));
  const unseen = fields.filter((field) => isUnseen(one, field) && differing.has(field));
  const lost = new Set(unseen.filter((field) => isLost(one, field)));
  const reviews = unseen.length === 0 ? [] : [reviewOfFields(one, unseen)];
  const registers = fields.flatMap((field) => moveRegister(one, field));
  const taken = fields.filter((field) => !lost.has(field));
  return {
    outcome: lost.size === 0 ? 'applied' : 'merged',
    effects: setFields(one, taken),
    registers,
    reviews,
  };
}

/** Those that somebody sets: the others follow from them, or count the changes. */
function fieldsOf({ body, entity, input }: ChangeCase): readonly string[] {
  const derived = input.derived.get(entity.name)?.names ?? [];
  return Object.keys(body).filter(
    (name) => name !== 'version' && name !== 'updated_at' && !derived.includes(name),
  );
}

function isUnseen(one: ChangeCase, field: string): boolean {
  return one.op === 'i' || !hasSeen(one.base[field], one.state.registers[field]);
}

function isLost(one: ChangeCase, field: string): boolean {
  const stands = one.state.registers[field];
  return stands !== undefined && !isLater(one.register, stands);
}

/** The author saw the very row where each change counts one and theirs is the next: then it is as they say. */
function setFields(one: ChangeCase, taken: readonly string[]): readonly RowEffect[] {
  const { body, entity, input, state } = one;
  const derived = input.derived.get(entity.name);
  const said = derived?.names.filter((name) => name in body) ?? [];
  const isNext = versionOf(body) === (versionOf(state.values) ?? 0) + 1;
  const follows = taken.length > 0 ? [...(isNext ? said : []), 'updated_at'] : [];
  const names = [...taken, ...follows.filter((name) => name in body)];
  const set = withVersion(one, Object.fromEntries(names.map((name) => [name, body[name]])));
  const effects = set ? [set] : [];
  if (!derived || isNext || taken.length === 0) return effects;
  return [...effects, setColumns(one, derived.of(state.values ?? {}), derived.names)];
}

function reviewOfFields(one: ChangeCase, fields: readonly string[]) {
  const standing = fields.flatMap((field) => one.state.registers[field] ?? []);
  return review(one, 'concurrentFields', {
    register: standing.toSorted((a, b) => (isLater(a, b) ? -1 : 1))[0],
    values: Object.fromEntries(fields.map((field) => [field, one.state.values?.[field]])),
    isBlocking: fields.some((field) => one.entity.blocking.includes(field)),
  });
}

function deleteFields(one: ChangeCase): Verdict {
  const { registers } = one.state;
  const isConcurrent = Object.keys(registers).some(
    (field) => !hasSeen(one.base[field], registers[field]),
  );
  const reviews = isConcurrent ? [review(one, 'concurrentRow', { isBlocking: true })] : [];
  return { ...deleteRow(one), reviews };
}
