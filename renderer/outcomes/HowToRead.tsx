/** How the figures are made, and what they are not. */
export function HowToRead() {
  return (
    <details className="outcomes-method">
      <summary>How these figures are made</summary>
      <ul>
        <li>
          A wound counts from its first measured size, once for each episode of care. Voided records
          are left out; sizes of different methods are never mixed.
        </li>
        <li>
          A wound that had several products or protocols counts in each of their rows. These are no
          trials: rows differ in which wounds they had, not only in what was used.
        </li>
        <li>
          Area: the median of all wounds that were measured within a week of that day. A closed
          wound counts as 100% smaller.
        </li>
        <li>
          Time to closure: Kaplan and Meier’s median. A wound that has not closed, or whose care
          ended otherwise, counts as open for as long as it was seen, and not beyond.
        </li>
        <li>
          By 12 and 24 weeks: of all wounds that began at least so long ago, those that had closed
          by then. Whoever left care before counts as not closed.
        </li>
        <li>
          Intervals are 95%: by ranks for medians, Wilson’s for shares, Brookmeyer and Crowley’s for
          time. Of fewer than 10 wounds no figure is told.
        </li>
      </ul>
    </details>
  );
}
