import { createHash } from 'node:crypto';
import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { Directory } from '../../shared/tenant-store.ts';
import { type SlackStore, workspaceKind } from '../adapters/slack-store.ts';
import type { SendWork } from '../adapters/work-queue.ts';
import { type Door, readRequest } from '../domain/slack/read-request.ts';
import { isSigned, type SignedRequest } from '../domain/slack/signature.ts';

/** A request as it arrived; nothing of it is believed yet. */
export interface SlackRequest extends SignedRequest {
  readonly door: Door;
}

/** What Slack is answered within its three seconds: nothing, or this. */
export type Acknowledgement = Readonly<Record<string, unknown>> | undefined;

interface Dependencies {
  readonly directory: Pick<Directory, 'find'>;
  readonly storeOf: (principal: Principal) => Pick<SlackStore, 'beginDelivery' | 'markSent'>;
  /** The app's signing secret, remembered for a while. */
  readonly findSecret: () => Promise<string>;
  /** Read anew; undefined where that was done a moment ago. */
  readonly findSecretAgain: () => Promise<string | undefined>;
  readonly sendWork: SendWork;
  readonly now: () => Date;
}

/** Bytes of a request's body; Slack's are far smaller. */
const bodyLimit = 256 * 1024;

const whisper = (text: string): Acknowledgement => ({ response_type: 'ephemeral', text });

/**
 * Verifies a request of Slack's and hands it on, once however often it comes. Throws `signature.invalid` for whatever Slack
 * did not sign within five minutes, before anything is parsed.
 */
export const receiveSlack = (deps: Dependencies) => {
  const verify = async (request: SlackRequest): Promise<void> => {
    if (Buffer.byteLength(request.body) > bodyLimit) {
      throw new DomainError('payload.too-large', 'The request is larger than any of Slack.');
    }
    if (isSigned(request, await deps.findSecret(), deps.now())) {
      return;
    }
    const newer = await deps.findSecretAgain();
    if (newer === undefined || !isSigned(request, newer, deps.now())) {
      throw new DomainError(
        'signature.invalid',
        'Slack did not sign this with the secret of this app, or not just now.',
      );
    }
  };

  return async (request: SlackRequest): Promise<Acknowledgement> => {
    await verify(request);
    const now = deps.now();
    const { door, signature, body } = request;
    const read = readRequest(door, body, now);
    if (read.kind !== 'request') {
      return read.kind === 'challenge' ? { challenge: read.challenge } : undefined;
    }
    const owner = await deps.directory.find(workspaceKind, read.request.team);
    if (!owner) {
      logger.warn('slack.unknown-workspace', { team: read.request.team });
      return door === 'commands'
        ? whisper('This workspace is not connected to Navigator. An administrator runs `navigator slack install`.')
        : undefined;
    }
    const { tenant } = owner;
    const store = deps.storeOf(systemPrincipal(tenant, 'receive-slack'));
    // Slack signs what it sends again anew, so its own id comes first; a replay has the same signature.
    const key = createHash('sha256')
      .update(`${door}\n${read.id ?? signature}`)
      .digest('hex')
      .slice(0, 40);
    if (await store.beginDelivery(key, now)) {
      await deps.sendWork({ tenant, key, receivedAt: now.toISOString(), request: read.request });
      await store.markSent(key, now);
      logger.info('slack.received', { tenant, delivery: key, kind: read.request.kind });
    }
    return door === 'commands' ? whisper('Working on it…') : undefined;
  };
};
