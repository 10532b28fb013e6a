export type SkipLinkProps = {
  /** Id of the element to jump to; it needs `tabIndex={-1}`. */
  readonly targetId: string;
};

/** The first thing the Tab key reaches: past the navigation to the content. */
export function SkipLink({ targetId }: SkipLinkProps) {
  return (
    <a
      className="skip-link"
      href={`#${targetId}`}
      onClick={(event) => {
        // The hash belongs to the router, so focus is moved by hand.
        event.preventDefault();
        document.getElementById(targetId)?.focus();
      }}
    >
      Skip to content
    </a>
  );
}
