import { CircleUserRound, KeyRound, Lock } from 'lucide-react';
import { useState } from 'react';
import type { SignedInUser } from '../shared/staff/contract.ts';
import { roleNames } from '../shared/staff/role.ts';
import { lock } from './session/end-session.ts';
import { ChangeOwnPinPanel } from './staff/ChangeOwnPinPanel.tsx';
import { Button } from './ui/Button.tsx';
import { Dialog } from './ui/Dialog.tsx';
import { InlineMessage } from './ui/InlineMessage.tsx';
import { Row } from './ui/Row.tsx';
import { Stack } from './ui/Stack.tsx';
import { ThemeField } from './ui/ThemeField.tsx';

type View = 'closed' | 'menu' | 'changePin' | 'pinChanged';

/** Who is signed in; opens their own settings: appearance, PIN, lock. */
export function OwnMenu({ user }: { readonly user: SignedInUser }) {
  const [view, setView] = useState<View>('closed');
  const role = roleNames[user.role];
  return (
    <>
      <Button variant="quiet" icon={CircleUserRound} onPress={() => setView('menu')}>
        <span className="own-menu__name" dir="auto">
          {user.displayName}
        </span>
        <span className="own-menu__role">{role}</span>
      </Button>
      <Dialog
        isOpen={view !== 'closed'}
        onClose={() => setView('closed')}
        title={view === 'changePin' ? 'Change your PIN' : user.displayName}
        isDismissable={view !== 'changePin'}
      >
        {view === 'changePin' ? (
          <ChangeOwnPinPanel
            onChanged={() => setView('pinChanged')}
            onCancel={() => setView('menu')}
          />
        ) : (
          <Stack gap={5}>
            {view === 'pinChanged' && (
              <InlineMessage tone="success">Your PIN is changed.</InlineMessage>
            )}
            <p>{user.credential === null ? role : `${role}, ${user.credential}`}</p>
            <ThemeField />
            <Row>
              <Button icon={KeyRound} onPress={() => setView('changePin')}>
                Change your PIN
              </Button>
              <Button icon={Lock} onPress={() => void lock('lock')}>
                Lock
              </Button>
            </Row>
          </Stack>
        )}
      </Dialog>
    </>
  );
}
