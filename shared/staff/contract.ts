import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { permissions } from '../base/permission.ts';
import { line, lineOrNull, optionalLine } from '../base/text.ts';
import { npiOrNull, taxonomyOrNull } from '../payers/provider-numbers.ts';
import { newPin, pinFailures, typedPin } from './pin.ts';
import { roles } from './role.ts';
import { uuid } from '../base/uuid.ts';

export const user = z.object({
  id: uuid(),
  displayName: z.string(),
  /** As claims name the person; null where `claimNameOf` reads it from the display name. */
  lastName: z.string().nullable(),
  firstName: z.string().nullable(),
  signInName: z.string(),
  role: z.enum(roles),
  credential: z.string().nullable(),
  npi: z.string().nullable(),
  /** NUCC code of the specialty. */
  taxonomy: z.string().nullable(),
  facilityId: uuid().nullable(),
  isEnabled: z.boolean(),
  hasPin: z.boolean(),
  /** Whether it has letters, which a keypad cannot type. */
  hasPassword: z.boolean(),
  /** After too many wrong PINs; an administrator lifts it. */
  isLockedOut: z.boolean(),
  version: z.int(),
});
export type User = z.output<typeof user>;

const userFields = {
  displayName: line(200),
  lastName: optionalLine(60),
  firstName: optionalLine(35),
  /** Left out: made from the display name. */
  signInName: optionalLine(200),
  role: z.enum(roles),
  credential: optionalLine(50),
  npi: npiOrNull.optional().transform((digits) => digits ?? null),
  taxonomy: taxonomyOrNull.optional().transform((code) => code ?? null),
  facilityId: uuid()
    .nullish()
    .transform((id) => id ?? null),
};

/** The same for a correction, where what is left out would silently be erased. */
const correctedUserFields = {
  ...userFields,
  lastName: lineOrNull(60),
  firstName: lineOrNull(35),
  credential: lineOrNull(50),
  npi: npiOrNull,
  taxonomy: taxonomyOrNull,
  facilityId: uuid().nullable(),
};

const ofUser = (id: string | undefined) => ({ entityType: 'user', entityId: id });

export const signedInUser = z.object({
  userId: uuid(),
  displayName: z.string(),
  role: z.enum(roles),
  credential: z.string().nullable(),
  hasPassword: z.boolean(),
  permissions: z.array(z.enum(permissions)),
});
export type SignedInUser = z.output<typeof signedInUser>;

export const signInOperations = {
  'session.tiles': query({
    summary: 'The people who can sign in on this computer',
    permission: 'anyone',
    input: z.strictObject({}),
    output: z.array(
      z.object({
        userId: uuid(),
        displayName: z.string(),
        signInName: z.string(),
        role: z.enum(roles),
        credential: z.string().nullable(),
        hasPassword: z.boolean(),
      }),
    ),
    failures: {},
  }),
  'session.current': query({
    summary: 'Who is signed in, or null',
    permission: 'anyone',
    input: z.strictObject({}),
    output: signedInUser.nullable(),
    failures: {},
  }),
  'session.signIn': command({
    summary: 'Sign in with a PIN',
    isAskedAnew: true,
    isAllowedReadOnly: true,
    holdsSecret: true,
    permission: 'anyone',
    input: z.strictObject({
      userId: uuid(),
      pin: typedPin,
      /** Where the PIN was chosen by an administrator: what its owner chooses instead. */
      newPin: newPin.nullish().transform((pin) => pin ?? null),
    }),
    output: signedInUser,
    failures: {
      ...pinFailures,
      CannotSignIn: noDetails,
      NewPinNeeded: noDetails,
      SamePin: noDetails,
    },
    subject: ({ userId }) => ofUser(userId),
  }),
  'session.signOut': command({
    summary: 'Sign out, or lock the screen',
    isAllowedReadOnly: true,
    permission: 'signedIn',
    input: z.strictObject({}),
    output: z.object({}),
    failures: {},
  }),
  'users.changeOwnPin': command({
    summary: 'Change the PIN of whoever is signed in',
    holdsSecret: true,
    permission: 'signedIn',
    input: z.strictObject({ currentPin: typedPin, newPin }),
    output: z.object({}),
    failures: { ...pinFailures, SamePin: noDetails },
  }),
  'session.touch': query({
    summary: 'Somebody is at the screen: it is not locked yet',
    permission: 'signedIn',
    isSignOfLife: true,
    input: z.strictObject({}),
    output: z.object({}),
    failures: {},
  }),
  'session.confirmPin': command({
    summary: 'Give the PIN again, for an operation that asks for it',
    isAskedAnew: true,
    isAllowedReadOnly: true,
    holdsSecret: true,
    permission: 'signedIn',
    input: z.strictObject({ operation: z.string().max(100), pin: typedPin }),
    output: z.object({}),
    failures: pinFailures,
  }),
} as const;

export const userOperations = {
  'users.list': query({
    summary: 'Everybody who works here, enabled or not',
    permission: 'users.manage',
    input: z.strictObject({}),
    output: z.array(user),
    failures: {},
  }),
  'users.create': command({
    summary: 'Add a person; with a PIN they can sign in at once',
    holdsSecret: true,
    permission: 'users.manage',
    input: z.strictObject({ ...userFields, pin: newPin.nullish().transform((pin) => pin ?? null) }),
    output: user,
    failures: { SignInNameTaken: noDetails, UnknownFacility: noDetails },
    subject: (_input, created) => ofUser(created?.id),
  }),
  'users.correct': command({
    summary: "Correct a person's names, role, credential, NPI, taxonomy or facility",
    permission: 'users.manage',
    input: z.strictObject({ userId: uuid(), seen: z.int(), ...correctedUserFields }),
    output: user,
    failures: {
      UnknownUser: noDetails,
      Stale: user,
      SignInNameTaken: noDetails,
      UnknownFacility: noDetails,
      LastAdministrator: noDetails,
    },
    subject: ({ userId }) => ofUser(userId),
  }),
  'users.enable': command({
    summary: 'Let a person sign in, with a new PIN',
    holdsSecret: true,
    permission: 'users.manage',
    input: z.strictObject({ userId: uuid(), pin: newPin }),
    output: user,
    failures: { UnknownUser: noDetails },
    subject: ({ userId }) => ofUser(userId),
  }),
  'users.liftLockout': command({
    summary: 'Let a person try their PIN again after too many wrong ones',
    permission: 'users.manage',
    input: z.strictObject({ userId: uuid() }),
    output: user,
    failures: { UnknownUser: noDetails },
    subject: ({ userId }) => ofUser(userId),
  }),
  'users.disable': command({
    summary: 'Stop a person from signing in and end their sessions',
    permission: 'users.manage',
    input: z.strictObject({ userId: uuid() }),
    output: user,
    failures: { UnknownUser: noDetails, LastAdministrator: noDetails },
    subject: ({ userId }) => ofUser(userId),
  }),
} as const;
