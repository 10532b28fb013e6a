import {
  type PDFDocument,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFRef,
} from '@cantoo/pdf-lib';

/** A heading that a reader can jump to; `level` 1 stands at the margin. */
export type Bookmark = {
  readonly title: string;
  readonly level: number;
  readonly page: PDFRef;
  /** From the lower edge. */
  readonly topPt: number;
};

type Node = { readonly mark: Bookmark; readonly ref: PDFRef; readonly children: Node[] };

/** Writes the bookmarks of a document, each below the last one of a lower level. */
export function addOutline({ context, catalog }: PDFDocument, marks: readonly Bookmark[]): void {
  if (marks.length === 0) return;
  const root: Node[] = [];
  const open: Node[] = [];
  for (const mark of marks) {
    while ((open.at(-1)?.mark.level ?? 0) >= mark.level) open.pop();
    const node = { mark, ref: context.nextRef(), children: [] };
    (open.at(-1)?.children ?? root).push(node);
    open.push(node);
  }
  const outline = context.nextRef();
  const write = (nodes: readonly Node[], parent: PDFRef): void => {
    for (const [index, { mark, ref, children }] of nodes.entries()) {
      const item = PDFDict.withContext(context);
      item.set(PDFName.of('Title'), PDFHexString.fromText(mark.title));
      item.set(PDFName.of('Parent'), parent);
      const destination = [mark.page, PDFName.of('XYZ'), 0, mark.topPt, 0];
      item.set(PDFName.of('Dest'), context.obj(destination));
      link(item, 'Prev', nodes[index - 1]);
      link(item, 'Next', nodes[index + 1]);
      link(item, 'First', children[0]);
      link(item, 'Last', children.at(-1));
      // Negative: closed until it is opened.
      if (children.length > 0) item.set(PDFName.of('Count'), PDFNumber.of(-children.length));
      context.assign(ref, item);
      write(children, ref);
    }
  };
  write(root, outline);
  const top = PDFDict.withContext(context);
  top.set(PDFName.of('Type'), PDFName.of('Outlines'));
  top.set(PDFName.of('Count'), PDFNumber.of(root.length));
  link(top, 'First', root[0]);
  link(top, 'Last', root.at(-1));
  context.assign(outline, top);
  catalog.set(PDFName.of('Outlines'), outline);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

function link(item: PDFDict, key: string, node: Node | undefined): void {
  if (node) item.set(PDFName.of(key), node.ref);
}
