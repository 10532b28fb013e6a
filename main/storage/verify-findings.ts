import type { Finding } from '../../shared/storage/contract.ts';
import type { Found, FoundKind } from './verify-found.ts';

type Words = {
  readonly severity?: 'note';
  readonly what: (found: Found) => string;
  readonly toDo: string;
};

const RESTORE =
  'Restore the newest backup that was made before this and whose check was good. Keep the records that are here until then: what was recorded since can still be read in them.';

const TAMPERED =
  'Compare with the newest backup that was made before this and whose check was good, and find out who could reach the database other than through Caretrail. Bill and send none of these records until then.';

const words: Readonly<Record<FoundKind, Words>> = {
  pageAltered: {
    what: ({ about, count }) =>
      `${counted(count, 'page')} of ${about} ${isAre(count)} damaged or altered and cannot be read.`,
    toDo: RESTORE,
  },
  storeOutOfStep: {
    what: () =>
      'A part of the records was removed or replaced by an older version of itself, outside of Caretrail or by a failing disk.',
    toDo: `${RESTORE} Have the disk checked, and find out who could change files on this computer.`,
  },
  olderThanAnchor: {
    what: ({ count }) =>
      `These records are an older copy: ${counted(count, 'later change')} to them ${isAre(count)} missing.`,
    toDo: 'If somebody put an older copy of the data folder back, that is what is missing. Otherwise find out who could, and restore the newest backup.',
  },
  olderThanBackup: {
    what: ({ about }) =>
      `These records are older than the backup of ${instant(about)}: it holds changes that they do not.`,
    toDo: 'If an older backup was put in their place on purpose, nothing needs to be done. Otherwise restore that backup.',
  },
  anchorUnreadable: {
    what: () =>
      'The file “anchor” beside the records was altered, so it cannot tell whether they are an older copy.',
    toDo: 'Compare the number of records with the newest backup. Remove the file “anchor”; Caretrail writes it anew.',
  },
  keychainAltered: {
    what: () =>
      'What this computer’s keychain opens was damaged or altered: the next start will ask for the recovery passphrase.',
    toDo: 'Have the recovery passphrase at hand, and find out who could change files on this computer.',
  },
  passphraseAltered: {
    what: () =>
      'What the recovery passphrase opens was damaged or altered: the passphrase may no longer open the records.',
    toDo: 'Make a backup now, then choose a new recovery passphrase (Backup and storage).',
  },
  passphraseMissing: {
    what: () => 'These records have no recovery passphrase any more.',
    toDo: 'Restore the newest backup: with the loss of this computer’s keychain these records could never be opened again.',
  },
  fileAltered: {
    what: ({ count }) =>
      `${counted(count, 'kept file')} (photos, exports, imported files) ${isAre(count)} damaged or altered.`,
    toDo: 'Restore the newest backup, or add these files again.',
  },
  filesOutOfStep: {
    what: () =>
      'Among the kept files (photos, exports, imported files) something was removed, or replaced by an older version of itself.',
    toDo: 'Restore the newest backup, or add the files that are missing again.',
  },
  fileMissing: {
    what: ({ count }) =>
      `${counted(count, 'file')} that the records name ${isAre(count)} not there in full.`,
    toDo: 'Restore the newest backup, or add these files again.',
  },
  fileUnnamed: {
    severity: 'note',
    what: ({ count }) =>
      `${counted(count, 'kept file')} ${count === 1 ? 'belongs' : 'belong'} to no record.`,
    toDo: 'Nothing: they only take up room, and go when there is time for it.',
  },
  tableDamaged: {
    what: ({ about, count }) =>
      `The table ${about} is not whole: ${counted(count, 'place')} in it ${isAre(count)} not as the database writes them.`,
    toDo: RESTORE,
  },
  indexDamaged: {
    what: ({ about }) =>
      `The index ${about} does not agree with its table: searches may miss rows that are there.`,
    toDo: RESTORE,
  },
  referenceBroken: {
    what: ({ about, count }) =>
      `${counted(count, 'row')} of ${about.replace(' to ', ' refer to a row of ')} that is not there.`,
    toDo: RESTORE,
  },
  ruleBroken: {
    what: ({ about, count }) =>
      `${counted(count, 'row')} ${count === 1 ? 'breaks' : 'break'} the rule ${about}.`,
    toDo: RESTORE,
  },
  signedAltered: {
    what: ({ about, count }) =>
      `${countedOf(count, about)} no longer ${count === 1 ? 'says' : 'say'} what was signed: somebody altered ${count === 1 ? 'it' : 'them'} outside of Caretrail.`,
    toDo: TAMPERED,
  },
  signatureMissing: {
    what: ({ about, count }) =>
      `${countedOf(count, about)} ${isAre(count)} marked as signed or co-signed, and the signature is missing.`,
    toDo: TAMPERED,
  },
  correctionAltered: {
    what: ({ about, count }) =>
      `${countedOf(count, about)} ${isAre(count)} not shown as the newest correction says.`,
    toDo: TAMPERED,
  },
  ledgerAltered: {
    what: ({ about, count }) =>
      `The stock and its records differ in ${counted(count, 'place')}: ${about.toLowerCase()}.`,
    toDo: 'Open Stock, Disagreements: each place is named there. If nobody can explain one, somebody reached the database other than through Caretrail; compare with the newest good backup.',
  },
  sumsAltered: {
    what: ({ count }) =>
      `What is shown as on hand differs in ${counted(count, 'place')} from what the movements come to.`,
    toDo: 'The movements are what counts: look at those of a product before you rely on what is on hand. Then restore the newest good backup.',
  },
  auditAltered: {
    what: ({ about }) => about,
    toDo: 'Open the audit trail and verify it: each place is named there. Compare with the newest backup that was made before this and whose check was good, and find out who could reach the database other than through Caretrail.',
  },
  auditNote: {
    severity: 'note',
    what: ({ about }) => about,
    toDo: 'Nothing, if this was done on purpose.',
  },
  unreadable: {
    what: ({ about }) => `${about} could not be checked, because the database cannot read it.`,
    toDo: RESTORE,
  },
};

/** What was found in plain words, problems before notes. */
export function findingsOf(found: readonly Found[]): readonly Finding[] {
  const findings = found.map((one): Finding => {
    const { severity = 'problem', what, toDo } = words[one.kind];
    return { severity, what: what(one), toDo };
  });
  const isProblem = ({ severity }: Finding): boolean => severity === 'problem';
  return [...findings.filter(isProblem), ...findings.filter((each) => !isProblem(each))];
}

/** Such as `1 page` and `12,345 pages`. */
function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Such as `1 signed treatment`, where `plural` is its plural. */
function countedOf(count: number, plural: string): string {
  return counted(count, plural.replace(/s$/, ''));
}

function isAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}

/** `2026-03-10 15:00 UTC`. */
function instant(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
