import type { Credentials } from '../domain/credentials.ts';

/** What may be done with the secrets of repositories without reading any. */
export interface Secrets {
  /** Gives the new secret, this once. */
  createWebhookSecret(tenant: string, hook: string): Promise<string>;
  changeWebhookSecret(tenant: string, hook: string, secret: string): Promise<void>;
  removeWebhookSecret(tenant: string, hook: string): Promise<void>;
  /** Gives the name they can be read by. */
  storeCredentials(tenant: string, repositoryId: string, credentials: Credentials): Promise<string>;
  remove(name: string): Promise<void>;
}
