import type { CSSProperties } from 'react';

/** A `style` that sets custom properties for the CSS file to use. */
export type StyleVariables = CSSProperties & Readonly<Record<`--${string}`, string>>;
