export type LogoProps = {
  /** Shows the word beside the mark; the rail shows the mark above it. */
  readonly layout?: 'stacked' | 'wide' | undefined;
};

/** The product's mark: a dressing with a trail of dots, and the name. */
export function Logo({ layout = 'stacked' }: LogoProps) {
  return (
    <span className={`logo logo--${layout}`}>
      <svg className="logo__mark" viewBox="0 0 40 40" aria-hidden focusable="false">
        <rect className="logo__dressing" x="3" y="3" width="34" height="34" rx="10" />
        <path className="logo__trail" d="M10 27.5c5.5 0 5.5-7.5 10-7.5s4.500-7.500 10-7.500" />
        <circle className="logo__dot" cx="10" cy="27.5" r="3.2" />
        <circle className="logo__dot" cx="20" cy="20" r="3.2" />
        <circle className="logo__dot" cx="30" cy="12.5" r="3.2" />
      </svg>
      <span className="logo__name">Caretrail</span>
    </span>
  );
}
