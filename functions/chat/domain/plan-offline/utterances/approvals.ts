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
    approval queue
    who's waiting on a yes
    ls pending approvals
    Could you please tell me which requests are still waiting for somebody's approval?
    I should like to know whether there is anything that needs my consent at present.
    Would you mind showing me the open approval requests?
    Is anyone waiting for a thumbs up?
    Anything on the pile that somebody has to sign off?
    Which requests haven't been decided yet?
    I asked for a package some days ago, and I wonder which requests are still waiting for approval?
    Can you list the pending approvals? I think mine should be among them.
    Are there any requests in the queue that still need a second person?
    Which requests are still lying open for approval?
    Kindly tell what all is pending for sign-off.
    Is there something there that waits on a release by a second person?
    is something waiting for me to approve, my phone buzzed
    what's hanging on an approval
    Which change requests are awaiting a second pair of eyes?
    Outstanding approvals in our tenant, please.
    Show the four-eyes queue.
    Which requests were approved in the last quarter?
    Show me the requests that were turned down or have expired.
    What has been waiting for approval, and since when?
    what waits for approval
    show pending requests
    is someone waiting for my yes
    which requests were rejected
    are there things to approve this morning
    what's in the approval queue
    do I have any decisions to make
    list everything that needs a second person
    has anybody asked for permission for something
    requests waiting for an admin
    show all approvals, also the decided ones
    what has been approved lately
    I was on leave since Monday and I'm sure people are stuck waiting for me. What's there to decide?
    expired approval requests
    what's pending
    who needs an okay from us
    any outstanding sign-offs
    let me see what colleagues asked to have approved
    is my request still undecided among the open ones
    the list of things awaiting a decision
    are we blocking anybody because nothing was approved
    approval inbox please
    waiting requests, newest first
    what am I supposed to approve
    did someone file a request overnight that needs confirmation
    how many requests are hanging
    which petitions have run out without an answer
    see pending approvals
    show me what was turned down
    what still lacks a go-ahead
    requests for packages or waivers that nobody decided on
    is there something on my plate to authorise
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
    cat a-01k9x3f2q7wz0ab
    what does request a-01k9x3f2q7wz0ab want
    a-01k9x3f2q7wz0ab, who asked for it and what will it do
    Could you please explain to me what the request a-01k9x3f2q7wz0ab is about and who submitted it?
    Before I decide, I would like to read a-01k9x3f2q7wz0ab in detail.
    May I see what will happen if a-01k9x3f2q7wz0ab is granted?
    Somebody sent me a-01k9x3f2q7wz0ab to sign. What is it, actually?
    What do they want with a-01k9x3f2q7wz0ab, and what happens if I say okay?
    Explain the request a-01k9x3f2q7wz0ab before I sign it.
    What's the state of a-01k9x3f2q7wz0ab, has anybody looked at my request yet?
    I opened a-01k9x3f2q7wz0ab last week and don't remember what exactly I wrote, could you show it?
    Can you show me the details of request a-01k9x3f2q7wz0ab, like the reason and what it'll do?
    Kindly show the request a-01k9x3f2q7wz0ab in detail.
    About what does it go in a-01k9x3f2q7wz0ab?
    Who has raised a-01k9x3f2q7wz0ab and for which purpose, please?
    what is a-01k9x3f2q7wz0ab, they woke me up for it
    a-01k9x3f2q7wz0ab, show me, what would it change
    is a-01k9x3f2q7wz0ab through yet or still undecided
    Present the justification and impact of request a-01k9x3f2q7wz0ab.
    Who is the requester of a-01k9x3f2q7wz0ab, and what effect would granting it have?
    Open approval request a-01k9x3f2q7wz0ab for review.
    Who decided on a-01k9x3f2q7wz0ab, and on what grounds?
    Produce the file on request a-01k9x3f2q7wz0ab.
    What was requested in a-01k9x3f2q7wz0ab, and by whom?
    show a-01k9x3f2q7wz0ab
    what is request a-01k9x3f2q7wz0ab about
    details of the approval a-01k9x3f2q7wz0ab
    who asked for a-01k9x3f2q7wz0ab and why
    what would happen if I approved a-01k9x3f2q7wz0ab
    tell me more on a-01k9x3f2q7wz0ab
    open approval request a-01k9x3f2q7wz0ab
    I got a message saying a-01k9x3f2q7wz0ab needs me. What's behind it?
    what became of my request a-01k9x3f2q7wz0ab
    explain a-01k9x3f2q7wz0ab to me before I decide
    status of the request a-01k9x3f2q7wz0ab
    let me read that approval request in full
    which package does a-01k9x3f2q7wz0ab want
    the first one in the queue, what does it ask for
    look into a-01k9x3f2q7wz0ab
    who approved a-01k9x3f2q7wz0ab, if anyone
    what reason is given in a-01k9x3f2q7wz0ab
    see request a-01k9x3f2q7wz0ab
    is a-01k9x3f2q7wz0ab still open or did they reject it
    I'd like the particulars of a-01k9x3f2q7wz0ab
    what are the consequences of that request
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
    a-01k9x3f2q7wz0ab lgtm, approve
    ack a-01k9x3f2q7wz0ab
    ship a-01k9x3f2q7wz0ab, approved
    I have looked at a-01k9x3f2q7wz0ab and have no objections; please go ahead and approve it.
    Would you kindly grant the request a-01k9x3f2q7wz0ab on my behalf?
    You may consider a-01k9x3f2q7wz0ab approved, thank you very much.
    a-01k9x3f2q7wz0ab gets a thumbs up from me.
    Fine with me, let them have a-01k9x3f2q7wz0ab.
    I'm signing off a-01k9x3f2q7wz0ab.
    My colleague asked me to be the second pair of eyes, I read a-01k9x3f2q7wz0ab and it's good, so approve it.
    I checked the package in a-01k9x3f2q7wz0ab on PyPI and it looks safe to me, so I'd say yes to the request.
    Could you mark a-01k9x3f2q7wz0ab as approved by me please?
    a-01k9x3f2q7wz0ab is okay from my side, kindly approve the same.
    I give my yes to a-01k9x3f2q7wz0ab.
    Please grant a-01k9x3f2q7wz0ab, it fits so.
    yeah ok approve a-01k9x3f2q7wz0ab
    a-01k9x3f2q7wz0ab is fine, let it through
    you have my approval for a-01k9x3f2q7wz0ab, good night
    Risk accepted, a-01k9x3f2q7wz0ab is approved.
    I authorise a-01k9x3f2q7wz0ab.
    Grant a-01k9x3f2q7wz0ab, the package passed our review.
    Having examined a-01k9x3f2q7wz0ab, I hereby approve it.
    a-01k9x3f2q7wz0ab was properly justified; approval granted.
    Record my consent to a-01k9x3f2q7wz0ab and have it carried out.
    approve a-01k9x3f2q7wz0ab
    a-01k9x3f2q7wz0ab is fine by me
    go ahead with a-01k9x3f2q7wz0ab
    I agree to request a-01k9x3f2q7wz0ab
    say yes to a-01k9x3f2q7wz0ab
    sign off a-01k9x3f2q7wz0ab please
    a-01k9x3f2q7wz0ab gets my blessing
    let a-01k9x3f2q7wz0ab through, I checked it with the author
    I've looked at the file with kim@example.com and it's harmless, so a-01k9x3f2q7wz0ab can be allowed
    permit that request
    accept a-01k9x3f2q7wz0ab
    okay for the package request a-01k9x3f2q7wz0ab
    you have my consent on a-01k9x3f2q7wz0ab
    give a-01k9x3f2q7wz0ab the go
    confirm request a-01k9x3f2q7wz0ab and carry it out
    a-01k9x3f2q7wz0ab approved from my side
    kim's application is reasonable, approve it
    admit the waiver a-01k9x3f2q7wz0ab that was asked for
    nothing speaks against a-01k9x3f2q7wz0ab
    thumbs up on a-01k9x3f2q7wz0ab
    they may have it: a-01k9x3f2q7wz0ab
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
    nack a-01k9x3f2q7wz0ab, not our server
    deny a-01k9x3f2q7wz0ab
    a-01k9x3f2q7wz0ab: no way. reject, unpinned junk
    I am sorry, but I cannot agree to a-01k9x3f2q7wz0ab, because the server does not belong to us; please decline it.
    Would you please turn down the request a-01k9x3f2q7wz0ab, with the reason that the package is no longer maintained?
    Kindly reject a-01k9x3f2q7wz0ab; we have a better solution already.
    Tell them no on a-01k9x3f2q7wz0ab, it's too expensive.
    a-01k9x3f2q7wz0ab gets a thumbs down, we don't trust that website.
    I won't sign a-01k9x3f2q7wz0ab. Send it back with a no, because nobody told us about it.
    I looked at a-01k9x3f2q7wz0ab and the version has a known vulnerability, so it should be rejected.
    I don't think we should do a-01k9x3f2q7wz0ab since polars does the same thing, so please decline the request.
    Please refuse a-01k9x3f2q7wz0ab, the reason is that the file downloads stuff from a stranger's server.
    Kindly reject a-01k9x3f2q7wz0ab, justification is not sufficient.
    a-01k9x3f2q7wz0ab I cannot agree to, please refuse it because of the licence.
    The request a-01k9x3f2q7wz0ab should be declined, that does not come into question.
    no, not at 4 am, reject a-01k9x3f2q7wz0ab
    a-01k9x3f2q7wz0ab, decline it, nobody tested that
    say no to a-01k9x3f2q7wz0ab, can wait till Monday
    Refuse a-01k9x3f2q7wz0ab on the grounds of an untrusted download host.
    Request a-01k9x3f2q7wz0ab is denied: policy violation.
    Veto a-01k9x3f2q7wz0ab, its justification is inadequate.
    a-01k9x3f2q7wz0ab was not sufficiently documented and is to be rejected.
    I cannot consent to a-01k9x3f2q7wz0ab, since no risk assessment was attached.
    Dismiss the request a-01k9x3f2q7wz0ab, as the package was found to be unmaintained.
    reject a-01k9x3f2q7wz0ab
    turn down a-01k9x3f2q7wz0ab, that server isn't ours
    decline request a-01k9x3f2q7wz0ab because the package is abandoned
    a-01k9x3f2q7wz0ab is not acceptable
    I don't want a-01k9x3f2q7wz0ab to happen
    refuse the request, reason: too risky before the holidays
    a-01k9x3f2q7wz0ab can't be allowed, it downloads code
    we won't install that, dismiss a-01k9x3f2q7wz0ab
    say no to kim's request
    please do not grant a-01k9x3f2q7wz0ab; there is already another library for this
    I must disappoint them: a-01k9x3f2q7wz0ab is rejected since nobody reviewed the file
    disapprove a-01k9x3f2q7wz0ab
    knock back a-01k9x3f2q7wz0ab, wrong version pinned
    a-01k9x3f2q7wz0ab rejected, see policy
    throw out the approval request a-01k9x3f2q7wz0ab
    answer a-01k9x3f2q7wz0ab negatively
    that request gets a no from me, they should ask again with a better reason
    not approving a-01k9x3f2q7wz0ab
    send a-01k9x3f2q7wz0ab back, the justification is missing
    I'm against a-01k9x3f2q7wz0ab
  `),
};
