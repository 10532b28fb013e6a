import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { type ArrivedScan, useScans } from '../scans.ts';
import { useToday } from '../today.ts';
import { beginWith, NOTHING_SCANNED, type ScanEntryState, takeScan } from './scan-entry.ts';

type ScanEntryUse = {
  readonly isActive: boolean;
  readonly onPack: (pack: ScannedPack | null) => void;
  /** Labels that came before this began to listen. */
  readonly begunWith: readonly ArrivedScan[];
  /** Says when a pack is done with: the next label begins another one. */
  readonly isComplete: (pack: ScannedPack) => boolean;
};

/** The labels of one pack, from the scanner, the camera and typing; `onPack` hears of every change. */
export function useScanEntry({ isActive, onPack, begunWith, isComplete }: ScanEntryUse) {
  const nowYear = Number(useToday().slice(0, 4));
  const [state, setState] = useState(() => beginWith(begunWith, nowYear));
  // A picture may hold two labels: the second is added to what the first has made of it.
  const latest = useRef(state);
  const told = useRef<ScannedPack | null>(null);
  const tell = useEffectEvent(onPack);
  const { pack } = state;
  useEffect(() => {
    if (pack === told.current) return;
    told.current = pack;
    tell(pack);
  }, [pack]);

  const change = (answer: (state: ScanEntryState) => ScanEntryState): ScanEntryState => {
    latest.current = answer(latest.current);
    setState(latest.current);
    return latest.current;
  };
  const take = (scan: ArrivedScan) =>
    change((now) => {
      const isDone = now.pack !== null && isComplete(now.pack);
      return takeScan(isDone ? NOTHING_SCANNED : now, scan, nowYear);
    });
  useScans({ onScan: take, isActive });
  return { state, nowYear, take, change };
}
