import { type Effect, storeFiles } from './effects.ts';

/**
 * Where a recording breaks the order that crash states made by comparing take for granted: what was
 * acknowledged is synced, the database changes only when the log is synced, and the log begins again only
 * when the database is.
 */
export function syncOrderBreaks(effects: readonly Effect[]): readonly string[] {
  const unsynced = new Set<string>();
  const breaks: string[] = [];
  const mustBeSynced = (file: string, before: string, at: number): void => {
    if (unsynced.has(file)) breaks.push(`effect ${at}: ${file} is not synced before ${before}`);
  };
  for (const [at, effect] of effects.entries()) {
    if (effect.type === 'note' && effect.line.at === 'done')
      mustBeSynced(storeFiles.log, 'an acknowledgement', at);
    if (effect.type === 'sync') unsynced.delete(effect.file);
    if (effect.type !== 'write') continue;
    if (effect.file === storeFiles.database)
      mustBeSynced(storeFiles.log, 'the database changes', at);
    if (effect.file === storeFiles.log && effect.at === 0)
      mustBeSynced(storeFiles.database, 'the log begins again', at);
    unsynced.add(effect.file);
  }
  return breaks;
}
