/** The lines of a text, without what surrounds them: a list that reads as one. */
export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
