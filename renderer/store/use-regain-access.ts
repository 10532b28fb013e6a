import { type FormEvent, useState } from 'react';
import { client } from '../client/client.ts';
import { queryClient } from '../client/use-operation.ts';
import { placeProblems } from '../form-problems.ts';
import { useNewPin } from '../staff/NewPinPanel.tsx';
import { usePassphraseAttempt } from './use-passphrase-attempt.ts';

export type RegainAccess = ReturnType<typeof useRegainAccess>;

/** The passphrase, whose PIN, and the new PIN; `onRegained` is called with whose it is now. */
export function useRegainAccess(onlyId: string | null, onRegained: (userId: string) => void) {
  const attempt = usePassphraseAttempt();
  const [userId, setUserId] = useState(onlyId);
  const [userProblem, setUserProblem] = useState<string>();
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const pin = useNewPin();

  async function send(whose: string, passphrase: string, newPin: string): Promise<void> {
    setPending(true);
    // Sent past the cache of mutations, which would keep passphrase and PIN for minutes.
    const reply = await client['store.regainAccess']({ passphrase, userId: whose, newPin });
    setPending(false);
    if (reply.ok) {
      void queryClient.invalidateQueries();
      onRegained(whose);
      return;
    }
    const { failure } = reply;
    if (attempt.refuse(failure)) return;
    if (failure.code === 'UnknownUser' || failure.code === 'NotAnAdministrator')
      setUserProblem(failure.message);
    else {
      const show = (_field: 'newPin', problem: string) => pin.refuse(problem);
      setNotice(placeProblems(failure, { fields: ['newPin'], show }));
    }
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isPending) return;
    setNotice(null);
    const passphrase = attempt.check();
    if (passphrase === null) return;
    setUserProblem(userId === null ? 'Choose whose PIN it is' : undefined);
    if (userId === null) return;
    const newPin = pin.check();
    if (newPin !== null) await send(userId, passphrase, newPin);
  }
  function choose(id: string): void {
    setUserId(id);
    setUserProblem(undefined);
  }
  return { attempt, userId, userProblem, choose, pin, notice, isPending, submit };
}
