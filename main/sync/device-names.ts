import type { Database } from '../platform/database.ts';
import { rowsOf, sqlOver } from './sql.ts';

/** Tells the site what people call this computer, once: reviews name the computers that wrote. */
export async function sayDeviceName(database: Database): Promise<void> {
  const unsaid = await database.read((db) =>
    rowsOf(
      sqlOver(db),
      `SELECT FROM sync_device WHERE NOT EXISTS (
         SELECT FROM sync_device_names n WHERE n.device_id = sync_device.device_id)`,
    ),
  );
  if (unsaid.length === 0) return;
  await database.transact((tx) =>
    sqlOver(tx).query(
      `INSERT INTO sync_device_names (device_id, device_name)
       SELECT device_id, device_name FROM sync_device ON CONFLICT DO NOTHING`,
    ),
  );
}
