import * as z from 'zod';
import type { TenantStore } from '../../shared/tenant-store.ts';
import { Environment } from '../contract.ts';

const environments = 'environment';

/** An environment with the change that is being made to it. */
const ChangingEnvironment = Environment.extend({
  /** The approval of the change; there is one at a time. */
  changing: z.string().optional(),
  /** Whether the update was begun that the change is made by. */
  isUpdating: z.boolean().optional(),
});
export type ChangingEnvironment = z.infer<typeof ChangingEnvironment>;

const isChange = (approval: string) => ({ expression: 'changing = :changing', values: { ':changing': approval } });

const parse = (item: Record<string, unknown> | undefined) => item && ChangingEnvironment.parse(item);

/** Changes of one tenant's Airflow environments, kept with them. */
export const environmentChanges = (store: TenantStore) => ({
  find: async (name: string): Promise<ChangingEnvironment | undefined> => parse(await store.get(environments, name)),

  /** Undefined: another change is being made. */
  begin: async (name: string, approval: string): Promise<ChangingEnvironment | undefined> =>
    parse(
      await store.update(
        environments,
        name,
        { set: { changing: approval } },
        { expression: 'attribute_exists(pk) AND attribute_not_exists(changing)' },
      ),
    ),

  noteUpdate: async (name: string, approval: string): Promise<void> => {
    await store.update(environments, name, { set: { isUpdating: true } }, isChange(approval));
  },

  /** Ends the change, with the packages that are there now; without any, nothing has changed. */
  end: async (name: string, approval: string, requirements?: readonly string[]): Promise<void> => {
    const change = { remove: ['changing', 'isUpdating'] };
    await store.update(
      environments,
      name,
      requirements ? { ...change, set: { requirements: [...requirements] }, add: { revision: 1 } } : change,
      isChange(approval),
    );
  },
});
export type EnvironmentChanges = ReturnType<typeof environmentChanges>;
