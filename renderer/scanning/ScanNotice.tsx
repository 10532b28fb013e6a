import { ScanBarcode } from 'lucide-react';
import { useEffect } from 'react';
import { noticeScan, useScanState } from '../scans.ts';
import { NoticeLine } from '../ui/NoticeLine.tsx';

const SHOWN_MS = 8000;

/** Says why a scan was not taken, for a while. Keep it mounted: it announces. */
export function ScanNotice() {
  const notice = useScanState((state) => state.notice);
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(() => noticeScan(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div role="status">
      {notice !== null && (
        <NoticeLine tone="caution" icon={ScanBarcode}>
          {notice}
        </NoticeLine>
      )}
    </div>
  );
}
