import { ArrowLeft, ArrowRight, Eraser, Minus, Plus, Undo2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { areaInWords } from '../../shared/base/size-words.ts';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm } from '../kept-forms.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type PressedKey, ZoomPane } from '../ui/ZoomPane.tsx';
import { MeasureOverlay } from './MeasureOverlay.tsx';
import {
  drawingOf,
  type Measure,
  type Measured,
  measuredOf,
  type MeasureTool,
  useMeasure,
} from './use-measure.ts';

const TOOLS: readonly { readonly key: MeasureTool; readonly title: string }[] = [
  { key: 'ruler', title: '1. Ruler' },
  { key: 'outline', title: '2. Outline' },
  { key: 'move', title: 'Move' },
];

const HOW: Readonly<Record<MeasureTool, string>> = {
  ruler:
    'Drag both marks onto the ruler in the picture and say how far apart they are. The ruler should lie flat beside the wound.',
  outline: 'Draw around the edge of the wound, or tap corner by corner. Drag a corner to move it.',
  move: 'Drag the picture. Two fingers zoom with every tool.',
};

const MOST_MM = 500;

/** Arrows move the selected point, the others choose, add and remove; answers whether it was one. */
function pressKey(measure: Measure, event: KeyboardEvent, { arrow, pixel }: PressedKey): boolean {
  if (measure.tool === 'move') return false;
  if (arrow) {
    const step = (event.shiftKey ? 10 : 1) * pixel;
    return measure.nudge({ x: arrow.x * step, y: arrow.y * step });
  }
  const isOutline = measure.tool === 'outline';
  if (event.key === 'PageDown') measure.select(1);
  else if (event.key === 'PageUp') measure.select(-1);
  else if (event.key === 'Enter' && isOutline) measure.addCorner();
  else if (event.key === 'Delete' && isOutline && measure.points.length > 0) measure.removeCorner();
  else return false;
  return true;
}

function pointInWords({ tool, points, selected }: Measure): string {
  const point = points[selected];
  if (point === undefined) return tool === 'outline' ? 'No corner yet' : '';
  const which = tool === 'ruler' ? 'Mark' : 'Corner';
  return `${which} ${selected + 1} of ${points.length}, at ${Math.round(point.x)}, ${Math.round(point.y)}`;
}

function PointControls({ measure }: { readonly measure: Measure }) {
  const { tool, points } = measure;
  if (tool === 'move') return null;
  const word = tool === 'ruler' ? 'mark' : 'corner';
  return (
    <Stack gap={2}>
      <output className="measure__selected" aria-live="polite">
        {pointInWords(measure)}
      </output>
      <Row isWrapping>
        <Button icon={ArrowLeft} isDisabled={points.length < 2} onPress={() => measure.select(-1)}>
          Previous {word}
        </Button>
        <Button icon={ArrowRight} isDisabled={points.length < 2} onPress={() => measure.select(1)}>
          Next {word}
        </Button>
        {tool === 'outline' && (
          <>
            <Button icon={Plus} onPress={() => measure.addCorner()}>
              Add corner
            </Button>
            <Button
              icon={Minus}
              isDisabled={points.length === 0}
              onPress={() => measure.removeCorner()}
            >
              Remove corner
            </Button>
            <Button
              icon={Eraser}
              isDisabled={points.length === 0}
              onPress={() => measure.clearOutline()}
            >
              Clear outline
            </Button>
          </>
        )}
        <Button icon={Undo2} isDisabled={!measure.canUndo} onPress={() => measure.undo()}>
          Undo
        </Button>
      </Row>
    </Stack>
  );
}

function missingIn({ calibration, outline }: Measured, measure: Measure): string {
  const [isFirst, isSecond] = measure.drawn.moved;
  if (!isFirst || !isSecond) return 'Put both marks on the ruler.';
  if (calibration === null) return 'Say how far apart the marks are.';
  return outline.length < 3 ? 'Draw around the wound.' : '';
}

function LiveArea({
  measured,
  measure,
}: {
  readonly measured: Measured;
  readonly measure: Measure;
}) {
  const { areaMm2, problem } = measured;
  return (
    <div className="measure__area">
      <span>Area, estimated</span>
      <output aria-live="polite">{areaMm2 === null ? '–' : areaInWords(areaMm2)}</output>
      <span className={problem ? 'measure__problem' : 'measure__missing'}>
        {problem ?? missingIn(measured, measure)}
      </span>
    </div>
  );
}

