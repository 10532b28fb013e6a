/** Said where the core did not answer at all. */
export const NO_ANSWER = 'Caretrail did not answer. Please try again.';

/** The same below a form that keeps what was typed. */
export const NO_ANSWER_TEXT_KEPT =
  'Caretrail did not answer. What you typed is still here; please try again.';

type Answer = { readonly ok: true } | { readonly ok: false; readonly failure: Refusal } | null;
type Refusal = { readonly message: string };

/** Why something was not done, in words for the user; null where it was. No reply at all is null. */
export function whyNot(reply: Answer): string | null {
  if (reply === null) return NO_ANSWER;
  return reply.ok ? null : reply.failure.message;
}
