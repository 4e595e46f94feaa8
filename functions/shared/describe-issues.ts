import type * as z from 'zod';

/** What is wrong with which field, for a person: `limit: expected number; repository: use company/NAME`. No values. */
export const describeIssues = (error: z.ZodError): string =>
  error.issues
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message))
    .join('; ');
