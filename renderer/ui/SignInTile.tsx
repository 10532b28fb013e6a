import { ChevronRight } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { Avatar } from './Avatar.tsx';

export type SignInTileProps = {
  readonly name: string;
  /** The role in words. */
  readonly detail?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly onPress: () => void;
};

/** A person to sign in as, large enough for a gloved hand. */
export function SignInTile({ name, detail, isDisabled = false, onPress }: SignInTileProps) {
  return (
    <AriaButton className="sign-in-tile" isDisabled={isDisabled} onPress={() => onPress()}>
      <Avatar name={name} size="large" />
      <span className="sign-in-tile__text">
        <span className="sign-in-tile__name" dir="auto">
          {name}
        </span>
        {detail !== undefined && <span className="sign-in-tile__detail">{detail}</span>}
      </span>
      <ChevronRight className="sign-in-tile__go" size={22} aria-hidden />
    </AriaButton>
  );
}
