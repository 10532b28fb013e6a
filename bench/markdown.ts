import type { Aim, Section, SectionReport, Table } from './section.ts';

/** A Markdown table whose columns also line up on a terminal. */
export function tableInMarkdown({ caption, columns, rows }: Table): string {
  const widths = columns.map((column, at) =>
    Math.max(column.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map(
    (width, at) => '-'.repeat(width - (at === 0 ? 0 : 1)) + (at === 0 ? '' : ':'),
  );
  return [caption, '', line(columns), line(rule), ...rows.map(line)].join('\n');
}

function aimInMarkdown({ what, limit, measured, isMet }: Aim): string {
  return `- ${what}: ${measured}; aim ${limit}: **${isMet ? 'met' : 'not met'}**`;
}

/** All that a section found, as Markdown. */
export function reportInMarkdown(
  { name, title }: Section,
  { tables, aims = [], notes = [] }: SectionReport,
): string {
  const parts = [
    `## ${name}: ${title}`,
    ...tables.map(tableInMarkdown),
    aims.map(aimInMarkdown).join('\n'),
    notes.map((note) => `- ${note}`).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
