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
  `),
};
