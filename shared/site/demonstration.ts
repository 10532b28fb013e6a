/** The PIN of every fictional person; shown wherever one of them can sign in. */
export const DEMONSTRATION_PIN = '246810';
