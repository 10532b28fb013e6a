import { type Failure, fail, ok, type Result } from '../base/result.ts';
import {
  parsedAs,
  signedManifest,
  type SignedManifest,
  type UpdateManifest,
  updateManifest,
} from './manifest.ts';
import { compareReleases } from './version.ts';

export type Offered = {
  /** The text of the signed manifest. */
  readonly text: string;
  /** What lies beside it under the name that it gives; null where nothing does. */
  readonly file: { readonly byteLength: number; readonly sha256: string } | null;
};

/** What an update must fit. */
export type Installed = {
  readonly version: string;
  readonly platform: string;
  /** The highest release that was found good here before. */
  readonly newestSeen: string | null;
  readonly now: Date;
};

/** Whether a key of this build signed exactly this text; null where it has no such key. */
export type VerifySignature = (signed: SignedManifest) => boolean | null;

export type UpdateRefusal =
  | 'NotAManifest'
  | 'UnknownKey'
  | 'NotSigned'
  | 'Expired'
  | 'NotNewer'
  | 'Replayed'
  | 'OtherPlatform'
  | 'FileMissing'
  | 'FileChanged';

type Checked = Result<UpdateManifest, Failure<UpdateRefusal, undefined>>;

/** Whether an update may be installed: signed, of now, higher than what is here, and the very file. */
export function checkUpdate(
  offered: Offered,
  installed: Installed,
  verify: VerifySignature,
): Checked {
  const signed = parsedAs(signedManifest, offered.text);
  if (!signed) return fail('NotAManifest', 'This file is no description of an update.');
  const isSigned = verify(signed);
  if (isSigned === null)
    return fail('UnknownKey', 'This update is signed by nobody whom this Caretrail knows.');
  if (!isSigned)
    return fail('NotSigned', 'This update was changed after it was signed. Do not install it.');
  const manifest = parsedAs(updateManifest, signed.manifest);
  if (!manifest)
    return fail(
      'NotAManifest',
      'This update is described in a way that this Caretrail cannot read.',
    );
  return checkAge(manifest, installed) ?? checkFile(manifest, offered, installed) ?? ok(manifest);
}

function checkAge(
  { version, expiresAt }: UpdateManifest,
  { version: current, newestSeen, now }: Installed,
): Extract<Checked, { readonly ok: false }> | null {
  if (now.getTime() >= Date.parse(expiresAt))
    return fail('Expired', `The description of ${version} is too old. Get the newest one.`);
  if (compareReleases(version, current) <= 0)
    return fail('NotNewer', `This is ${version}, and ${current} is installed: nothing goes back.`);
  if (newestSeen !== null && compareReleases(version, newestSeen) < 0)
    return fail(
      'Replayed',
      `This is ${version}, and ${newestSeen} was here already. Install that.`,
    );
  return null;
}

function checkFile(
  { version, files }: UpdateManifest,
  { file }: Offered,
  { platform }: Installed,
): Extract<Checked, { readonly ok: false }> | null {
  const wanted = files.find((each) => each.platform === platform);
  if (!wanted)
    return fail('OtherPlatform', `Release ${version} has no installer for this computer here.`);
  if (file === null)
    return fail('FileMissing', `${wanted.name} is not beside the description of the update.`);
  if (file.byteLength !== wanted.byteLength || file.sha256 !== wanted.sha256)
    return fail('FileChanged', `${wanted.name} is not the file that was signed. Get it again.`);
  return null;
}
