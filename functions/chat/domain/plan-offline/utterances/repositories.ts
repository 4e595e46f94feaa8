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
    link my GitHub repo
    please onboard https://github.com/acme/sales.git
    register the repository https://github.com/acme/sales.git
    I want you to follow https://github.com/acme/sales.git
    conect https://github.com/acme/sales.git
    attach https://github.com/acme/sales.git under the name company/sales
    could you set up our repository in here
    how do I get my repo in, it's https://github.com/acme/sales.git
    I'd like to add another git repo
    add repo
    make company/sales out of https://github.com/acme/sales.git
    we need to get a git repo connected
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
    all repositories please
    which git repos are hooked up here
    which codebases are connected to Airflow
    are all repos in step
    is any repository out of sync
    could I see the list of connected repositories
    I'd like an overview of the git repositories
    repositories overview
    lst repositorys
    what repositories exist
    names of our repositories
    let me see the repos
    tell me what git repos we've added so far
    are any repos failing to sync
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
    company/sales?
    company/sales status please
    how's company/sales doing
    is company/sales synced
    is there an error with company/sales
    what's the state of the company/sales repo
    which branch of company/sales are you following
    last error of company/sales
    I'd like to know whether company/sales is current
    what is wrong with the repository company/sales
    is the repo company/sales paused
    what's live from company/sales
    show me details of company/sales
    info about repo company/sales
    what's the webhook url of company/sales
    give me the details for our sales repo
    is our repository healthy
    has company/sales caught up
    are we up to date with company/sales
    when did you last look at company/sales
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
    please refresh the repo company/sales from git
    force a sync of company/sales
    git pull company/sales
    update company/sales from git now
    deploy the latest commit of company/sales
    could you fetch company/sales again
    sync repo
    re-sync company/sales
    grab the newest code of company/sales
    company/sales is behind, bring it up to speed
    synchronise company/sales
    synchronize the repository
    kick company/sales so that it syncs
    get company/sales in step
    I want my last commit live, pull company/sales
    trigger a sync for company/sales
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
    stop publishing company/sales for now
    put company/sales on hold
    suspend company/sales
    freeze deployments of company/sales
    code freeze for company/sales please
    temporarily stop syncing company/sales
    we're in a release freeze, pause company/sales
    pause syncing company/sales
    pause the repo
    disable publishing for company/sales
    pause deploys of company/sales
    set company/sales to paused
    stop auto deploy of company/sales
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
    unpause company/sales
    continue with company/sales
    start publishing company/sales again
    company/sales may go live again
    the freeze is over, carry on with company/sales
    re-enable publishing for company/sales
    follow company/sales again
    resume syncing company/sales
    resum company/sales
    enable company/sales again
    we can deploy company/sales again
    restart publishing from company/sales
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
    drop the repository company/sales
    unlink company/sales
    get rid of the repo company/sales
    forget company/sales
    detach company/sales from navigator
    unregister company/sales
    retire company/sales with all its workflows
    could you delete company/sales please
    remove a repository
    erase company/sales and its secrets
    kick out company/sales
    disconnect the git repository company/sales for good
    delete repo
    cut the connection to company/sales
    kill the repository company/sales
  `),
};
