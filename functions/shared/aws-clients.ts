/**
 * Settings of every AWS client: it gives up after seconds rather than with its function, and retries three times, with
 * the SDK's own jitter. Times are in milliseconds.
 */
export const clientDefaults = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 },
} as const;
