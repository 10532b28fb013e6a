import { type FormEvent, useEffect, useRef, useState } from 'react';
import { client } from '../client/client.ts';
import { queryClient } from '../client/use-operation.ts';
import { pathAsTyped } from './backup-file.ts';
import { type Restoring, useStart } from './start-store.ts';
import { usePassphraseAttempt } from './use-passphrase-attempt.ts';

/** Refusals that are about the file that was chosen. */
const OF_FILE = ['UnknownFile', 'NotABackup', 'DamagedBackup', 'FromNewerRelease'];

type Asked = {
  readonly path: string;
  readonly passphrase: string;
  /** Whether the form that asked is still there to say why it failed. */
  readonly isShown: () => boolean;
};

/** Restores; whichever screen asked may be gone when the answer comes, so the store holds it. */
async function restore({ path, passphrase, isShown }: Asked) {
  const before = useStart.getState().restoring;
  useStart.setState({ restoring: { kind: 'running' } });
  // Sent past the cache of mutations, which would keep the passphrase for minutes.
  const reply = await client['store.restore']({ path, passphrase });
  let restoring: Restoring = before;
  if (reply.ok) restoring = { kind: 'done', restored: reply.value };
  else if (!isShown()) restoring = { kind: 'failed', problem: reply.failure.message };
  useStart.setState({ restoring });
  await queryClient.invalidateQueries(reply.ok ? {} : { queryKey: ['store.status'] });
  return reply;
}

/** Whether what calls it is still on the screen. */
function useIsMounted(): { readonly current: boolean } {
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  return isMounted;
}

export type RestoreEntry = ReturnType<typeof useRestore>;

/** A backup to restore: which file, its passphrase, and what came of it. */
export function useRestore(initialFile: string | null) {
  const attempt = usePassphraseAttempt();
  const [file, setFile] = useState(initialFile);
  const [path, setPath] = useState('');
  const [pathProblem, setPathProblem] = useState<string>();
  const [notice, setNotice] = useState<string | null>(null);
  const isRunning = useStart(({ restoring }) => restoring.kind === 'running');
  const chosen = file ?? pathAsTyped(path);
  const form = useIsMounted();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isRunning) return;
    setNotice(null);
    if (chosen === '') return setPathProblem('Say which file');
    const passphrase = attempt.check();
    if (passphrase === null) return;
    const isShown = () => form.current;
    const reply = await restore({ path: chosen, passphrase, isShown });
    if (reply.ok || attempt.refuse(reply.failure)) return;
    const { code, message } = reply.failure;
    if (file === null && OF_FILE.includes(code)) setPathProblem(message);
    else setNotice(message);
  }
  function typePath(next: string): void {
    setPath(next);
    setPathProblem(undefined);
  }
  return {
    attempt,
    file,
    /** Null: a file that is typed in instead. */
    choose: setFile,
    path,
    typePath,
    pathProblem,
    notice,
    isRunning,
    submit,
  };
}
