import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { type ArrivedScan, useScans } from '../scans.ts';
import { useToday } from '../today.ts';
import { NOTHING_SCANNED, type ScanEntryState, takeScan } from './scan-entry.ts';

type ScanEntryUse = {
  readonly isActive: boolean;
  readonly onPack: (pack: ScannedPack | null) => void;
};

/** The labels of one pack, from the scanner, the camera and typing; `onPack` hears of every change. */
export function useScanEntry({ isActive, onPack }: ScanEntryUse) {
  const [state, setState] = useState<ScanEntryState>(NOTHING_SCANNED);
  // A picture may hold two labels: the second is added to what the first has made of it.
  const latest = useRef(state);
  const told = useRef<ScannedPack | null>(null);
  const nowYear = Number(useToday().slice(0, 4));
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
  const take = (scan: ArrivedScan) => change((now) => takeScan(now, scan, nowYear));
  useScans({ onScan: take, isActive });
  return { state, nowYear, take, change };
}
