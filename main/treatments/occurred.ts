import type { Occurred } from '../../shared/signing/late-entry.ts';

/** When a treatment was done, as far as it was said. */
export function occurredOf(typed: {
  readonly dateApplied: string;
  readonly appliedAt?: string | null;
}): Occurred {
  return { on: typed.dateApplied, at: typed.appliedAt ?? null };
}
