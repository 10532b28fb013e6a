import { useCallback, useEffect, useState } from 'react';
import { useSignedIn } from '../signed-in.ts';
import { bridge } from './bridge.ts';
import { createFileUrls, type FileView, type WantedFile } from './file-urls.ts';

/** A few full pictures and some hundred small ones. */
const MAX_IDLE_BYTES = 48 * 1024 * 1024;
const MAX_AT_ONCE = 6;

const fileUrls = createFileUrls({
  read: (digest) => bridge.bytes.get(digest),
  createUrl: (file) => URL.createObjectURL(file),
  revokeUrl: (url) => URL.revokeObjectURL(url),
  maxIdleBytes: MAX_IDLE_BYTES,
  maxAtOnce: MAX_AT_ONCE,
});

useSignedIn.subscribe(({ user }) => {
  if (user === null) fileUrls.forget();
});

/** How a stored file stands, with its `blob:` address once it is read, and how to try again. */
export function useFileUrl({ digest, mediaType }: WantedFile) {
  const [shown, setShown] = useState<{ readonly of: string; readonly view: FileView } | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(
    () => fileUrls.hold({ digest, mediaType }, (view) => setShown({ of: digest, view })),
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt holds it anew
    [digest, mediaType, attempt],
  );
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  const view: FileView = shown?.of === digest ? shown.view : { state: 'reading' };
  return { view, retry };
}
