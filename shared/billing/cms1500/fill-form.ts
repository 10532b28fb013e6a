import type { CivilDate } from '../../base/civil-date.ts';
import type { ClaimProblem } from '../x12/claim-problem.ts';
import type { DateSpots, FormSpot, PlacedText } from './form-grid.ts';

/** One text on its way to the form. */
export type FormText = {
  readonly spot: FormSpot;
  readonly text: string;
  /** Its path in the claim. */
  readonly field: string;
  /** What people call it, to stand after "The". */
  readonly what: string;
};

/** A form that is being filled: what stands on it, and what did not fit. */
export type FormFiller = {
  /** Places text that must be whole: an id, a code, an amount. */
  readonly whole: (text: FormText) => void;
  /** Places a name, cut where its box ends. */
  readonly name: (spot: FormSpot, text: string) => void;
  readonly mark: (spot: FormSpot) => void;
  readonly date: (spots: DateSpots, date: CivilDate | null) => void;
  readonly report: (problem: ClaimProblem) => void;
  readonly cells: readonly PlacedText[];
  readonly problems: readonly ClaimProblem[];
};

function problemOf({ spot, text, field, what }: FormText): ClaimProblem | null {
  const box = `box ${spot.box} of a paper claim`;
  if (text.length > spot.length) {
    const message = `The ${what} is longer than the ${spot.length} characters of ${box}: shorten it, or send the claim as a file.`;
    return { field, code: 'tooLong', message };
  }
  if (/[^ -~]/.test(text)) {
    const message = `The ${what} has a sign that ${box} cannot hold: correct it.`;
    return { field, code: 'badIdentifier', message };
  }
  return null;
}

/** An empty form. Empty text leaves its place empty. */
export function fillForm(): FormFiller {
  const cells: PlacedText[] = [];
  const problems: ClaimProblem[] = [];
  const place = (spot: FormSpot, text: string): void => {
    if (text.trim() !== '') cells.push({ ...spot, text: text.toUpperCase() });
  };
  return {
    cells,
    problems,
    whole(entry) {
      const problem = problemOf(entry);
      if (problem === null) place(entry.spot, entry.text);
      else problems.push(problem);
    },
    name(spot, text) {
      place(spot, text.slice(0, spot.length).trimEnd());
    },
    mark(spot) {
      place(spot, 'X');
    },
    date({ month, day, year }, date) {
      if (date === null) return;
      place(month, date.slice(5, 7));
      place(day, date.slice(8, 10));
      place(year, date.slice(4 - year.length, 4));
    },
    report(problem) {
      problems.push(problem);
    },
  };
}
