import { type Failure, fail, type Result } from '../../shared/base/result.ts';

/** Largest file that a renderer may hand over at once, in bytes. */
export const MAX_PUT_BYTES = 64 * 1024 * 1024;

/** Turns a core that failed to answer into a plain failure; whatever it said is not passed on. */
export async function settled<Value>(
  reply: Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure>> {
  try {
    return await reply;
  } catch {
    return fail(
      'Unavailable',
      'Caretrail did not answer. Look whether your last entry is there before you repeat it.',
    );
  }
}

export function invalidInput(message: string): { readonly ok: false; readonly failure: Failure } {
  return fail('InvalidInput', message);
}
