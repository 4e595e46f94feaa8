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
    why is nightly_sales failing
    nightly_sales broke, why
    why did nightly_sales break last night
    what's up with nightly_sales, it's red
    any idea why nightly_sales failed
    can you tell me why the load task crashed
    I'd like to understand why nightly_sales failed
    the numbers are missing again, what happened to nightly_sales
    nightly_sales failed, explain
    why the hell is nightly_sales broken again
    what made load fall over
    why did load blow up
    for what reason did nightly_sales abort
    cause of the crash in nightly_sales
    what killed nightly_sales
    why did n-01k9x3f2q7wz go wrong
    wy did nightly_sales fail
    why was report skipped in nightly_sales
    why did nightly_sales fail on monday
    what exactly failed in nightly_sales and why
    help me find out why nightly_sales failed
    reason?
    explain that failure to me
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
    what are my options
    how can you help me
    what are you able to do
    which commands do you know
    instructions please
    could you give me some examples of questions
    what sort of questions do you answer
    list what you can do
    I don't know how this works
    commands?
    can you help me
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
    past chats
    show previous conversations
    list our earlier chats
    which conversations did we have
    could you show me my old conversations
    I'd like to see the history of our talks
    have we talked about this before
    open my conversation history
    find our last conversation
    show recent chats with you
    list chats
  `),
};
