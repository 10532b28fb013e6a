import { createPortal } from 'react-dom';
import { useToday } from '../today.ts';
import { formatCivilDate } from '../ui/format.ts';
import { groupsOf } from './passphrase-words.ts';

type PassphraseSheetProps = { readonly passphrase: string; readonly clinic: string | null };

function Line({ label, value }: { readonly label: string; readonly value: string | null }) {
  return (
    <div className="passphrase-sheet__line">
      <dt>{label}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  );
}

/** The sheet that Print gives, and nothing else of the page; on the screen it is not there. */
export function PassphraseSheet({ passphrase, clinic }: PassphraseSheetProps) {
  const today = useToday();
  return createPortal(
    <section className="passphrase-sheet" aria-label="Sheet to print">
      <p className="passphrase-sheet__title">Caretrail: recovery passphrase</p>
      <dl>
        <Line label="Clinic" value={clinic} />
        <Line label="Date" value={formatCivilDate(today)} />
        <Line label="Computer" value={null} />
      </dl>
      <p className="passphrase-sheet__groups">
        {groupsOf(passphrase).map((group, index) => (
          <span key={`${index} ${group}`}>{group}</span>
        ))}
      </p>
      <p>It has digits and capital letters, but no I, L, O or U: 0 is zero and 1 is one.</p>
      <p className="passphrase-sheet__heading">What it is for</p>
      <ul>
        <li>It opens the records when this computer has no keychain, or its keychain is lost.</li>
        <li>It opens a backup on another computer.</li>
        <li>It sets an administrator’s PIN anew when it is forgotten.</li>
      </ul>
      <p className="passphrase-sheet__heading">How to keep it</p>
      <ul>
        <li>Lock this sheet away, not beside the computer or its backups.</li>
        <li>Nobody can make another: without it and the keychain the records cannot be opened.</li>
        <li>
          Keep it after the passphrase is changed: backups made before open only with the one of
          their time.
        </li>
      </ul>
    </section>,
    document.body,
  );
}
