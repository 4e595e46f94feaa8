import { type Masking, maskText } from '../../shared/mask-secrets.ts';
import { logger } from '../../shared/observability.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { AnnounceEvent } from './announce-event.ts';

/** Milliseconds and characters after which what was told becomes an event. */
const interval = 100;
const enough = 200;

/** What can be told of a text that is not at its end: whole words, since half a secret is not known for one. */
const wholeWords = (text: string): string => text.slice(0, text.search(/\S*$/));

/** The message that is being answered. */
interface Answered {
  readonly conversation: { readonly id: string };
  readonly message: { readonly id: string };
  readonly caller: Pick<Call, 'principal' | 'now'>;
}

/** Gathers the pieces of an answer that is being written, and announces them a few times a second, in order, masked. */
export const tellPieces =
  ({ announce, masking }: { announce: AnnounceEvent; masking: Masking }) =>
  ({ conversation, message, caller }: Answered) => {
    let waiting = '';
    let timer: NodeJS.Timeout | undefined;
    let done: Promise<unknown> = Promise.resolve();

    /** The answer comes whole in the end, so that a piece that cannot be told is no reason not to have one. */
    const announcePiece = async (text: string): Promise<void> => {
      try {
        const event = { kind: 'token', message: message.id, text: maskText(text, masking) } as const;
        await announce(caller.principal, conversation.id, { ...event, at: caller.now().toISOString() });
      } catch (error) {
        logger.warn('piece.not-told', { messageId: message.id, error: error as Error });
      }
    };

    const announceWaiting = (text: string): void => {
      clearTimeout(timer);
      timer = undefined;
      waiting = waiting.slice(text.length);
      if (text !== '') {
        done = done.then(() => announcePiece(text));
      }
    };

    return {
      tell: (piece: string): void => {
        waiting += piece;
        if (waiting.length >= enough) {
          announceWaiting(wholeWords(waiting));
        } else {
          timer ??= setTimeout(() => announceWaiting(wholeWords(waiting)), interval);
        }
      },
      /** Announces what is left. */
      end: async (): Promise<void> => {
        announceWaiting(waiting);
        await done;
      },
    };
  };
