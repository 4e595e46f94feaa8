/** What one message may cost. Times are in milliseconds, tokens are counted over all requests. */
export const limits = {
  steps: 8,
  /** The function has 28 seconds, and the offline engine needs some of them where the model does not answer. */
  time: 19_000,
  tokens: 120_000,
  tokensOfReply: 1_200,
  /** Characters of one result, and of one message of before. */
  result: 12_000,
  remembered: 2_000,
  /** Messages of before that are sent along. */
  turns: 6,
} as const;
