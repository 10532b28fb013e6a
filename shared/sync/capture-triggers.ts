import { concurrencyUnit, type SyncEntity, TRAVELLING, WRITTEN_BY_SERVER } from './entities.ts';

const TRIGGERS = [
  { event: 'INSERT', tables: 'NEW TABLE AS new_rows', writes: 'capture_inserts' },
  {
    event: 'UPDATE',
    tables: 'OLD TABLE AS old_rows NEW TABLE AS new_rows',
    writes: 'capture_updates',
  },
  { event: 'DELETE', tables: 'OLD TABLE AS old_rows', writes: 'capture_deletes' },
] as const;

/**
 * SQL that makes every travelling table fill the outbox, in the transaction of each change. Run at
 * enrolment and after every migration of an enrolled device; a second run changes nothing. What is
 * applied from elsewhere (`caretrail.applying`) is not captured.
 */
export function captureStatements(): readonly string[] {
  return TRAVELLING.filter(({ name }) => !WRITTEN_BY_SERVER.has(name)).flatMap(triggersOf);
}

function triggersOf(entity: SyncEntity): readonly string[] {
  // A change of a row that counts as a whole carries all of it.
  const unit = entity.class === 'latest' ? 'whole' : concurrencyUnit(entity);
  const args = [entity.keys.join(','), entity.keptHere.join(','), unit];
  return TRIGGERS.map(
    ({ event, tables, writes }) =>
      `CREATE OR REPLACE TRIGGER trigger_capture_${entity.name}_${event.toLowerCase()}
       AFTER ${event} ON ${entity.name} REFERENCING ${tables} FOR EACH STATEMENT
       WHEN (NOT is_applying_changes())
       EXECUTE FUNCTION ${writes}(${args.map((each) => `'${each}'`).join(', ')})`,
  );
}
