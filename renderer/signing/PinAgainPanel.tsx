import { ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { client } from '../client/client.ts';
import { askForPinBy, type PinWanted } from '../client/pin-again.ts';
import { ConfirmWithPin } from './ConfirmWithPinPanel.tsx';

type Asked = PinWanted & { readonly answer: (isGiven: boolean) => void };

/** Asks for the PIN whenever the core wants it again; mounted once, for whoever is signed in. */
export function PinAgainPanel() {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    askForPinBy(
      (wanted) =>
        new Promise((resolve) => {
          setAsked((before) => {
            before?.answer(false);
            return { ...wanted, answer: resolve };
          });
        }),
    );
    return () => askForPinBy(null);
  }, []);
  // Whoever is locked out of the screen does not give it any more.
  useEffect(() => () => asked?.answer(false), [asked]);
  if (asked === null) return null;
  const end = (isGiven: boolean): void => {
    asked.answer(isGiven);
    setAsked(null);
  };
  return (
    <ConfirmWithPin
      title="Your PIN again"
      confirmLabel="Go on"
      icon={ShieldCheck}
      send={({ pin }) => client['session.confirmPin']({ operation: asked.operation, pin })}
      onReply={(reply) => {
        if (!reply.ok) return reply.failure.message;
        end(true);
        return null;
      }}
      onClose={() => end(false)}
    >
      <p>{asked.summary}.</p>
      <p>
        {asked.operation === 'charts.breakGlass'
          ? 'Everything you read meanwhile is recorded under your name.'
          : 'This takes records out of Caretrail or strikes something out. It is done under your name.'}
      </p>
    </ConfirmWithPin>
  );
}
