import { z } from 'zod';
import { RELEASE } from './version.ts';

/** A plain name: what is taken is the file of that name beside the manifest, and no other. */
const fileName = z.string().regex(/^[A-Za-z\d][\w.-]{0,119}$/);

export const updateFile = z.strictObject({
  /** As Node names platform and processor: `linux-x64`; an AppImage is replaced by another. */
  platform: z.string().regex(/^(?:linux|win32|darwin)-(?:x64|arm64)(?:-appimage)?$/),
  name: fileName,
  byteLength: z.int().positive(),
  sha256: z.string().regex(/^[\da-f]{64}$/),
});
export type UpdateFile = z.output<typeof updateFile>;

/** What a release says of itself. */
export const updateManifest = z.strictObject({
  format: z.literal('caretrail-update-1'),
  version: z.string().regex(RELEASE),
  issuedAt: z.iso.datetime(),
  /** From then on it is not taken any more: whoever offers it later keeps something newer back. */
  expiresAt: z.iso.datetime(),
  /** What is new, a sentence or two each. */
  notes: z.array(z.string().min(1).max(500)).max(50),
  files: z.array(updateFile).min(1).max(20),
});
export type UpdateManifest = z.output<typeof updateManifest>;

/** The file beside the installers: the manifest as text, and the signature over exactly this text. */
export const signedManifest = z.strictObject({
  keyId: z.string().min(1).max(100),
  /** JSON of a manifest. */
  manifest: z.string().max(100_000),
  /** Ed25519 over the UTF-8 bytes of `manifest`, in base64. */
  signature: z.string().regex(/^[A-Za-z\d+/]{86}==$/),
});
export type SignedManifest = z.output<typeof signedManifest>;

export const MANIFEST_ENDING = 'caretrail-update';

/** The most that a signed manifest's file may have, in characters. */
export const MANIFEST_LENGTH = 250_000;

/** Reads a text as one thing; undefined where it is another. */
export function parsedAs<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The installer that a manifest names for a platform, before anybody has looked at the signature. */
export function namedFile(text: string, platform: string): UpdateFile | undefined {
  const signed = parsedAs(signedManifest, text);
  const manifest = signed && parsedAs(updateManifest, signed.manifest);
  return manifest?.files.find((file) => file.platform === platform);
}
