export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

/** Where a picture's upper left corner lies in its pane, and how many pane pixels each of its own is. */
export type ZoomView = { readonly scale: number; readonly x: number; readonly y: number };

/** A picture and the pane that it is looked at through. */
export type Framing = { readonly picture: Size; readonly pane: Size };

const MAX_SCALE = 8;

function fitScale({ picture, pane }: Framing): number {
  return Math.min(pane.width / picture.width, pane.height / picture.height, MAX_SCALE);
}

/** All of the picture, in the middle of the pane. */
export function fitView(framing: Framing): ZoomView {
  return boundedView({ scale: fitScale(framing), x: 0, y: 0 }, framing);
}

function boundedOffset(offset: number, pictureLength: number, paneLength: number): number {
  const spare = paneLength - pictureLength;
  return spare >= 0 ? spare / 2 : Math.min(0, Math.max(spare, offset));
}

/** The nearest view that leaves no gap at an edge, with a smaller picture in the middle. */
export function boundedView({ scale, x, y }: ZoomView, { picture, pane }: Framing): ZoomView {
  return {
    scale,
    x: boundedOffset(x, picture.width * scale, pane.width),
    y: boundedOffset(y, picture.height * scale, pane.height),
  };
}

export function panBy(view: ZoomView, by: Point, framing: Framing): ZoomView {
  return boundedView({ ...view, x: view.x + by.x, y: view.y + by.y }, framing);
}

/** Zooms so that what lies at a point of the pane stays there, between all of it and eightfold. */
export function zoomAbout(
  view: ZoomView,
  { at, factor }: { readonly at: Point; readonly factor: number },
  framing: Framing,
): ZoomView {
  const smallest = Math.min(fitScale(framing), 1);
  const scale = Math.min(MAX_SCALE, Math.max(smallest, view.scale * factor));
  const grown = scale / view.scale;
  const moved = { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown };
  return boundedView(moved, framing);
}

/** The picture's point that a point of the pane shows. */
export function pointInPicture({ scale, x, y }: ZoomView, at: Point): Point {
  return { x: (at.x - x) / scale, y: (at.y - y) / scale };
}

/** The pane's point that shows a point of the picture. */
export function pointInPane({ scale, x, y }: ZoomView, at: Point): Point {
  return { x: at.x * scale + x, y: at.y * scale + y };
}

export function middleOf({ width, height }: Size): Point {
  return { x: width / 2, y: height / 2 };
}
