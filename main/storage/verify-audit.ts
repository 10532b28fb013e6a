import { auditEventsIn, auditFindings } from '../audit/actions.ts';
import type { SignedHead } from '../platform/audit-head.ts';
import { type Check, type CheckStep, lastStep, type Read } from './verify-check.ts';
import { orDamage } from './verify-damage.ts';
import type { Found } from './verify-found.ts';

type Findings = ReturnType<typeof auditFindings>;

const unreadable = { kind: 'unreadable', about: 'The audit trail' } as const;

/** No audit event was changed, deleted, inserted or moved, as far as the chains and what was signed of them tell. */
export async function auditCheck(
  read: Read,
  heads: () => Promise<readonly SignedHead[]>,
): Promise<Check> {
  let findings: Findings | null = null;
  const { value } = await orDamage(auditEventsIn(read), unreadable);
  return {
    key: 'audit trail',
    label: 'Audit trail',
    size: value ?? 1,
    async step(from): Promise<CheckStep> {
      // A check that is resumed after a restart has no place in memory and begins anew.
      findings = (from === 0 ? null : findings) ?? auditFindings(read, await heads());
      const step = await orDamage(findings.next(), unreadable);
      if (!step.value) return lastStep(step.found);
      if (step.value.done) return lastStep([]);
      const { events, findings: seen } = step.value.value;
      // Never 0, which is where the check begins.
      return { next: from + Math.max(1, events), found: seen.map(foundOf), looked: {} };
    },
  };
}

function foundOf({ severity, what }: { readonly severity: string; readonly what: string }): Found {
  return { kind: severity === 'note' ? 'auditNote' : 'auditAltered', about: what, count: 1 };
}
