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
    why did nightly_sales die
    wtf happened to disk_report
    root cause of the last crash, please
    Could you please explain to me why nightly_sales did not succeed last night?
    I would be grateful for an explanation of the failure of disk_report, with the passages that prove it.
    Might you tell me the reason for which the run n-01k9x3f2q7wz went wrong?
    Why are there no sales figures this morning, what broke nightly_sales?
    What's the reason disk_report fell over?
    Tell me in plain words why the last thing that failed did so.
    My DAG nightly_sales failed again and I don't understand the reason, could you explain it to me?
    I looked at disk_report for an hour and can't figure out what's wrong with it, why does it fail?
    Can you explain why the task load failed in nightly_sales, with the lines that prove it?
    Why did nightly_sales go wrong yesterday in the night?
    Kindly explain the reason of failure for disk_report.
    On what did it lie that nightly_sales has not run through?
    why am I awake, what broke nightly_sales
    ok what's the cause, why did the last one fail
    disk_report failed again, how come
    Explain the cause of the latest failure of nightly_sales, with evidence.
    What made disk_report fail, was it a permissions problem?
    Give an account of why nightly_sales could not complete on Tuesday night.
    For what reason did nightly_sales fail on the third of the month?
    What was the cause of the most recent failure?
    Why did disk_report break down yesterday, and which lines prove it?
    why did nightly_sales fail
    what went wrong with n-01k9x3f2q7wz
    why did that fail
    explain the failure of n-01k9x3f2q7wz
    what's the reason disk_report crashed
    why is nightly_sales broken
    how come load failed
    what caused the error in n-01k9x3f2q7wz
    explain the last failure
    nightly_sales died, why
    what was the matter with the last one
    root cause for n-01k9x3f2q7wz?
    why didn't disk_report work this morning
    can you tell me the cause of the crash in nightly_sales
    I got paged about nightly_sales. What's its problem?
    why is report red
    what made it fall over
    help me understand why n-01k9x3f2q7wz did not succeed
    what's up with nightly_sales, it blew up again
    for what reason did load break in n-01k9x3f2q7wz
    why no sales data this morning? nightly_sales must have failed for some reason
    analyse the failure of disk_report
    say in plain words what happened to nightly_sales when it failed
    nightly_sales failed over the weekend, what was it
    who or what is to blame for the failure of n-01k9x3f2q7wz
    what tripped up disk_report last night
    why fail
    it failed again. any idea why?
    give me an explanation for the error in task report
    My boss wants to hear by nine why the sales numbers didn't come. nightly_sales failed, as far as I can see; what's the explanation?
    how did it come to the failure of nightly_sales
    explain n-01k9x3f2q7wz
    what prevented disk_report from finishing successfully
    what error stopped load
    tell me why the latest run went down
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
    man navigator
    --help
    Could you please tell me what kinds of questions I may put to you?
    I am using Navigator for the first time and would be thankful for an introduction to what you can do.
    May I ask in which matters you are able to assist me?
    What can I say to you?
    I have no clue how this works, help me out.
    I've just been given access and don't know any commands yet, what can I do here?
    Is there some kind of help page with examples of what I can ask you?
    Sorry, I'm new to this chat, could you tell me how to use it?
    What all can I ask you?
    Please explain me once how one works with you.
    Kindly guide me what things are possible here.
    what can I type here, too tired to remember
    help
    Which requests does this assistant accept from me?
    List the capabilities available to my role in this chat.
    Outline what you can be asked to do.
    What enquiries can I make here?
    Before I begin: what am I able to ask of this assistant?
    Describe the questions this chat was made to answer.
    what can you do
    how do I use this
    what can I ask you
    I'm lost, what are my options here
    give me some examples of what to type
    how does this chat work
    show me what's possible
    never used this before, where do I begin
    which things can I tell you to do
    your capabilities please
    can you guide me a bit, I have no idea what to say
    list of commands
    what kinds of requests do you handle
    Hello! I've been given access to this assistant. Could you please introduce what it is able to do for me?
    are there any hints how to talk to you
    what may I say
    in what ways can you assist me
    tell me your functions
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
    ls my chats
    history of my conversations
    which threads have I got open with you
    Could you please show me the conversations I have had with you so far?
    I would like to find an earlier chat of mine; might you list them?
    Would you kindly give me an overview of my past conversations?
    Where are the chats I had with you last week?
    Show me all my earlier talks with you.
    I want to see the list of our conversations.
    I had a chat with you on Monday where you gave me something useful, could you list my conversations so I find it?
    How do I see the conversations I started earlier? Please show them.
    I think I opened several chats with you by accident, can I see them all?
    Kindly show my all previous conversations.
    Which talks have I already led with you?
    I am searching an earlier chat from me, please list them up.
    where's the chat from last night, list them
    my conversations please
    we talked before, show me my chats
    List the conversations stored under my user.
    Which of my chats are retained?
    Show the history of conversations I have held here.
    Which conversations have I held with this assistant?
    List my earlier conversations with their dates.
    I questioned you last month; where are those conversations?
    list my conversations
    what did we talk about before
    my earlier chats
    conversation history
    I want to find the conversation from last Tuesday
    how many conversations do I have
    old threads of mine
    chats?
    all the dialogues I've had here
    past conversations please
    let me see the talks we had
    do you keep my conversations? show them
    what conversations are stored for me
    recent chats
    I closed the window by accident, which conversations were there
    overview of my chat sessions
    the ids of my conversations
    bring up my chat archive
    earlier discussions between you and me
    see conversations
    my threads, newest at the top
  `),
  'model.use': lines(`
    turn the LLM off
    switch to openai at http://127.0.0.1:11434/v1
    no AI, model none
    We would prefer that no language model be used to interpret our messages; could you please switch it off?
    Could you kindly change over to Bedrock for understanding what we write?
    I would like our messages to be interpreted by a model behind an OpenAI-compatible endpoint from now on, please.
    I don't want an AI reading my messages, turn it off.
    Use ChatGPT to understand me from now on, our own endpoint.
    Please switch the brain to the Bedrock one.
    I have Ollama on my machine at http://127.0.0.1:11434/v1 and want Navigator to use llama3.1 from there.
    I'd like to compare the offline engine, so please set the model to none.
    Could you switch the language model to bedrock? The offline one doesn't understand my long sentences.
    Kindly change the model to Bedrock.
    Please turn off the language model, we want it without.
    From now on an OpenAI-compatible model should be taken, please set so.
    model's talking nonsense, turn it off, none
    switch over to bedrock, the other model is down
    put it on the openai endpoint, please
    Disable all external models; messages must not leave our account.
    Configure the message model to an internal OpenAI-compatible endpoint.
    Make Bedrock the provider for interpreting messages.
    It was decided that no model should interpret messages any longer; set it to none.
    The contract with the provider ended; change to Bedrock for understanding messages.
    As of today our own OpenAI-compatible endpoint is to be used as the model.
    use gpt-4o-mini from OpenAI
    switch to Bedrock
    don't use any language model
    which model you use should be changed to llama3.1 on our own server
    turn the model off
    I want you to work with a model
    set the model to none
    let messages be understood by Bedrock
    change the LLM
    go offline, no AI model please
    connect to Ollama at http://127.0.0.1:11434/v1
    our company doesn't allow sending text to an LLM, so disable it
    pick another language model
    enable a model for our tenant
    take the OpenAI-compatible endpoint of our data centre for the chat
    model use bedrock
    stop using OpenAI for understanding what we write
    use a different brain, preferably the one on Bedrock
    replace the current model with mistral on vLLM
    configure which LLM reads our messages
    activate Bedrock for this chat
    from today the messages should go to no model
    we have signed with OpenAI, I'd like to set it up as the model
    work without the model
  `),
  'model.show': lines(`
    which LLM is parsing this
    what model is configured
    model? or regex?
    May I ask which language model is being used to understand my messages?
    Could you please tell me whether an AI model is configured, and if so, which one?
    I would be interested to know the model that interprets what we write to you.
    Is there an AI behind this? Which one?
    Am I talking to ChatGPT here or what model is that?
    What kind of brain do you use to understand me?
    I'm curious whether my messages go to an LLM, so which model is set?
    Can you show the configured model and endpoint that's used for understanding messages?
    Did somebody change the model? Your answers look different, so tell me which one is in use.
    Which model is being used for understanding our messages, kindly confirm.
    With which AI do you work presently?
    Is a model set at all, and which one?
    is there a model on or is this the dumb mode
    what model are you on tonight
    which llm reads this
    Which provider receives our messages for interpretation?
    Display the model configuration.
    Are messages sent to an external LLM at present, and to which endpoint?
    Which model was chosen for interpreting messages?
    Has a language model been configured here, and from which provider?
    State the model that reads what is written in this chat.
    which model do you use
    what LLM is behind this
    are you ChatGPT or something else
    show the model
    is any AI model configured
    does what I write get sent to OpenAI
    model?
    what language model understands my messages
    are we on Bedrock
    do you work offline or with a model
    who reads my messages, is it an LLM
    tell me the model setting
    with what are my sentences interpreted
    what endpoint does the model have
    the current model please
    which provider is chosen for the language model
    are you powered by a large language model
    is the model switched on
    For our data protection officer: which AI provider processes the chat?
    model in use at the moment
    do you run on GPT
    name the model you're working with
    see model settings
    have we got a model set up or none
  `),
};