function useSaveMeasure(photo: WoundPhoto, onClose: () => void) {
  const measuring = useChange('photos.measure');
  const [notice, setNotice] = useState<string | null>(null);
  async function save({ calibration, outline, areaMm2 }: Measured): Promise<void> {
    setNotice(null);
    const reply = await measuring
      .mutateAsync({
        photoId: photo.id,
        seen: photo.version,
        calibration,
        outline: outline.length < 3 ? null : [...outline],
      })
      .catch(() => null);
    if (reply === null) setNotice('It could not be saved. What you drew is still here; try again.');
    else if (reply.ok) {
      announce(areaMm2 === null ? 'Measurement removed' : `Saved: ${areaInWords(areaMm2)}`);
      onClose();
    } else setNotice(reply.failure.message);
  }
  return { save, notice, isPending: measuring.isPending };
}

type FootProps = {
  readonly measured: Measured;
  readonly measure: Measure;
  readonly wasMeasured: boolean;
  readonly isPending: boolean;
  readonly onSave: (measured: Measured) => void;
  readonly onCancel: () => void;
};

function Foot({ measured, measure, wasMeasured, isPending, onSave, onCancel }: FootProps) {
  return (
    <div className="photo-viewer__foot">
      <Stack gap={3}>
        <LiveArea measured={measured} measure={measure} />
        <Row isWrapping>
          <Button onPress={onCancel} isDisabled={isPending}>
            Cancel
          </Button>
          {wasMeasured && (
            <Button
              isDisabled={isPending}
              onPress={() => onSave({ ...measured, calibration: null, outline: [], areaMm2: null })}
            >
              Remove measurement
            </Button>
          )}
          <Button
            variant="primary"
            isPending={isPending}
            isDisabled={measured.areaMm2 === null}
            onPress={() => onSave(measured)}
          >
            Save measurement
          </Button>
        </Row>
      </Stack>
    </div>
  );
}

export type PhotoMeasureProps = {
  readonly photo: WoundPhoto;
  readonly name: string;
  /** The picture itself. */
  readonly children: ReactNode;
  readonly onClose: () => void;
};

/** Measures the wound in a photo by a ruler in it and an outline around it. */
export function PhotoMeasure({ photo, name, children, ...given }: PhotoMeasureProps) {
  const measure = useMeasure(photo);
  const onClose = () => {
    forgetForm(drawingOf(photo.id));
    given.onClose();
  };
  const [lengthMm, setLengthMm] = useState(photo.calibration?.lengthMm ?? null);
  const { save, notice, isPending } = useSaveMeasure(photo, onClose);
  const measured = measuredOf(photo, measure.drawn, lengthMm);
  return (
    <div className="photo-viewer">
      <ZoomPane
        label={`${name}. Arrow keys move the selected point, with Shift by ten; Page Up and Page Down choose another.`}
        picture={{ width: photo.widthPx, height: photo.heightPx }}
        tool={measure.paneTool}
        onKey={(event, pressed) => pressKey(measure, event, pressed)}
        renderOverlay={(view) => <MeasureOverlay measure={measure} view={view} />}
      >
        {children}
      </ZoomPane>
      <div className="photo-viewer__aside photo-viewer__aside--measure">
        <div className="photo-viewer__scroll">
          <Stack>
            {notice !== null && <FormNotice>{notice}</FormNotice>}
            <RadioCards
              label="What to draw"
              isLabelHidden
              columns={3}
              cards={TOOLS}
              value={measure.tool}
              onChange={measure.choose}
            />
            <p className="measure__how">{HOW[measure.tool]}</p>
            <PointControls measure={measure} />
            <QuantityField
              label="Between the marks"
              unit="mm"
              min={1}
              max={MOST_MM}
              value={lengthMm}
              onChange={setLengthMm}
            />
            <p className="measure__how">
              A photo shows a curved wound flat, so that it is smaller there than it is. Compare it
              only with areas that were measured in the same way.
            </p>
          </Stack>
        </div>
        <Foot
          measured={measured}
          measure={measure}
          wasMeasured={photo.calibration !== null || photo.outline !== null}
          isPending={isPending}
          onSave={(next) => void save(next)}
          onCancel={onClose}
        />
      </div>
    </div>
  );
}
