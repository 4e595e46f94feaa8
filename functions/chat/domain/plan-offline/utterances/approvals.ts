import { lines } from './lines.ts';

/** How people ask for approvals; a line each. */
export const approvalsUtterances: Readonly<Record<string, readonly string[]>> = {
  'approvals.list': lines(`
    does anything wait for a yes
    open approval requests
    pending requests
    who needs my sign-off
    anything I have to sign off
    is somebody waiting for my OK
    show me everything that awaits approval
    could you list the requests still to be decided
    anything pending
    which requests were turned down
    what has been approved so far
    which approvals expired
    are there any requests for me to review
    list of things that need a second person
    what decisions are outstanding
    did anybody ask for approval
    let me see expired requests
    what did we approve last week
    show all approvals, decided ones too
    approvals?
    what's waiting for a yes
    which requests are open
    open approval requests please
    do I need to approve something
    what's in my approval queue
    all rejected requests
    has my request been decided already
    I'd like to see the outstanding approvals
    requests waiting
    does anything need to be signed off
  `),
  'approvals.get': lines(`
    open a-01k9x3f2q7wz0ab
    what will happen if I approve a-01k9x3f2q7wz0ab
    why does somebody want a-01k9x3f2q7wz0ab
    has a-01k9x3f2q7wz0ab been decided
    state of a-01k9x3f2q7wz0ab
    is a-01k9x3f2q7wz0ab still pending
    could you show me the request a-01k9x3f2q7wz0ab in full
    until when can a-01k9x3f2q7wz0ab be decided
    I'd like to read a-01k9x3f2q7wz0ab before I decide
    info on a-01k9x3f2q7wz0ab
    look at a-01k9x3f2q7wz0ab
    when does a-01k9x3f2q7wz0ab expire
    what's the reason given in a-01k9x3f2q7wz0ab
    did a-01k9x3f2q7wz0ab go through
    what would approving a-01k9x3f2q7wz0ab change
    was the effect of a-01k9x3f2q7wz0ab done
    a-01k9x3f2q7wz0ab?
    tell me about approval a-01k9x3f2q7wz0ab
    who requested a-01k9x3f2q7wz0ab
    who approved a-01k9x3f2q7wz0ab
    who rejected a-01k9x3f2q7wz0ab and why
    what does the request a-01k9x3f2q7wz0ab want
    what's a-01k9x3f2q7wz0ab for
    status of the approval a-01k9x3f2q7wz0ab
    display request a-01k9x3f2q7wz0ab please
    explain request a-01k9x3f2q7wz0ab to me
  `),
  'approvals.approve': lines(`
    yes to a-01k9x3f2q7wz0ab
    green light for a-01k9x3f2q7wz0ab
    OK to a-01k9x3f2q7wz0ab from me
    let a-01k9x3f2q7wz0ab through
    I agree with a-01k9x3f2q7wz0ab, go ahead
    a-01k9x3f2q7wz0ab looks good to me
    allow a-01k9x3f2q7wz0ab
    you have my blessing for a-01k9x3f2q7wz0ab
    rubber-stamp a-01k9x3f2q7wz0ab
    I want to approve a-01k9x3f2q7wz0ab because the package is harmless
    a-01k9x3f2q7wz0ab: go
    sign a-01k9x3f2q7wz0ab off, I checked it
    I'm happy with a-01k9x3f2q7wz0ab, accept
    a-01k9x3f2q7wz0ab is fine, approve it
    sign off a-01k9x3f2q7wz0ab
    a-01k9x3f2q7wz0ab approved
    grant a-01k9x3f2q7wz0ab
    grant the request a-01k9x3f2q7wz0ab
    please confirm the request a-01k9x3f2q7wz0ab
    approve the pending request
    could you approve a-01k9x3f2q7wz0ab for me please
    thumbs up for a-01k9x3f2q7wz0ab
    approve request
    authorise a-01k9x3f2q7wz0ab
    authorize the request a-01k9x3f2q7wz0ab
  `),
  'approvals.reject': lines(`
    no to a-01k9x3f2q7wz0ab
    don't let a-01k9x3f2q7wz0ab through
    reject a-01k9x3f2q7wz0ab because the package is unmaintained
    turn a-01k9x3f2q7wz0ab down, too risky
    I disapprove a-01k9x3f2q7wz0ab
    knock back a-01k9x3f2q7wz0ab
    disallow a-01k9x3f2q7wz0ab
    I won't approve a-01k9x3f2q7wz0ab
    a-01k9x3f2q7wz0ab must not happen
    thumbs down for a-01k9x3f2q7wz0ab
    deny it, the reason is missing tests
    a-01k9x3f2q7wz0ab: no, wrong version
    we can't allow a-01k9x3f2q7wz0ab
    a-01k9x3f2q7wz0ab is not OK, refuse it
    veto a-01k9x3f2q7wz0ab
    refuse a-01k9x3f2q7wz0ab
    dismiss the request a-01k9x3f2q7wz0ab
    a-01k9x3f2q7wz0ab rejected
    please decline the request a-01k9x3f2q7wz0ab, we have no need for it
    could you deny a-01k9x3f2q7wz0ab
    throw out the request a-01k9x3f2q7wz0ab
    rejct a-01k9x3f2q7wz0ab
    reject the pending request
    not approving a-01k9x3f2q7wz0ab, sorry
    block a-01k9x3f2q7wz0ab
    say no to a-01k9x3f2q7wz0ab
  `),
};
