/** Faults that can be put into the model's parts; each must be found. */
export const FAULTS = [
  /** Server: a change that it has already is appended once more. */
  'noDedupe',
  /** Server: two branches of one device are told apart by nothing. */
  'noChain',
  /** Server: a clock that runs ahead counts as the server's time, whatever stamps stand. */
  'wallTimeClamp',
  /** Server: requests made before a restore are served. */
  'noEpochCheck',
  /** Server: whatever a guarded change had seen, it is taken up. */
  'unseenCounts',
  /** Device: the cursor goes to the head that the server named. */
  'cursorIsHead',
  /** Device: what was sent counts as acknowledged. */
  'ackIsSent',
  /** Device: of two equal stamps the one that arrives later counts. */
  'noTiebreak',
  /** Device: takes a change back by what stood when it was first made. */
  'staleUndo',
  /** Device: a page goes on top of its own changes. */
  'noRebase',
  /** Device: what waits for people is applied all the same. */
  'heldApplied',
  /** Device: raises reviews of its own beside the server's. */
  'ownReviews',
  /** Device: does not care that the server has forgotten. */
  'noEpochNotice',
  /** Device: gives nothing of others back to a restored server. */
  'noRelay',
  /** Device: gives back what others made first, and its own after. */
  'othersFirst',
  /** Device: keeps its own stamp where the server put another. */
  'noRestamp',
  /** Device: forgets a change when it is acknowledged. */
  'purgedOnAck',
  /** Device: begins from a snapshot without the log that is in no backup yet. */
  'noTail',
  /** Device: changes that are issued anew keep the bases of the old id. */
  'oldBases',
  /** Device: a failed call is tried again only after the next change. */
  'retryOnWrite',
] as const;

export type Fault = (typeof FAULTS)[number];

export type Faults = ReadonlySet<Fault>;
