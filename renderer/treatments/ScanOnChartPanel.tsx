import { readLabel } from '../../shared/labels/label-read.ts';
import { useNavigation } from '../navigation.ts';
import { noticeScan, useScans } from '../scans.ts';
import { useMay } from '../signed-in.ts';
import { useToday } from '../today.ts';
import { beginWithScan } from './treatments-store.ts';

/** A pack that is scanned on a chart begins a treatment of this patient with it. Shows nothing itself. */
export function ScanOnChartPanel({ patientId }: { readonly patientId: string }) {
  const mayWrite = useMay('treatments.write');
  const nowYear = Number(useToday().slice(0, 4));
  useScans({
    isActive: mayWrite,
    onScan: (scan) => {
      const { raw, keepsSeparators } = scan;
      const read = readLabel(raw, { nowYear, keepsSeparators });
      if (read.state === 'unreadable')
        return noticeScan(`A label was scanned that could not be read. ${read.why}`);
      beginWithScan(patientId, scan);
      return useNavigation.getState().go({ screen: 'recordTreatment', patientId, repeat: false });
    },
  });
  return null;
}
