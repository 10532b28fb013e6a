import { useEffect } from 'react';
import type { FileState } from '../shared/sync/contract.ts';
import { useFileUrl } from './client/use-file-url.ts';
import { useOperation } from './client/use-operation.ts';
import { filePlaceInWords } from './file-places.ts';
import { ProgressBar } from './ui/ProgressBar.tsx';

const SOON_MS = 1500;

/** Where a file is that is not here, asked again until it came; then `onArrived` is called. */
export function useArrival(
  digest: string,
  isMissing: boolean,
  onArrived: () => void,
): FileState | undefined {
  const { data } = useOperation(
    'sync.files',
    { digests: [digest] },
    { enabled: isMissing, askAgainMs: () => SOON_MS },
  );
  const state = data?.[0];
  const hasArrived = isMissing && state?.isHere === true;
  useEffect(() => {
    if (hasArrived) onArrived();
  }, [hasArrived, onArrived]);
  return state;
}

/** The small picture, as large as there is room; nothing where it is not here either. */
function Preview({ digest }: { readonly digest: string }) {
  const { view, retry } = useFileUrl({ digest, mediaType: 'image/webp' });
  useArrival(digest, view.state === 'failed', retry);
  if (view.state !== 'ready') return null;
  return <img className="file-coming__preview" src={view.url} alt="" draggable={false} />;
}

export type FileOnItsWayProps = {
  readonly digest: string;
  /** What is being read, such as `Photo`. */
  readonly what: string;
  /** The small picture of it. */
  readonly preview?: string | null | undefined;
  readonly onArrived: () => void;
};

/** What stands in the place of a file whose bytes are still elsewhere. Nothing is wrong with it. */
export function FileOnItsWay({ digest, what, preview = null, onArrived }: FileOnItsWayProps) {
  const state = useArrival(digest, true, onArrived);
  const { data: status } = useOperation('sync.status', {});
  const isOffline = status?.state === 'offline';
  const { title, detail } = filePlaceInWords(what.toLowerCase(), state, isOffline);
  const total = state?.byteLength ?? null;
  const moved = state?.movedBytes ?? null;
  return (
    <div className="file-coming">
      {preview !== null && <Preview digest={preview} />}
      <div className="file-coming__words" role="status">
        <p className="file-coming__title">{title}</p>
        <p>{detail}</p>
      </div>
      {total !== null && moved !== null && (
        <ProgressBar label={`${what} on its way`} value={moved} total={total} />
      )}
    </div>
  );
}
