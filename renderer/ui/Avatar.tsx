import { initialsOf } from './format.ts';

export type AvatarProps = {
  readonly name: string;
  readonly size?: 'regular' | 'large' | undefined;
};

const TINT_COUNT = 6;

/** The same name always gets the same tint, 0 to 5. */
export function tintOf(name: string): number {
  const sum = Array.from(name, (character) => character.codePointAt(0) ?? 0).reduce(
    (total, codePoint) => total + codePoint,
    0,
  );
  return sum % TINT_COUNT;
}

/** A person's initials on a tint of their own; the name itself must stand beside it. */
export function Avatar({ name, size = 'regular' }: AvatarProps) {
  return (
    <span className={`avatar avatar--${size} avatar--tint-${tintOf(name)}`} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}
