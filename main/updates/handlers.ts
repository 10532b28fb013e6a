import { createPublicKey, verify } from 'node:crypto';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { CARETRAIL_VERSION } from '../../shared/base/version.ts';
import { checkUpdate, type VerifySignature } from '../../shared/updates/check-update.ts';
import type { updateOperations } from '../../shared/updates/contract.ts';
import type { UpdateKey } from '../../shared/updates/update-keys.ts';
import type { Contexts } from '../platform/context.ts';

const onlyInWindow = fail(
  'OnlyInWindow',
  'Updates are checked and installed in Caretrail’s own window.',
);

export function createUpdateHandlers(
  keys: readonly UpdateKey[],
): Handlers<typeof updateOperations, Contexts> {
  const signature = verifierOf(keys);
  // What was found good since the program began, which alone may be installed.
  const checked = new Map<string, string>();
  return {
    'updates.status': async () => ok({ version: CARETRAIL_VERSION, takesUpdates: keys.length > 0 }),
    async 'updates.check'({ offered }, { now }) {
      if (offered === null) return onlyInWindow;
      const { platform, newestSeen } = offered;
      const installed = { version: CARETRAIL_VERSION, platform, newestSeen, now };
      const found = checkUpdate(offered, installed, signature);
      if (!found.ok) return found;
      const { version, issuedAt, notes } = found.value;
      checked.set(version, offered.file?.sha256 ?? '');
      return ok({ version, issuedAt, notes });
    },
    async 'updates.install'({ version, sha256 }) {
      if (sha256 === null) return onlyInWindow;
      if (checked.get(version) === sha256) return ok({});
      return fail(
        'NotChecked',
        `Check ${version} again: the file is not the one that was checked.`,
      );
    },
  };
}

/** Tells whether a manifest was signed by one of these keys. */
export function verifierOf(keys: readonly UpdateKey[]): VerifySignature {
  return ({ keyId, manifest, signature }) => {
    const key = keys.find((each) => each.keyId === keyId);
    if (!key) return null;
    const publicKey = createPublicKey({
      key: Buffer.from(key.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    return verify(null, Buffer.from(manifest), publicKey, Buffer.from(signature, 'base64'));
  };
}
