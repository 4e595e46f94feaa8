import { type SlackMessage, say } from './message.ts';

/** Tells somebody who is nobody here yet how to be somebody. */
export const inviteToLink = (code: string, why = 'I do not know you yet.'): SlackMessage =>
  say(
    `${why} Type this in your terminal within ten minutes, where you are logged in to Navigator:\n\n    navigator slack link ${code}\n\nFrom then on, what you say here is done with the rights of your API key. The code is yours alone: whoever uses it speaks for you, and never use one that somebody gave you.`,
  );
