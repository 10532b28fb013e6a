import { Copy, Printer } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type Copied, copySecretOf } from './copy-text.ts';
import { groupsOf } from './passphrase-words.ts';
import { PassphraseSheet } from './PassphraseSheet.tsx';

type SuggestedPassphraseProps = {
  readonly passphrase: string;
  /** The clinic's name for the printed sheet; null leaves a line to write it on. */
  readonly clinic: string | null;
};

const OUTCOMES: Readonly<Record<Copied, string>> = {
  briefly: 'Copied. Paste it into your password manager now: in a minute the clipboard forgets it.',
  copied: 'Copied. Paste it into your password manager now, then copy something else over it.',
  selected: 'It is selected: press Ctrl+C (on a Mac ⌘C) to copy it.',
};

/** A suggested passphrase in large groups, to be copied, printed or written down. */
export function SuggestedPassphrase({ passphrase, clinic }: SuggestedPassphraseProps) {
  const shown = useRef<HTMLDivElement>(null);
  const [outcome, setOutcome] = useState('');
  async function copy(): Promise<void> {
    if (shown.current === null) return;
    setOutcome(OUTCOMES[await copySecretOf(shown.current, passphrase)]);
  }
  return (
    <Stack gap={3}>
      <div className="passphrase" ref={shown} role="group" aria-label="Recovery passphrase">
        {groupsOf(passphrase).map((group, index) => (
          <span key={`${index} ${group}`} className="passphrase__group">
            {index > 0 && <span className="visually-hidden">-</span>}
            {group}
          </span>
        ))}
      </div>
      <p className="passphrase__hint">
        It holds no letters I, L, O or U: what looks like one is a digit. Small letters will do, and
        the hyphens may be left out.
      </p>
      <Row>
        <Button icon={Printer} onPress={() => window.print()}>
          Print
        </Button>
        <Button icon={Copy} onPress={() => void copy()}>
          Copy
        </Button>
        <span role="status" className="passphrase__outcome">
          {outcome}
        </span>
      </Row>
      <PassphraseSheet passphrase={passphrase} clinic={clinic} />
    </Stack>
  );
}
