import { describe, expect, it } from 'vitest';
import { readConsent } from './consent.ts';

describe('yes and no', () => {
  it.each(['yes', 'Yes!', 'y', 'ok', 'go ahead', 'yes, do it', 'Sure.', 'Yes, I’m sure.', 'proceed'])(
    '%s is a yes',
    (message) => {
      expect(readConsent(message)).toBe('yes');
    },
  );

  it.each(['no', 'No!', 'wait', "don't", 'never mind', 'cancel', 'wait a moment', 'I changed my mind', 'better not!'])(
    '%s is a no',
    (message) => {
      expect(readConsent(message)).toBe('no');
    },
  );

  it.each([
    'yes but not now',
    'yes, delete everything',
    'ok run the other one',
    'no, run weekly instead',
    'yes, but delete the other one',
    'no idea',
    'yesterday',
    '',
    '👍?',
  ])('“%s” is neither', (message) => {
    expect(readConsent(message)).toBeUndefined();
  });
});
