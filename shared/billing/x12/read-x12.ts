import { fail, type Result } from '../../base/result.ts';
import { nestSegments } from './x12-nesting.ts';
import type { X12Interchange, X12Refusal } from './x12-file.ts';

type Separators = {
  readonly element: string;
  readonly component: string;
  readonly terminator: string;
};

/** ISA has fixed widths: where its separators stand does not depend on them. */
const ISA_WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];
const ISA_LENGTH = 106;

function separatorsOf(text: string): Separators | null {
  const isa = text.slice(0, ISA_LENGTH);
  const element = isa.charAt(3);
  const terminator = isa.charAt(ISA_LENGTH - 1);
  const component = isa.charAt(ISA_LENGTH - 2);
  const elements = isa.slice(4, -1).split(element);
  const isFixed =
    elements.length === ISA_WIDTHS.length &&
    elements.every((value, index) => value.length === ISA_WIDTHS[index]);
  const marks = [element, component, terminator];
  const areMarks = new Set(marks).size === 3 && marks.every((mark) => /^[^0-9A-Za-z ]$/.test(mark));
  return isa.length === ISA_LENGTH && isFixed && areMarks
    ? { element, component, terminator }
    : null;
}

type Tokens = Separators & { readonly segments: readonly string[]; readonly isWhole: boolean };

/** Line breaks are only there for people to read by, unless they end the segments. */
function tokensOf(text: string): Tokens | null {
  const bare = text.replace(/^\uFEFF?\s*/, '');
  const joined = bare.replaceAll(/[\r\n]/g, '');
  const byMark = separatorsOf(joined);
  const lines = bare.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const separators = byMark ?? separatorsOf(lines);
  if (!separators) return null;
  const pieces = (byMark ? joined : lines).split(separators.terminator);
  const rest = (pieces.pop() ?? '').trim();
  const segments = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
  return { ...separators, segments, isWhole: rest === '' };
}

const NOT_X12 = fail(
  'notX12',
  'The file is no X12 file: it does not begin with an ISA segment of fixed widths. Choose the file that the receiver sent back.',
);

const CUT_OFF = fail(
  'cutOff',
  'The file is cut off: it does not end with a whole IEA segment. Fetch it again; nothing of it was used.',
);

/**
 * Reads a file of one or more X12 interchanges, whole or not at all. Line breaks between segments
 * and the separators that ISA names are taken as they come. Refused with a reason: what is no X12,
 * is cut off, nests wrongly, or whose control numbers or counts do not agree.
 */
export function readX12(text: string): Result<readonly X12Interchange[], X12Refusal> {
  if (!/^\uFEFF?\s*ISA/.test(text)) return NOT_X12;
  const tokens = tokensOf(text);
  if (!tokens) return text.trim().length < ISA_LENGTH ? CUT_OFF : NOT_X12;
  if (!tokens.isWhole) return CUT_OFF;
  const segments = tokens.segments.map((piece) => {
    const [tag = '', ...elements] = piece.split(tokens.element);
    return { tag, elements };
  });
  return nestSegments(segments, tokens.component) ?? CUT_OFF;
}
