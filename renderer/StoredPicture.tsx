import { CloudDownload, ImageOff, RotateCw } from 'lucide-react';
import type { Failure } from '../shared/base/result.ts';
import type { WantedFile } from './client/file-urls.ts';
import { useFileUrl } from './client/use-file-url.ts';
import { FileOnItsWay, useArrival } from './FileOnItsWay.tsx';
import { Button } from './ui/Button.tsx';
import { InlineMessage } from './ui/InlineMessage.tsx';
import { ProgressBar } from './ui/ProgressBar.tsx';

/** A file of another computer, whose bytes come behind what is written about it. */
function isNotHereYet({ code }: Failure): boolean {
  return code === 'NotHereYet';
}

/** A small stored picture; what cannot be shown is marked, the large view says why. */
export function StoredThumbnail({ digest }: Pick<WantedFile, 'digest'>) {
  const { view, retry } = useFileUrl({ digest, mediaType: 'image/webp' });
  const isComing = view.state === 'failed' && isNotHereYet(view.failure);
  useArrival(digest, isComing, retry);
  if (isComing)
    return (
      <span className="stored-thumbnail stored-thumbnail--coming">
        <CloudDownload size={28} aria-hidden />
        <span>Not here yet</span>
      </span>
    );
  if (view.state === 'failed')
    return (
      <span className="stored-thumbnail stored-thumbnail--failed">
        <ImageOff size={28} aria-hidden />
        <span className="visually-hidden">Cannot be shown</span>
      </span>
    );
  return (
    <span className="stored-thumbnail">
      {view.state === 'ready' && <img src={view.url} alt="" draggable={false} />}
    </span>
  );
}

export type StoredFileNoticeProps = {
  readonly file: ReturnType<typeof useFileUrl>;
  readonly digest: string;
  /** What is being read, such as `Photo`. */
  readonly what: string;
  /** The small picture of it. */
  readonly preview?: string | null | undefined;
};

/** What stands in the place of a stored file that is on its way, is damaged or did not come. */
export function StoredFileNotice({ file, digest, what, preview }: StoredFileNoticeProps) {
  const { view, retry } = file;
  if (view.state !== 'failed') return <ProgressBar label={`${what}: reading…`} />;
  if (isNotHereYet(view.failure))
    return <FileOnItsWay digest={digest} what={what} preview={preview} onArrived={retry} />;
  const isDamaged = view.failure.code === 'DamagedFile';
  return (
    <InlineMessage
      tone="danger"
      title={isDamaged ? `${what} is damaged` : `${what} could not be read`}
      actions={
        <Button icon={RotateCw} onPress={retry}>
          Try again
        </Button>
      }
    >
      {view.failure.message}
      {isDamaged && ' What is written about it stays as it is. A backup may still hold the file.'}
    </InlineMessage>
  );
}
