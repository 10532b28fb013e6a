import { expect, test } from 'vitest';
import { rulingOn } from './licence-rules.ts';
import { LicenceRefused, noticesText } from './notices.ts';

test.for([
  ['a', 'MIT', ['text'], null],
  ['a', 'MIT', [], 'a comes without the text of its licence, MIT'],
  ['a', 'GPL-3.0-only', ['text'], 'a has the licence "GPL-3.0-only", which nobody has reviewed'],
  [
    'a',
    'AGPL-3.0-or-later',
    ['text'],
    'a has the licence "AGPL-3.0-or-later", which nobody has reviewed',
  ],
  ['a', 'SSPL-1.0', ['text'], 'a has the licence "SSPL-1.0", which nobody has reviewed'],
  ['a', 'UNLICENSED', ['text'], 'a has the licence "UNLICENSED", which nobody has reviewed'],
  ['a', 'not stated', ['text'], 'a has the licence "not stated", which nobody has reviewed'],
  [
    'a',
    'MIT OR GPL-2.0',
    ['text'],
    'a has the licence "MIT OR GPL-2.0", which nobody has reviewed',
  ],
  ['@img/sharp-libvips-linux-x64', 'LGPL-3.0-or-later', [], null],
  [
    '@img/sharp-libvips-linux-x64',
    'GPL-3.0-only',
    ['text'],
    '@img/sharp-libvips-linux-x64 has the licence "GPL-3.0-only", which nobody has reviewed',
  ],
] as const)('%s under %s with %j', ([name, license, texts, problem]) => {
  const ruling = rulingOn({ name, license, texts });
  expect(ruling.ok ? null : ruling.problem).toBe(problem);
});

test('the notices name each component with its licence and its texts', async () => {
  const components = [
    { name: 'zod', version: '4.0.0', license: 'MIT', texts: ['Copyright (c) Colin'] },
    {
      name: '@img/sharp-libvips-linux-x64',
      version: '1.0.0',
      license: 'LGPL-3.0-or-later',
      texts: [],
    },
  ];
  const text = await noticesText(components);
  expect(text).toContain(`${'='.repeat(80)}\n\nzod 4.0.0\n\nLicence: MIT\n\nCopyright (c) Colin`);
  expect(text).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
});

test('one component that may not ship stops all notices', async () => {
  const components = [{ name: 'a', version: '1.0.0', license: 'GPL-2.0', texts: ['text'] }];
  await expect(noticesText(components)).rejects.toThrow(LicenceRefused);
});
