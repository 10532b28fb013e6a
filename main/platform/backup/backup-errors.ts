export type UnusableBackup =
  | 'UnknownFile'
  | 'NotABackup'
  | 'DamagedBackup'
  | 'FromNewerRelease'
  | 'WrongPassphrase'
  | 'NoRoom';

const WORDS: Readonly<Record<UnusableBackup, string>> = {
  UnknownFile: 'There is no such file, or it cannot be read.',
  NotABackup:
    'This file is not a backup of Caretrail, or it was cut off while it was made or copied. Choose another.',
  DamagedBackup:
    'This backup is damaged: not everything in it is as it was written. Choose another one.',
  FromNewerRelease:
    'This backup was made by a newer release of Caretrail. Install that release, then restore it.',
  WrongPassphrase: 'The passphrase does not open this backup.',
  NoRoom: 'There is not enough room on the disk to restore this backup. Free some space first.',
};

/** A backup cannot be restored; nothing was changed. The message is fit for a user. */
export class BackupUnusable extends Error {
  override name = 'BackupUnusable';
  readonly why: UnusableBackup;
  constructor(why: UnusableBackup, options?: ErrorOptions) {
    super(WORDS[why], options);
    this.why = why;
  }
}

/** A backup that was just made is not a whole copy of the records; its file was removed. */
export class BackupNotVerified extends Error {
  override name = 'BackupNotVerified';
  constructor(what: string, options?: ErrorOptions) {
    super(`The backup did not pass its check: ${what}`, options);
  }
}

/** The work was given up on request; it left nothing behind. */
export class CopyStopped extends Error {
  override name = 'CopyStopped';
  constructor() {
    super('Stopped on request');
  }
}
