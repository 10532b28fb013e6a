import { expect, test } from 'vitest';
import { ConfigRefused, readConfig } from './config.ts';

function refusal(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env);
    return 'accepted';
  } catch (error) {
    return error instanceof ConfigRefused ? error.message : 'another error';
  }
}

test('without settings it listens on this computer alone', () => {
  expect(readConfig({})).toMatchObject({ HOST: '127.0.0.1', PORT: 8440, TRUST_PROXY: [] });
});

test('an empty variable means the same as none', () => {
  expect(readConfig({ DATABASE_URL: '', PORT: '' })).toEqual(readConfig({}));
});

test.for([
  [{ HOST: '0.0.0.0' }, 'HOST: on 0.0.0.0 records would travel in the clear.'],
  [{ HOST: 'clinic.example' }, 'HOST: on clinic.example records would travel in the clear.'],
  [{ TLS_CERT: 'a.pem' }, 'TLS_CERT, TLS_KEY: give both files or none.'],
  [{ PORT: 'http' }, 'PORT: '],
  [{ DATABASE_URL: 'mysql://there/db' }, 'DATABASE_URL: '],
  [{ TRUST_PROXY: 'my-proxy' }, 'TRUST_PROXY.0: is no address or network'],
  [{ TRUST_PROXY: '10.0.0.0/64' }, 'TRUST_PROXY.0: is no address or network'],
] as const)('%o is refused, saying which variable and why', ([env, words]) => {
  expect(refusal(env)).toContain(words);
});

test.for([
  { HOST: '127.0.0.2' },
  { HOST: '::1' },
  { HOST: 'localhost' },
  { HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.1, 10.1.0.0/16,fd00::/8' },
  { HOST: '0.0.0.0', TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' },
])('%o is safe', (env) => {
  expect(refusal(env)).toBe('accepted');
});
