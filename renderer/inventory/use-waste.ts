import { useState } from 'react';
import { z } from 'zod';
import { civilDate } from '../../shared/base/civil-date.ts';
import { line, optionalLine } from '../../shared/base/text.ts';
import { quantity } from '../../shared/orders/contract.ts';
import { lineOfKey } from '../../shared/treatments/treatment-entry.ts';
import { useChange } from '../client/use-operation.ts';
import { readTyped } from '../read-typed.ts';
import { useEntry } from '../use-entry.ts';

export type WasteEntry = {
  /** The product, of an order or of none (`lineKey`); '' while none is chosen. */
  readonly line: string;
  readonly lotNumber: string;
  readonly serialNumber: string;
  readonly expiresOn: string;
  readonly pieces: number | null;
  readonly reason: string;
  readonly largerPackageReason: string;
  readonly shortageReason: string;
  /** Who saw it, beside whoever records it; '' for nobody. */
  readonly witnessedBy: string;
};

export const NOTHING_WASTED: WasteEntry = {
  line: '',
  lotNumber: '',
  serialNumber: '',
  expiresOn: '',
  pieces: 1,
  reason: '',
  largerPackageReason: '',
  shortageReason: '',
  witnessedBy: '',
};

const shape = {
  line: z.string().min(1, 'is missing'),
  lotNumber: optionalLine(50),
  serialNumber: optionalLine(50),
  expiresOn: z.union([z.literal('').transform(() => null), civilDate]),
  pieces: quantity,
  reason: line(500),
  largerPackageReason: optionalLine(500),
  shortageReason: optionalLine(500),
  witnessedBy: z.string().transform((id) => (id === '' ? null : id)),
};
const labels = {
  line: 'Product',
  lotNumber: 'Lot',
  serialNumber: 'Serial',
  expiresOn: 'Expires',
  pieces: 'Pieces',
  reason: 'Reason',
  largerPackageReason: 'Why no smaller package',
  shortageReason: 'How that can be',
  witnessedBy: 'Witness',
};

export type WasteUse = {
  /** Under which what is typed outlives a lock. */
  readonly keptAs: string;
  readonly start: WasteEntry;
  /** Where it lay; null: wherever stock has it. */
  readonly locationId: string | null;
  /** Whom it was opened for; null: nobody. */
  readonly patientId: string | null;
  readonly onRecorded: () => void;
};

/** What is typed about pieces that were wasted. Where it is more than there is, it asks how that can be. */
export function useWaste({ keptAs, start, locationId, patientId, onRecorded }: WasteUse) {
  const waste = useChange('waste.record');
  const [isShort, setShort] = useState(false);
  const form = useEntry<WasteEntry, typeof shape, unknown>({
    keptAs,
    start: { entry: start, seen: 0 },
    what: 'waste record',
    read: (typed) => readTyped(shape, typed, labels),
    send: async ({ line: key, shortageReason, witnessedBy, ...said }) => {
      const { productId, orderId } = lineOfKey(key) ?? { productId: '', orderId: null };
      const reply = await waste.mutateAsync({
        lines: [{ productId, locationId, ...said }],
        wastedAt: new Date().toISOString(),
        patientId,
        orderId,
        witnessedBy,
        shortageReason,
      });
      if (!reply.ok && reply.failure.code === 'ShortInStock') setShort(true);
      return reply;
    },
    // The sentence for other programs names the field as they send it.
    inWords: (message) => message.replace('say in shortageReason how', 'say below how'),
    onSaved: onRecorded,
  });
  return { ...form, isShort: isShort || form.entry.shortageReason !== '' };
}

export type WasteForm = ReturnType<typeof useWaste>;
