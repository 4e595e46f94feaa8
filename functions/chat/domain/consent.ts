const yes = new Set([
  ...['y', 'yes', 'yep', 'yeah', 'yup', 'sure', 'ok', 'okay', 'confirm', 'confirmed', 'do it', 'yes do it', 'go ahead'],
  ...['yes please', 'please do', 'go for it', 'yes go ahead', 'sure do it', 'ok do it', 'yes confirm', 'yes i am sure'],
  ...['of course', 'correct', 'right', 'exactly', 'thats right', 'yes thats right', 'ja', 'proceed', 'please proceed'],
  ...[
    'yes yes',
    'yes proceed',
    'yes of course',
    'absolutely',
    'definitely',
    'affirmative',
    'yes thank you',
    'yes thanks',
  ],
  ...[
    'yes do that',
    'do that',
    'yes i do',
    'i do',
    'yes im sure',
    'im sure',
    'i am sure',
    'i confirm',
    'fine',
    'ok go',
  ],
  ...['ok go ahead', 'okay go ahead', 'sure go ahead', 'alright', 'all right', 'please go ahead', 'approved', 'ok yes'],
]);
const no = new Set([
  ...['n', 'no', 'nope', 'nah', 'cancel', 'stop', 'wait', 'abort', 'never mind', 'nevermind', 'forget it', 'no thanks'],
  ...['dont', 'do not', 'dont do it', 'no dont', 'not now', 'no wait', 'neither', 'none', 'none of them', 'nein'],
  ...[
    'no no',
    'no way',
    'hold on',
    'wait a moment',
    'wait a second',
    'wait a minute',
    'one moment',
    'not yet',
    'no not yet',
  ],
  ...[
    'better not',
    'rather not',
    'i changed my mind',
    'changed my mind',
    'i have changed my mind',
    'ive changed my mind',
  ],
  ...[
    'no i changed my mind',
    'scratch that',
    'leave it',
    'leave it alone',
    'let it be',
    'stop it',
    'stop that',
    'no stop',
  ],
  ...[
    'cancel that',
    'no cancel',
    'no thank you',
    'please dont',
    'no please dont',
    'dont do that',
    'do not do it',
    'oh no',
  ],
  ...[
    'do not do that',
    'on second thought',
    'on second thoughts',
    'no on second thought',
    'forget about it',
    'no forget it',
  ],
  ...['drop it', 'hang on', 'wait wait', 'no never mind', 'id rather not', 'i would rather not', 'no leave it'],
]);

/** Whether a message as a whole says yes or no; a yes with anything besides is none. */
export const readConsent = (message: string): 'yes' | 'no' | undefined => {
  const said = message
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  if (yes.has(said)) {
    return 'yes';
  }
  return no.has(said) ? 'no' : undefined;
};
