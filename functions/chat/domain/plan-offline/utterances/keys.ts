import { lines } from './lines.ts';

/** How people ask for keys; a line each. */
export const keysUtterances: Readonly<Record<string, readonly string[]>> = {
  'keys.create': lines(`
    issue a token for kim@example.com
    make kim@example.com a write key named ci for 30 days
    key create ci
    create an admin key for kim@example.com that expires in 30 days
    make a token for our build server
    make one called ci
    I want a key for the dashboard
    token please
    can kim@example.com get a write key
    kim@example.com needs access to company/sales
    hand out a read-only key to kim@example.com
    I'd like a fresh API key for our CI
    let kim@example.com read everything
    kim@example.com just joined and has no key yet, make one
    new key, read only, kim@example.com, 30 days
    I want a key that expires in 90 days
    I'm missing an API key, can you make me one
    create a token called deploy for kim@example.com with level write
    kim@example.com should be able to run things in company/sales
    generate an api key for kim@example.com
    issue kim@example.com a key please
    we need a token for kim@example.com
    set up an admin key for kim@example.com
    please provision a key named laptop for kim@example.com
    could you give kim@example.com write access to company/sales
    api key for kim@example.com
    creat a key for kim@example.com
    mint a new key for the build server
    grant kim@example.com admin rights on company/sales
    would it be possible to have a key for kim@example.com until next month
    another API key please
    issue a credential called grafana to kim@example.com
    give access to kim@example.com
    key for kim@example.com valid 7 days
    need new apikey for kim@example.com asap
    let's make kim@example.com a key of her own
    open up access for kim@example.com, read is enough
    spin up an API key named dashboards
    mint a read key for kim@example.com
    keygen for kim@example.com, write, 30 days
    Kim's CI box needs a token, make kim@example.com an API key
    Could you please issue an API key to our new colleague, kim@example.com, with read access only?
    We would be grateful if a key could be made out to kim@example.com so that she can query the sales workflows from her notebook.
    Please be so good as to generate an access key for kim@example.com that expires after ninety days.
    kim@example.com needs her own login thing so her script gets in. Can you make her one?
    Give kim@example.com a pass so she can look but not touch.
    The agency contact kim@example.com should get access with a key of her own until the campaign ends.
    My teammate kim@example.com is joining our project and wants to call the API from a script, so I think she needs an API key, could you create one with write level?
    I read that every person should have their own key, so please generate one for kim@example.com limited to company/*.
    For our integration tests kim@example.com needs a key that expires in 14 days, let's call it something with integration tests.
    Kindly do the needful and create one API key for kim@example.com.
    For kim@example.com we would need still a key with reading rights, please make.
    One more key is required for kim@example.com only, validity thirty days.
    ugh, kim@example.com can't get in, give her a key, write level
    need a key for kim@example.com, quick, she takes over the shift
    make an API key, owner kim@example.com, goes away in a day
    Provision a least-privilege API key for kim@example.com, read on company/* only.
    Issue admin credentials for our API to kim@example.com, valid for seven days.
    Set up a service token on behalf of kim@example.com with write access.
    For the duration of the audit kim@example.com requires a read key of her own; have one issued.
    Make out a key to kim@example.com which lapses at the end of the engagement.
    My assistant kim@example.com was promised API access, but no key was made; please make it.
    I need a fresh API key for kim@example.com
    make kim@example.com a read-only key
    Our new colleague kim@example.com starts today and has to call the API, please issue credentials for her
    generate an access token for kim@example.com that expires in 30 days
    can you mint a key named k1 with write level
    new key pls, for kim@example.com
    kim@example.com should be able to use the API, set her up with a key
    Give the build server its own key, owner kim@example.com
    hand out an admin key to kim@example.com, valid for a week
    I'd like to have an API key made for the dashboard script
    could kim@example.com get a token limited to company/sales?
    we need programmatic access for kim@example.com
    issue another key, the old one stays
    create credentials so that kim@example.com can log in from the terminal
    My contractor wants to read run results from a notebook until Friday. What he needs is a key; the responsible person is kim@example.com.
    api key for CI, write, company/sales only
    provision a ninety day key for kim@example.com
    how about a key for kim@example.com that can't change anything
    set up API access for a new teammate
    Please prepare one personal access key for kim@example.com, name it laptop
    kim@example.com lost hers, cut her a new one
    we want a key with admin rights on everything, it is for kim@example.com
    let kim@example.com in via API, readonly is enough
    register a key called reporting under kim@example.com
  `),
  'keys.list': lines(`
    keys
    which tokens have been issued
    who owns API keys
    what keys does kim have
    when do our keys expire
    is there a key that has expired
    show me every token
    which keys belong to kim@example.com
    what tokens exist
    whose keys are active
    what API keys exist
    which keys have been handed out
    who holds a key at the moment
    who can get in here
    which people have access to this tenant
    does kim@example.com have a key
    whose key is k1
    audit needs to know who has access, please show it
    give me the inventory of access keys
    how many keys are in use
    which credentials did we issue
    are there keys lying around that nobody uses
    peek at the API keys
    which keys run out soon
    show key names and owners
    let me see the access list
    show me everybody's keys
    I'd like an overview of our API keys
    could you list all the tokens we issued
    what keys does kim@example.com have
    do we have any expired keys
    when does key k1 expire
    list of tokens
    any keys that belong to kim@example.com
    what keys are active
    lst keys
    who's got admin access
    key overview please
    ls keys
    all API keys, dump them
    cat the keyring of this tenant
    Would it be possible to see an overview of all the API keys that exist in our tenant?
    I should like to know which access keys have been handed out so far, if you don't mind.
    Could you kindly list the keys, together with the persons they belong to?
    Who holds a key to this place? I want to see all of them.
    How many of these API keys did we give out, and to whom?
    Show me everybody's access keys.
    I lost track of which API keys we have in the tenant, some of them are probably mine, could you show all of them?
    Before I ask for another key I want to look at the existing ones, so list the API keys please.
    Can you print the ids of all keys? I need the id of one of them for a cleanup script.
    Please share the list of all the API keys we are having.
    Which keys do exist by us?
    Show me once the whole keys of the tenant.
    what keys have we got again
    all the api keys, please, need an id
    show keys... the API ones
    Inventory of all API keys with level and expiry.
    Enumerate the credentials that can call our API.
    Which API keys never expire? Show me all of them so I can check.
    Which API keys were ever issued, to whom, and at what level?
    I need a register of keys for my working papers.
    Who has been holding keys to the API of this tenant?
    which API keys exist
    list of keys
    who holds a key to our tenant?
    show me every token that has been handed out
    audit is asking for all active API credentials and their owners
    is there any key about to expire
    keys overview
    how many API keys do we have floating around
    I forgot the id of the key I made yesterday, can you print them all
    what access keys are out there for our company
    let me see the keys
    has kim@example.com got a key already?
    Which of our keys have admin level?
    I want to go through the API keys and see which are still needed
    all keys of the tenant please
    do we have old keys nobody uses, show what there is
    display issued keys with their expiry dates
    whose keys are valid at the moment
    a table of the keys would be good
    what keys did we give to people?
    security review on Thursday, I need to know who's got API access keys
    next page of the key list
    enumerate our credentials for the API
    k1, k2... what others are there among the API keys
  `),
  'keys.revoke': lines(`
    kill the key k1
    we do not need the key k1 any more, delete it
    k1 should not work any longer
    take the key k1 away from kim
    throw away the key k1
    the key k1 leaked
    bin the API key k1
    k1 has been compromised, lock it
    scrap k1
    kim@example.com left the company, take her key away
    I committed key k1 to git by accident, make it unusable
    nuke the k1 key
    shut off k1
    we no longer need the key k1, get rid of it
    expire k1 immediately
    turn off the key k1 please
    I want one of the keys revoked
    make k1 invalid
    kill key k1
    invalidate k1
    k1 leaked, get rid of it
    please withdraw the key k1
    the key k1 must not work any more
    drop key k1
    remove k1 from the keys
    cancel the API key k1
    could you deactivate k1 please
    remove access for kim@example.com
    block key k1 right now
    revoke k1
    revok key k1
    any chance you could disable k1
    delete an API key
    pull kim@example.com's access
    stop k1 from working
    api key k1 should be deleted
    k1 leaked. revoke. now.
    rm k1 from the API keys
    Could you please invalidate the API key k1 with immediate effect, as its owner has left the company?
    I would appreciate it if k1 could no longer be used to sign in from now on.
    Please withdraw the access key called k1; we do not need it any longer.
    Somebody posted k1 in the team channel. Make that key useless, quick!
    The freelancer with the key k1 is gone, lock him out.
    k1 shouldn't open any doors any more.
    I accidentally committed k1 to a public repository (sorry!), so it has to be revoked immediately.
    I made k1 just for testing and I'm done with the tests, so you can delete that API key.
    So k1 is apparently an old key nobody uses, and my mentor said unused keys should be disabled, please disable it.
    The key k1 is compromised, kindly revoke the same immediately.
    Please make k1 invalid, the colleague is since Monday no more with us.
    Do block the API key k1 and do not allow it anymore.
    someone's hammering us with k1, shut that key off
    revoke k1 and let me sleep
    k1, that key, it has to be dead before I go back to bed
    Invalidate k1, it showed up in a public paste.
    Terminate the credential k1 effective immediately.
    Deprovision the API key k1 as part of offboarding.
    Our finding is that k1 was shared among several people; it has to be revoked.
    The owner of k1 left in March, yet it still works. Put an end to that key.
    Withdraw k1; its purpose ceased when the project was completed.
    key k1 was leaked on a public forum, kill it right now
    kim@example.com left the company, make sure k1 stops working
    k1 must not work any more
    Please invalidate the API key k1
    disable k1 immediately
    I pasted k1 into a chat by accident. Get rid of it before somebody abuses it.
    the intern's key has to go
    withdraw that key
    can you take away API access from k1
    shut k1 off, it's compromised
    we don't need k1 any longer, delete it
    k1 dead asap
    Would you be so kind as to void k1, it was only meant for the migration
    nobody should be able to use k1 from this moment on
    I'd sleep better if k1 were no longer valid
    that second key in the list, revoke it
    block key k1, someone in finance forwarded it by e-mail
    remove the token k1 from circulation
    pull k1
    expire k1 now instead of in March
    lock out whoever uses k1 by taking the key back
  `),
};
