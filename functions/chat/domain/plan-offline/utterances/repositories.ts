import { lines } from './lines.ts';

/** How people ask for repositories; a line each. */
export const repositoriesUtterances: Readonly<Record<string, readonly string[]>> = {
  'repositories.add': lines(`
    watch the branch main of https://github.com/acme/sales.git and call it company/sales
    follow https://github.com/acme/sales.git
    take our repository https://github.com/acme/sales.git in
    publish the workflows of https://github.com/acme/sales.git in the folder dags
    can you take on my repo
    bring in our repo
    start watching https://github.com/acme/sales.git
    import our git repo with the DAGs
    we have a new repo with workflows, can you take it in
    new repository company/sales at https://github.com/acme/sales.git
    track the main branch of https://github.com/acme/sales.git
    plug in our GitLab repository
    point navigator at https://github.com/acme/sales.git
    bring https://github.com/acme/sales.git on board
    my DAGs are in https://github.com/acme/sales.git, please publish them
    integrate the Bitbucket repository of our team
    hey, can you pick up https://github.com/acme/sales.git from now on
    wire up company/sales
    enrol https://github.com/acme/sales.git
    sign up my workflows repository
    there is a repo at https://github.com/acme/sales.git that should be deployed to Airflow from now on
    set up https://github.com/acme/sales.git on branch develop
    include https://github.com/acme/sales.git too
  `),
  'repositories.list': lines(`
    all repos
    every repository
    where do our workflows come from
    which repos are out of sync
    what repos are being followed
    are all repositories in step
    state of all repositories
    names of our repos
    which Git repos belong to us
    what are you syncing
    show every repository and its state
    how many repos do we have
    which repositories are paused
    do we have a repo for sales
    list repos and their last commit
    where do our DAGs come from, which repos
    give me the connected git projects
    any repo in trouble
    which sources of code do you track
    do all the repos sync properly
    what's connected from GitHub
    which repositories can I use
  `),
  'repositories.get': lines(`
    how is company/sales
    does company/sales have an error
    details of company/sales
    which branch does company/sales follow
    is the repository healthy
    is it in sync
    what is up with company/sales
    info company/sales
    is company/sales paused
    is company/sales current
    does company/sales lag behind
    did the sync of company/sales work
    check on company/sales
    company/sales seems stuck, what's its state
    can you tell me the last commit you saw in company/sales
    how long does company/sales take to go live
    does the webhook of company/sales work
    peek at company/sales
    which folder of company/sales is published
  `),
  'repositories.sync': lines(`
    update company/sales from Git
    sync it
    reconcile company/sales
    check company/sales for new commits
    pull the latest code of company/sales
    I pushed to company/sales but nothing happens, please pull
    publish company/sales now
    make Airflow match company/sales
    the webhook got lost, please look at company/sales now
    run the tests of company/sales again
    any chance you could pull our repo
    catch up with company/sales
    load the latest from company/sales
    redeploy company/sales
    poll company/sales right away
  `),
  'repositories.pause': lines(`
    do not publish company/sales for now
    hold company/sales
    no more deployments from company/sales until I say so
    don't publish anything from company/sales for the moment
    halt the sync of company/sales
    could you pause our repo
    company/sales should not go live any further today
    stop following company/sales for a while
    ignore pushes to company/sales for now
    block new pushes of company/sales from going live
    keep company/sales as it is, no new pushes
    I need you to stop taking commits from company/sales
    quit deploying company/sales until monday
    please suspend the repository for the weekend
    hold back everything that gets pushed to company/sales
  `),
  'repositories.resume': lines(`
    publish company/sales again
    lift the freeze on company/sales
    take company/sales off hold
    please un-pause the repo
    reactivate company/sales
    could you let company/sales flow again
    end the pause of company/sales
    go on publishing company/sales
    allow deployments from company/sales again
    company/sales is still paused, turn it back on
    resume the repo
    release window is open, resume company/sales
    switch company/sales back on
    pushes to company/sales should go live again
    accept pushes of company/sales from now on again
    unsuspend company/sales
    pick up company/sales where we left off
  `),
  'repositories.remove': lines(`
    stop following company/sales
    we do not need company/sales any more
    we don't use company/sales any more, remove it
    bin company/sales
    stop managing company/sales altogether
    please disconnect our repo
    take company/sales out of here
    company/sales is obsolete, throw it out
    nuke the company/sales repo
    scrap repository company/sales
    we moved to another repo, company/sales can go
    offboard company/sales
    I'd like company/sales to be gone
    decommission company/sales
  `),
};
