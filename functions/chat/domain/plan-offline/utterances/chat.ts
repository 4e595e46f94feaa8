import { lines } from './lines.ts';

/** How people ask for chat, conversations; a line each. */
export const chatUtterances: Readonly<Record<string, readonly string[]>> = {
  'chat.explain': lines(`
    what is the cause
    what was wrong with that step
    what is different to the last good run of nightly_sales
    why did nightly_sales not get its data
    why does nightly_sales not start
    why did nightly_sales never finish
    what's the matter with nightly_sales
    nightly_sales keeps dying on us
    why is it broken
    what's the error
    what was the error message
    why did it take a retry
    where did nightly_sales trip up
    what's blocking nightly_sales
    what does the failure of load mean
    troubleshoot nightly_sales
    postmortem of last night's nightly_sales please
    how did nightly_sales end up failing
    nightly_sales did not deliver, how come
    what stopped the load task
    the load step is failing again, what is the problem
    but why
  `),
  'chat.help': lines(`
    which commands do you understand
    what are you for
    I am new, where do I begin
    what questions can you answer
    what sort of things can I say
    show me what you can do
    give me some examples
    what do you understand
    instructions
    usage
    how do I talk to you
    your features
    I do not know what to ask
    what can I do here
    introduce yourself
    what is possible here
    what kind of things can I tell you
    I'm new here, what can you do for me
    I have no idea what to type
    give me a tour
    what functions do you offer
    menu
    what am I supposed to ask you
    how do I work with this tool
    tell me your capabilities
  `),
  'conversations.list': lines(`
    conversations
    history of our chats
    what did I ask you yesterday
    what have we discussed so far
    my earlier questions
    previous chats
    where is our last conversation
    what did I say to you before
    which chats did we have
    what have I asked you before
    my chat log with you
    where are my former chats
    all my chats please
    what were we talking about last week
    my previous questions
    do you still have our chat from monday
    earlier discussions
    what conversations of mine are stored
    do you keep our conversations, show them
    bring up my past conversations
  `),
};
