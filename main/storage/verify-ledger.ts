import { disagreementWords } from '../../shared/inventory/disagreement.ts';
import { countLedgerFault, ledgerFaultKinds } from '../inventory/reconcile.ts';
import { type Check, lastStep, type Read } from './verify-check.ts';
import { orDamage } from './verify-damage.ts';

/** Records, movements, receipts and counts say the same of every piece: one comparison after the other. */
export function ledgerChecks(read: Read): readonly Check[] {
  return ledgerFaultKinds.map((kind) => ({
    key: `stock ${kind}`,
    label: 'Stock',
    size: 1,
    async step() {
      const { value, found } = await orDamage(
        read((db) => countLedgerFault(db, kind)),
        { kind: 'unreadable', about: 'Some of the stock' },
      );
      const about = disagreementWords[kind];
      const faults = value ? [{ kind: 'ledgerAltered', about, count: value } as const] : [];
      return lastStep([...faults, ...found]);
    },
  }));
}
