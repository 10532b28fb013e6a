import { z } from 'zod';

/** A text field of a form, checked by a rule of the contract that takes more than text. */
export function textEntry<Output>(rule: z.ZodType<Output>) {
  return z.string().transform((typed, context): Output => {
    const checked = rule.safeParse(typed);
    if (checked.success) return checked.data;
    for (const { message } of checked.error.issues) context.addIssue(message);
    return z.NEVER;
  });
}
