import type { AuditFilter } from '../../shared/audit/contract.ts';
import { deedInWords } from '../../shared/audit/event-words.ts';
import type { SignedHead } from '../platform/audit-head.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { knownOperation } from './export-file.ts';
import { selectPatientName, selectPersonName } from './search-store.ts';
import { selectChains } from './store.ts';

type Row = readonly (string | number | null)[];

/** What a file is made of; `given` is the filter as it was asked for. */
export type AskedExport = {
  readonly given: AuditFilter;
  readonly head: SignedHead | null;
  readonly by: string;
  readonly begunAt: string;
};

const headHeader: Row = [
  'Chain head',
  'Computer',
  'Chain',
  'Number',
  'Hash',
  'Signed at (UTC)',
  'Signature (Ed25519)',
  'Public key',
];

/**
 * What stands below the events: who wrote the file and when, what it was filtered by, how many events it
 * holds, and the newest signed head of every chain that is known here, that of this computer first.
 */
export async function manifestOf(
  db: ReadonlyDb,
  asked: AskedExport,
  heads: readonly SignedHead[],
): Promise<(eventCount: number) => readonly Row[]> {
  const { head, by, begunAt } = asked;
  const filters = await filterRows(db, asked.given);
  const chains = await selectChains(db);
  const nameOf = ({ chainId }: SignedHead): string | null => {
    const chain = chains.find((each) => each.chainId === chainId);
    return chain?.deviceName ?? (chain?.isThisComputer ? 'This computer' : null);
  };
  const others = heads.filter(({ chainId }) => chainId !== head?.chainId);
  const headRows = [...(head ? [head] : []), ...others].map((each) => [
    'Chain head',
    nameOf(each),
    each.chainId,
    each.chainNumber,
    each.hash,
    each.signedAt,
    each.signature,
    each.publicKey,
  ]);
  return (eventCount) => [
    ['Manifest'],
    ['Written at (UTC)', begunAt],
    ['Written by', by],
    ['Events', eventCount],
    ...(filters.length === 0 ? [['Filter', 'None: all events']] : filters),
    headHeader,
    ...headRows,
  ];
}

async function filterRows(db: ReadonlyDb, given: AuditFilter): Promise<readonly Row[]> {
  const { patientId, userId, operations, outcome, from, until, chainId, withBrokenGlass } = given;
  const patient = patientId === null ? undefined : await selectPatientName(db, patientId);
  const person = userId === null ? undefined : await selectPersonName(db, userId);
  const rows: readonly (readonly [string, string | null, (string | undefined)?])[] = [
    ['Filter: patient', patientId, patient && `${patient.lastName}, ${patient.firstName}`],
    ['Filter: person', userId, person?.displayName],
    ['Filter: outcome', outcome],
    ['Filter: from (UTC)', from],
    ['Filter: until (UTC)', until],
    ['Filter: chain', chainId],
    ['Filter: broken glass', withBrokenGlass && 'Only what was done with broken glass'],
    ...(operations ?? []).map(
      (name) => ['Filter: action', name, deedInWords(name, knownOperation(name))] as const,
    ),
  ];
  return rows
    .filter(([, value]) => value !== null)
    .map((row) => [...row].map((cell) => cell ?? null));
}
