const yes = new Set([
  ...['y', 'yes', 'yep', 'yeah', 'yup', 'sure', 'ok', 'okay', 'confirm', 'confirmed', 'do it', 'yes do it', 'go ahead'],
  ...['yes please', 'please do', 'go for it', 'yes go ahead', 'sure do it', 'ok do it', 'yes confirm', 'yes i am sure'],
  ...['of course', 'correct', 'right', 'exactly', 'thats right', 'yes thats right', 'ja'],
]);
const no = new Set([
  ...['n', 'no', 'nope', 'nah', 'cancel', 'stop', 'wait', 'abort', 'never mind', 'nevermind', 'forget it', 'no thanks'],
  ...['dont', 'do not', 'dont do it', 'no dont', 'not now', 'no wait', 'neither', 'none', 'none of them', 'nein'],
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
