import { expect, it } from 'vitest';
import { ask, chatOperations, startConversation } from './contract.ts';

it('a time zone that there is none of is refused before anything is understood by it', () => {
  for (const timeZone of ['Nope/Zone', '-', 'GMT+25', '']) {
    expect(ask.input.safeParse({ question: 'what failed today', timeZone }).success).toBe(false);
    expect(startConversation.input.safeParse({ timeZone }).success).toBe(false);
  }
  expect(startConversation.input.parse({ timeZone: 'Asia/Kathmandu' })).toEqual({ timeZone: 'Asia/Kathmandu' });
});

it('whoever may read anything may talk: what chat changes is the caller’s own', () => {
  const changing = chatOperations.filter(({ id, effect }) => effect !== 'read' && id !== 'model.use');
  expect(changing.map(({ access }) => access)).toEqual(
    changing.map(() => ({ system: 'relaycore', level: 'read', resource: 'own' })),
  );
});
