import { isAllowed } from '../../shared/base/permission.ts';
import { refusalFor } from './byte-transfer.ts';
import type { CallParts } from './call.ts';
import type { Session } from './core.ts';
import type { ReadonlyDb } from './database.ts';
import { glassNeeded, type Refusal } from './dispatch-failures.ts';

type AskedFile = {
  readonly session: Session;
  /** What reading it needs, for each purpose that it is kept for. */
  readonly demands: readonly string[];
  /** Whose charts show it, as far as that is written down; none for small pictures. */
  readonly patientIds: readonly string[];
  readonly patientsOf: () => Promise<readonly string[]>;
};

/**
 * Why somebody does not get a file, or null. What only charts show is behind the same glass as they are; one
 * that stands in several charts comes where any of them is open.
 */
export async function refusalOfFile(
  parts: CallParts,
  db: ReadonlyDb,
  { session, demands, patientIds, patientsOf }: AskedFile,
): Promise<Refusal | null> {
  const refusal = refusalFor(parts, session, demands.length > 0 ? demands : ['signedIn']);
  const [actor, now] = [parts.sessions.actorOf(session), parts.clock()];
  const isOfCharts = demands.length > 0 && demands.every((demand) => demand === 'charts.read');
  if (actor === null || !isOfCharts) return refusal;
  const isOpened = (id: string): boolean => parts.sessions.hasOpened(session, id, now);
  if (refusal) {
    const isOpen = isAllowed('charts.breakGlass', actor) && (await patientsOf()).some(isOpened);
    return isOpen ? null : refusal;
  }
  if (patientIds.length === 0 || patientIds.some(isOpened)) return null;
  for (const patientId of patientIds)
    if (!(await parts.isChartClosed(db, { actor, patientIds: [patientId], now }))) return null;
  return glassNeeded;
}
