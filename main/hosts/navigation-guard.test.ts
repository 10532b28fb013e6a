import { expect, test } from 'vitest';
import { fakeElectron } from '../../test/fakes/electron-fake.ts';
import { closeNavigation } from './navigation-guard.ts';

function guarded() {
  const fake = fakeElectron();
  closeNavigation(fake.electron);
  return fake;
}

test.each([
  'https://evil.test/',
  'https://evil.test/?x=app://caretrail/',
  'app://caretrail.evil/',
  'app://evil/',
  'app://caretrail@evil/',
  'app://nurse@caretrail/',
  'file:///etc/passwd',
  'data:text/html,x',
  'javascript:1',
  'http://127.0.0.1:1/',
  'about:blank',
  '',
  'not an address',
])('navigation to %j is refused in every way', (url) => {
  const { makeContents, invoke } = guarded();
  const contents = makeContents();
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
    let refused = false;
    contents.emit(event, { url, preventDefault: () => (refused = true) });
    expect(refused, event).toBe(true);
  }
  expect(invoke('windowOpen', { url })).toEqual({ action: 'deny' });
});

test('navigation within our own origin is allowed, opening a window never is', () => {
  const { makeContents, invoke } = guarded();
  let refused = false;
  const url = 'app://caretrail/index.html';
  makeContents().emit('will-navigate', { url, preventDefault: () => (refused = true) });
  expect(refused).toBe(false);
  expect(invoke('windowOpen', { url })).toEqual({ action: 'deny' });
});

test('a webview is never attached', () => {
  const { makeContents } = guarded();
  let refused = false;
  makeContents().emit('will-attach-webview', { preventDefault: () => (refused = true) });
  expect(refused).toBe(true);
});
