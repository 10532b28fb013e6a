import type { ChangeTransaction, Decision, RegisterMove, RowEffect } from '../decision.ts';
import { syncEntity, tablePlace } from '../entities.ts';
import { valuesText } from '../line-values.ts';
import { type EffectGroup, groupEffects } from './effect-groups.ts';
import { keyColumns, sameKey } from './read-standing.ts';
import { inSavepoint, quoted, type SqlRunner } from './sql.ts';
import type { TableColumns } from './table-columns.ts';

/** A change with the very text it came in: its values go into the database as they are there. */
export type TextOfChange = (at: number) => string;

/** Where a decision failed: the place, among the transaction's changes, of the one that could not be done. */
export type Doing = { change: number };

type Applying = {
  readonly columns: TableColumns;
  readonly textOf: TextOfChange;
  readonly doing: Doing;
};

/** Does what was decided. Throws the database's error; `doing` then says at which change. */
export async function applyDecision(
  run: SqlRunner,
  { effects, registers }: Pick<Decision, 'effects' | 'registers'>,
  applying: Applying,
): Promise<void> {
  const groups = groupEffects(effects);
  const isTogether = groups.length < effects.length && (await doTogether(run, groups, applying));
  if (!isTogether) {
    for (const effect of effects) {
      applying.doing.change = effect.change;
      const { op, entity, values } = effect;
      const alone = { op, entity, columns: Object.keys(values), effects: [effect] };
      await applyGroup(run, alone, applying);
    }
  }
  await moveRegisters(run, registers);
}

/**
 * Does what was decided about transactions of which none touches another's rows: all that is new, parents
 * first, then what is set. Throws the database's error.
 */
export async function applyTogether(
  run: SqlRunner,
  { effects, registers }: Pick<Decision, 'effects' | 'registers'>,
  applying: Omit<Applying, 'doing'>,
): Promise<void> {
  const inserts = effects.filter(({ op }) => op === 'insert');
  const groups = [
    ...groupEffects(inserts).toSorted(
      (one, other) => tablePlace(one.entity) - tablePlace(other.entity),
    ),
    ...groupEffects(effects.filter(({ op }) => op === 'set')),
  ];
  for (const group of groups) await applyGroup(run, group, applying);
  await moveRegisters(run, registers);
}

async function doTogether(
  run: SqlRunner,
  groups: readonly EffectGroup[],
  applying: Applying,
): Promise<boolean> {
  const done = await inSavepoint(run, async () => {
    for (const group of groups) await applyGroup(run, group, applying);
  });
  return 'value' in done;
}

/** The lines of a transaction as JSON again, where their very text is not at hand. */
export function textOfLines({ changes }: Pick<ChangeTransaction, 'changes'>): TextOfChange {
  return (at) => JSON.stringify(changes[at]?.line ?? {});
}

/** The lines as they came. */
export function textOfArrived(changes: readonly { readonly line: string }[]): TextOfChange {
  return (at) => changes[at]?.line ?? '{}';
}

async function applyGroup(
  run: SqlRunner,
  { op, entity, columns: named, effects }: EffectGroup,
  { columns, textOf }: Omit<Applying, 'doing'>,
): Promise<void> {
  const known = columns.get(entity);
  if (!known) return;
  const keys = syncEntity(entity)?.keys ?? [];
  const written = named.filter(
    (name) => known.has(name) && (op === 'insert' || !keys.includes(name)),
  );
  if (written.length === 0 && op !== 'delete') return;
  const rows = effects.map((effect) => rowText(effect, textOf));
  await run.query(statementOf(op, entity, written), [`[${rows.join(',')}]`]);
}

function statementOf(op: RowEffect['op'], entity: string, written: readonly string[]): string {
  const table = quoted(entity);
  const names = written.map(quoted);
  const from = `json_to_recordset($1::TEXT::JSON) AS l (v JSONB, m JSONB)
     CROSS JOIN LATERAL jsonb_populate_record(NULL::${table}, l.v || l.m) r`;
  if (op === 'insert')
    return `INSERT INTO ${table} (${names.join()}) SELECT ${names.map((name) => `r.${name}`).join()} FROM ${from}`;
  const key = sameKey(entity, 't', 'r');
  if (op === 'delete') return `DELETE FROM ${table} t USING ${from} WHERE ${key}`;
  return `UPDATE ${table} t SET ${names.map((name) => `${name} = r.${name}`).join()} FROM ${from} WHERE ${key}`;
}

/** The values as the line has them, with the key and what was made up over them. */
function rowText(
  { entity, rowKey, change, values, made, op }: RowEffect,
  textOf: TextOfChange,
): string {
  const over = {
    ...(op === 'insert' ? {} : keyColumns(entity, rowKey)),
    ...Object.fromEntries(made.map((name) => [name, values[name]])),
  };
  const text = op === 'delete' ? '{}' : valuesText(textOf(change));
  return `{"v":${text ?? JSON.stringify(values)},"m":${JSON.stringify(over)}}`;
}

async function moveRegisters(run: SqlRunner, moves: readonly RegisterMove[]): Promise<void> {
  if (moves.length === 0) return;
  const last = new Map(moves.map((move) => [`${move.entity} ${move.field} ${move.rowKey}`, move]));
  await run.query(
    `INSERT INTO sync_registers (entity, row_key, field, device_id, number, stamp)
     SELECT e, r, f, d, n, s
     FROM json_to_recordset($1::TEXT::JSON) AS m (e TEXT, r TEXT, f TEXT, d UUID, n BIGINT, s BIGINT)
     ON CONFLICT (entity, row_key, field) DO UPDATE
       SET device_id = excluded.device_id, number = excluded.number, stamp = excluded.stamp`,
    [
      JSON.stringify(
        [...last.values()].map(({ entity, rowKey, field, register }) => ({
          e: entity,
          r: rowKey,
          f: field,
          d: register.deviceId,
          n: register.number,
          s: register.stamp.toString(),
        })),
      ),
    ],
  );
}
