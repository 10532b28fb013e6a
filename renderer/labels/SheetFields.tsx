import {
  type LabelSheetKey,
  labelPlaces,
  labelSheetKeys,
  labelSheets,
  labelsPerPage,
} from '../../shared/labels/label-sheet.ts';
import { QuantityField } from '../ui/QuantityField.tsx';
import { SelectField } from '../ui/SelectField.tsx';

export type SheetFieldsProps = {
  readonly sheet: LabelSheetKey;
  readonly onSheet: (sheet: LabelSheetKey) => void;
  readonly startAt: number | null;
  readonly onStartAt: (startAt: number | null) => void;
  /** How many labels will be on it. */
  readonly count: number;
};

/** Which paper, and where on a used sheet to begin. */
export function SheetFields({ sheet, onSheet, startAt, onStartAt, count }: SheetFieldsProps) {
  const perPage = labelsPerPage(labelSheets[sheet]);
  const isBeyond = startAt !== null && startAt > perPage;
  return (
    <div className="label-sheet-fields">
      <div className="label-sheet-fields__fields">
        <SelectField
          label="Sheet or roll"
          options={labelSheetKeys.map((key) => ({ key, label: labelSheets[key].name }))}
          value={sheet}
          onChange={onSheet}
        />
        {perPage > 1 && (
          <QuantityField
            label="First free label"
            description="Of a sheet that was used before, counted row by row"
            value={startAt}
            max={perPage}
            error={isBeyond ? `The sheet has ${perPage} labels.` : undefined}
            onChange={onStartAt}
          />
        )}
      </div>
      {perPage > 1 && !isBeyond && (
        <SheetPicture sheet={sheet} startAt={startAt ?? 1} count={count} />
      )}
    </div>
  );
}

const UM_PER_UNIT = 1000;

type SheetPictureProps = {
  readonly sheet: LabelSheetKey;
  readonly startAt: number;
  readonly count: number;
};

function SheetPicture({ sheet, startAt, count }: SheetPictureProps) {
  const paper = labelSheets[sheet];
  const perPage = labelsPerPage(paper);
  const usedTo = Math.min(perPage, startAt - 1 + count);
  return (
    <svg
      className="label-sheet"
      viewBox={`0 0 ${paper.pageWidthUm / UM_PER_UNIT} ${paper.pageHeightUm / UM_PER_UNIT}`}
      role="img"
      aria-label={`First page: labels ${startAt} to ${Math.max(startAt, usedTo)} of ${perPage}`}
    >
      <rect className="label-sheet__paper" width="100%" height="100%" />
      {labelPlaces(paper, perPage, 1).map(({ xUm, yUm }, index) => (
        <rect
          key={`${xUm} ${yUm}`}
          className={
            index >= startAt - 1 && index < usedTo
              ? 'label-sheet__label label-sheet__label--printed'
              : 'label-sheet__label'
          }
          x={xUm / UM_PER_UNIT + 1}
          y={yUm / UM_PER_UNIT + 1}
          width={paper.labelWidthUm / UM_PER_UNIT - 2}
          height={paper.labelHeightUm / UM_PER_UNIT - 2}
          rx={2}
        />
      ))}
    </svg>
  );
}
