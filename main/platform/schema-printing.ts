import type { Generated, GeneratedAlways } from 'kysely';

/** The tables of what is printed. */
export type PrintingSchema = { printOffsets: PrintOffsetRow };

type PrintOffsetRow = {
  id: string;
  printerName: string;
  rightUm: number;
  downUm: number;
  version: Generated<number>;
  createdAt: GeneratedAlways<string>;
  updatedAt: GeneratedAlways<string>;
};
