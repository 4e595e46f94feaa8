import type * as z from 'zod';

/**
 * The function's environment variables, parsed; the only reader of `process.env`.
 * Throws one line that names each variable that is missing or wrong, never its value.
 */
export const parseEnv = <S extends z.ZodObject>(schema: S): z.infer<S> => {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) {
    return parsed.data;
  }
  const faults = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return process.env[name] === undefined ? `${name} is missing` : `${name}: ${issue.message}`;
  });
  throw new Error(`Environment variables are not as needed: ${faults.join('; ')}`);
};
