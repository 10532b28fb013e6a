import type { Refusal } from '../../shared/sync/wire.ts';

/** The server answered, and would not. */
export class ServerRefused extends Error {
  override name = 'ServerRefused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`The sync server refused: ${refusal.code}`);
    this.refusal = refusal;
  }
}

export type WhyUnreachable = 'network' | 'certificate' | 'slow' | 'notCaretrail';

/** The server did not answer, or what answered is none. */
export class ServerUnreachable extends Error {
  override name = 'ServerUnreachable';
  readonly why: WhyUnreachable;
  constructor(why: WhyUnreachable, options?: ErrorOptions) {
    super(`The sync server cannot be reached: ${why}`, options);
    this.why = why;
  }
}

/** What the server sent does not follow on what is here; asking again may mend it. */
export class NotFollowing extends Error {
  override name = 'NotFollowing';
}

/** In words for people. Certificates are told apart, because an administrator can mend those. */
export const whyUnreachable: Readonly<Record<WhyUnreachable, string>> = {
  network: 'The server cannot be reached. Check the address and the network of this computer.',
  certificate:
    'The server’s certificate is not trusted, has expired, or names another server. Tell whoever runs the server.',
  slow: 'The server does not answer in time.',
  notCaretrail: 'What answers at this address is not a Caretrail server.',
};

/** The cause that Node names; a certificate's are many, and all say so. */
export function unreachableFrom(error: unknown): ServerUnreachable {
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') return new ServerUnreachable('slow');
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const isCertificate = /CERT|SSL|TLS|ISSUER|SELF_SIGNED|ALTNAME/.test(code);
  return new ServerUnreachable(isCertificate ? 'certificate' : 'network');
}
