import type { Operation } from '../base/contract.ts';
import { instantAtOffset } from '../base/local-instant.ts';
import type { AuditEvent } from './contract.ts';

/** What somebody did, as it is said of one who did it and of one who tried. */
type Deed = { readonly did: string; readonly toDo: string };

/** Where an operation's summary is no sentence about a person, or there is no operation. */
const deeds: Readonly<Record<string, Deed>> = {
  'session.signIn': { did: 'signed in', toDo: 'sign in' },
  'session.signOut': { did: 'signed out or locked the screen', toDo: 'sign out' },
  'session.confirmPin': { did: 'gave the PIN again', toDo: 'give the PIN again' },
  'users.changeOwnPin': { did: 'changed the own PIN', toDo: 'change the own PIN' },
  'patients.getChart': { did: 'opened the chart', toDo: 'open the chart' },
  'charts.breakGlass': {
    did: 'broke the glass of the chart',
    toDo: 'break the glass of the chart',
  },
  'patients.find': { did: 'looked for patients', toDo: 'look for patients' },
  'audit.search': { did: 'looked into the audit trail', toDo: 'look into the audit trail' },
  'audit.list': { did: 'looked into the audit trail', toDo: 'look into the audit trail' },
  'audit.chartViewers': {
    did: 'looked at who has seen the chart',
    toDo: 'look at who has seen the chart',
  },
  'bytes.get': { did: 'opened a photo or file', toDo: 'open a photo or file' },
  'bytes.put': { did: 'handed in a photo or file', toDo: 'hand in a photo or file' },
  'store.create': { did: 'began the records', toDo: 'begin the records' },
  'store.unlock': { did: 'opened the records', toDo: 'open the records' },
  'store.restore': { did: 'restored a backup', toDo: 'restore a backup' },
  'store.regainAccess': {
    did: 'regained access with the recovery passphrase',
    toDo: 'regain access with the recovery passphrase',
  },
  unknown: {
    did: 'asked for what Caretrail does not know',
    toDo: 'do what Caretrail does not know',
  },
};

const pastOf: Readonly<Record<string, string>> = {
  begin: 'began',
  bind: 'bound',
  break: 'broke',
  bring: 'brought',
  cancel: 'cancelled',
  choose: 'chose',
  draw: 'drew',
  forget: 'forgot',
  give: 'gave',
  go: 'went',
  keep: 'kept',
  let: 'let',
  make: 'made',
  put: 'put',
  read: 'read',
  say: 'said',
  send: 'sent',
  set: 'set',
  stop: 'stopped',
  strike: 'struck',
  take: 'took',
  throw: 'threw',
  write: 'wrote',
};

function inPast(verb: string): string {
  const known = pastOf[verb];
  if (known !== undefined) return known;
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

/** What comes after it in a summary says more than whoever reads a list of events needs. */
const FIRST_PART = /^[^;:(]+/;

function lowerFirst(text: string): string {
  // A name such as FHIR keeps its letters.
  return /^[A-Z][A-Z]/.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** `Register a patient; warns of …` as `registered a patient`; what a query shows as `looked at …`. */
function deedOf(operation: string, known: Pick<Operation, 'kind' | 'summary'> | undefined): Deed {
  const own = Object.hasOwn(deeds, operation) ? deeds[operation] : undefined;
  if (own !== undefined) return own;
  if (known === undefined) return { did: `did “${operation}”`, toDo: `do “${operation}”` };
  const said = lowerFirst((FIRST_PART.exec(known.summary)?.[0] ?? known.summary).trim());
  if (known.kind === 'query' || said.startsWith('what ')) {
    // Behind the comma stands in which order.
    const [shown = said] = said.split(',');
    return { did: `looked at ${shown}`, toDo: `look at ${shown}` };
  }
  const [verb = '', ...rest] = said.split(' ');
  return { did: [inPast(verb), ...rest].join(' '), toDo: said };
}

/** What an operation is, for choosing it from a list: `Registered a patient`. */
export function deedInWords(
  operation: string,
  known: Pick<Operation, 'kind' | 'summary'> | undefined,
): string {
  const { did } = deedOf(operation, known);
  return did.slice(0, 1).toUpperCase() + did.slice(1);
}

/** What somebody did or tried to do, to follow their name: `opened the chart`. */
export function eventInWords(
  { operation, outcome }: Pick<AuditEvent, 'operation' | 'outcome'>,
  known: Pick<Operation, 'kind' | 'summary'> | undefined,
): string {
  const { did, toDo } = deedOf(operation, known);
  return outcome === 'ok' ? did : `tried to ${toDo}`;
}

/** Whose doing it was, as far as it is known. */
export function personInWords({
  userId,
  userName,
}: Pick<AuditEvent, 'userId' | 'userName'>): string {
  return userName ?? (userId === null ? 'Somebody not signed in' : 'Somebody not known here');
}

export const hostWords: Readonly<Record<string, string>> = {
  window: 'Application',
  loopback: 'Browser',
  'command-line': 'Command line',
  system: 'Caretrail itself',
};

const failureWords: Readonly<Record<string, string>> = {
  Forbidden: 'the role does not allow it',
  SignInNeeded: 'nobody was signed in',
  GlassNeeded: 'the chart was closed, and its glass not broken',
  PinAgain: 'the PIN had to be given first',
  WrongPin: 'the PIN was wrong',
  LockedOut: 'too many wrong PINs',
  NewPinNeeded: 'a new PIN had to be chosen',
  Locked: 'the screen was locked',
  ReadOnly: 'records could only be read',
  InvalidInput: 'what was sent was not valid',
  Unexpected: 'an error in Caretrail',
};

/** `Refused: the role does not allow it`; a code without words of its own is taken apart. */
export function outcomeInWords({
  outcome,
  failureCode,
}: Pick<AuditEvent, 'outcome' | 'failureCode'>): string {
  if (outcome === 'ok') return 'Done';
  const word = outcome === 'refused' ? 'Refused' : 'Failed';
  if (failureCode === null) return word;
  const apart = failureCode.replaceAll(/(?<=.)([A-Z])/g, ' $1').toLowerCase();
  return `${word}: ${failureWords[failureCode] ?? apart}`;
}

/** As the clock of that computer showed it, `2026-03-10T11:00:00.000-04:00`; in UTC where it is not known. */
export function shownTime({
  occurredAt,
  utcOffsetMinutes,
}: Pick<AuditEvent, 'occurredAt' | 'utcOffsetMinutes'>): string {
  return instantAtOffset(occurredAt, utcOffsetMinutes);
}
