import type { Page } from 'playwright-core';
import { openRawDatabase } from '../tools/raw-database.ts';

/** Turns what follows it around, until something ends that. */
export const OVERRIDE = '\u202e';

/** Markup, a formula, a bell and a mark that turns the direction: what a name may hold after an import. */
export const HOSTILE = ` =1+1<img src=x data-hostile onerror="window.hostile=1"><b data-hostile>\u0007${OVERRIDE}evil`;

/** Columns of words that people type or that come in from elsewhere. */
const COLUMNS = [
  'address_line',
  'body_site_note',
  'cancel_reason',
  'caption',
  'city',
  'closing_note',
  'comment',
  'credential',
  'display_name',
  'doctor_notes',
  'etiology_detail',
  'first_name',
  'label',
  'last_name',
  'maker',
  'manufacturer',
  'middle_name',
  'name',
  'note',
  'notes',
  'nurse_notes',
  'other_materials',
  'patient_notes',
  'procedure_performed',
  'product_name',
  'reaction',
  'reason',
  'recipient_name',
  'signer_name',
  'site_detail',
  'statement',
  'stop_reason',
  'substance',
  'supplier',
  'void_reason',
  'witness_name',
  'wound_location',
];

/**
 * Writes `HOSTILE` behind the words in every table of a data folder that no program has open, as no form
 * would let anybody. Columns whose rules refuse it, such as names of things that are fixed, stay as they
 * are. Answers how many columns took it.
 */
export async function makeHostile(dataDir: string): Promise<number> {
  const database = await openRawDatabase(dataDir);
  try {
    // Neither locks nor what would be sent: these words are only to be shown.
    await database.exec(`SET session_replication_role = replica`);
    const { rows } = await database.query<{ table: string; column: string; longest: number }>(
      `SELECT table_name AS table, column_name AS column,
              coalesce(character_maximum_length, 20000) AS longest FROM information_schema.columns
       JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type IN ('text', 'character varying')
         AND is_generated = 'NEVER' AND column_name = ANY ($1)
         AND table_name !~ '^(schema_migrations|code_|sync_|audit_)'`,
      [COLUMNS],
    );
    let taken = 0;
    for (const { table, column, longest } of rows) {
      const change = `UPDATE "${table}" SET "${column}" = left("${column}" || $1, ${longest}) WHERE "${column}" <> ''`;
      taken += await database.query(change, [HOSTILE]).then(
        ({ affectedRows = 0 }) => (affectedRows > 0 ? 1 : 0),
        (error: unknown) => {
          console.log(table, column, String(error));
          return 0;
        },
      );
    }
    return taken;
  } finally {
    await database.close();
  }
}

/** What of a page took hostile words for more than text: their markup, or what stands behind their turn. */
export function takenAsMore(page: Page): Promise<readonly string[]> {
  return page.evaluate((override) => {
    const isApart = (element: Element): boolean =>
      !getComputedStyle(element).display.startsWith('inline') ||
      /isolate|plaintext/.test(getComputedStyle(element).unicodeBidi);
    const ownText = (element: Element): string =>
      [...element.childNodes]
        .map((child) => {
          if (child instanceof Element) return isApart(child) ? ' ' : ownText(child);
          return child.nodeType === Node.TEXT_NODE ? (child.nodeValue ?? '') : '';
        })
        .join('');
    const turnsMore = (element: Element): boolean => {
      const [, ...behind] = ownText(element)
        .replaceAll(/\u2068[^\u2069]*\u2069/g, '')
        .split(override);
      return behind.some((text) => text.replace('evil', '').trim() !== '');
    };
    const elements = [...document.body.querySelectorAll('*')];
    return [
      ...('hostile' in globalThis ? ['a script of theirs ran'] : []),
      ...elements.flatMap((element) => {
        const name = `${element.tagName.toLowerCase()}.${element.className}`;
        if (element.hasAttribute('data-hostile')) return [`${name} is markup of theirs`];
        if (!isApart(element) || !turnsMore(element)) return [];
        return [`${name} is turned around: ${ownText(element)}`];
      }),
    ];
  }, OVERRIDE);
}
