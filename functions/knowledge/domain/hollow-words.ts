/** Words that say nothing of what is asked: those that Lucene leaves out of English, and those that questions are full of. */
export const hollowWords: ReadonlySet<string> = new Set([
  ...['a', 'an', 'and', 'are', 'as', 'at', 'be', 'but', 'by', 'for', 'if', 'in', 'into', 'is', 'it', 'no', 'not', 'of'],
  ...[
    'on',
    'or',
    'such',
    'that',
    'the',
    'their',
    'then',
    'there',
    'these',
    'they',
    'this',
    'to',
    'was',
    'will',
    'with',
  ],
  ...['what', 'why', 'how', 'when', 'where', 'who', 'which'],
  ...['do', 'does', 'did', 'can', 'could', 'should', 'would'],
]);
