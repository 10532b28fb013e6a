/** While this line stands, nobody can sign: the words are not the clinic's own yet. */
export const EXAMPLE_LINE =
  '[Example to adapt: check these words with your clinic, fill in what stands in brackets, and remove this line.]';

export type ConsentExample = {
  readonly key: string;
  readonly label: string;
  readonly title: string;
  readonly statement: string;
};

/** Words to begin from. They are examples, say so, and claim nothing that a person has not done. */
export const CONSENT_EXAMPLES: readonly ConsentExample[] = [
  {
    key: 'photography',
    label: 'Example: photos of the wound',
    title: 'Consent to wound photography',
    statement: `${EXAMPLE_LINE}

I agree that [name of the clinic] takes photos of my wound and keeps them in my record, to see how it heals.

I was told who can see the photos: [who]. They are not used for anything else unless I agree to that separately.

I can withdraw this at any time by telling [whom]. My care does not depend on it.`,
  },
  {
    key: 'treatment',
    label: 'Example: wound treatment',
    title: 'Consent to wound treatment',
    statement: `${EXAMPLE_LINE}

[Name and role] explained to me the treatment of my wound with [what], why it is proposed, what else could be done, and what can go wrong: [risks that were named].

The product contains [material, such as human tissue, or of pigs or cattle]. I was asked whether that is acceptable to me.

I could ask questions and they were answered. I agree to this treatment and can withdraw at any time.`,
  },
];

/** What in the words is still to be filled in: each text in brackets. */
export function openBrackets(statement: string): readonly string[] {
  return [...statement.matchAll(/\[[^\]]+\]/g)].map(([bracket]) => bracket);
}

/** The words as they are signed when somebody makes a mark instead of writing a name. */
export function withMark(statement: string): string {
  return `${statement.trim()}\n\nSigned by making a mark, seen by the witness named below.`;
}
