import { expect, test } from 'vitest';
import { keyDown, keyUp, type KeyEvent } from './wedge-keys.ts';

type Pressed = Partial<Omit<KeyEvent, 'getModifierState'>> & {
  readonly key: string;
  readonly locks?: readonly string[];
};

function eventOf({ locks = [], ...pressed }: Pressed): KeyEvent {
  return {
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    timeStamp: 7,
    ...pressed,
    getModifierState: (name) => locks.includes(name),
  };
}

const down = (pressed: Pressed) => keyDown(eventOf(pressed), 'F9', 'text');
const kindOf = (pressed: Pressed) => down(pressed)?.kind;

test('a character says where it goes, when, and whether Caps Lock is on', () => {
  const character = { kind: 'character', place: 'text', atMs: 7, isCapsLock: false };
  expect(down({ key: 'a' })).toEqual({ ...character, text: 'a' });
  expect(down({ key: '😀' })).toEqual({ ...character, text: '😀' });
  expect(down({ key: 'a', locks: ['CapsLock'] })).toMatchObject({ isCapsLock: true });
});

test('what AltGr types is a character, also where it counts as Control and Alt', () => {
  expect(kindOf({ key: ']', ctrlKey: true, altKey: true, code: 'Digit9' })).toBe('character');
  expect(kindOf({ key: ']', altKey: true, locks: ['AltGraph'] })).toBe('character');
});

test('the separator comes as Control and ], or as itself', () => {
  expect(kindOf({ key: ']', ctrlKey: true })).toBe('separator');
  expect(kindOf({ key: '5', code: 'BracketRight', ctrlKey: true })).toBe('separator');
  expect(kindOf({ key: '\u001D' })).toBe('separator');
  expect(kindOf({ key: ']' })).toBe('character');
});

test('a character is also written by Alt and its number on the number pad, with or without Num Lock', () => {
  expect(kindOf({ key: 'Alt', altKey: true })).toBe('altDown');
  expect(down({ key: '2', code: 'Numpad2', altKey: true })).toMatchObject({
    kind: 'altDigit',
    digit: '2',
  });
  expect(kindOf({ key: 'ArrowDown', code: 'Numpad2', altKey: true })).toBe('altDigit');
  expect(keyUp(eventOf({ key: 'Alt' }))?.kind).toBe('altUp');
  expect(keyUp(eventOf({ key: 'a' }))).toBeNull();
});

test('Enter and Tab end, the function key begins, and the rest is not for a scanner', () => {
  expect([kindOf({ key: 'Enter' }), kindOf({ key: 'Tab' })]).toEqual(['end', 'end']);
  expect([kindOf({ key: 'F9' }), kindOf({ key: 'F8' })]).toEqual(['prefix', 'other']);
  for (const other of [
    { key: 'a', repeat: true },
    { key: 'a', ctrlKey: true },
    { key: 'a', altKey: true },
    { key: 'a', metaKey: true },
    { key: 'Enter', ctrlKey: true },
    { key: 'Backspace' },
    { key: 'Dead' },
    { key: 'Process' },
  ])
    expect(kindOf(other), JSON.stringify(other)).toBe('other');
});

test('a key that only changes the next one says nothing', () => {
  for (const key of ['Shift', 'Control', 'CapsLock', 'AltGraph', 'Meta'])
    expect(down({ key }), key).toBeNull();
});
