import type { Page } from 'playwright-core';

/** Says in the dialog that is open who gets it, what for and why it may be given out. */
export async function answerDisclosure(
  page: Page,
  recipient: string,
  basis: RegExp,
): Promise<void> {
  const dialog = page.getByRole('dialog').last();
  const select = async (label: RegExp, option: RegExp): Promise<void> => {
    await dialog.getByRole('button', { name: label }).click();
    await page.getByRole('option', { name: option }).click();
  };
  await page.getByRole('textbox', { name: 'Who gets it', exact: true }).fill(recipient);
  await page.getByRole('textbox', { name: 'What for', exact: true }).fill('Second opinion');
  await select(/What they are/, /Another provider/);
  await select(/Why it may be given out/, basis);
}
