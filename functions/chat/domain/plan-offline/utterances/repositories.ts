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
    git remote add https://github.com/acme/workflows.git as company/sales
    hook up https://github.com/acme/workflows.git, call it company/sales
    new repo: https://github.com/acme/workflows.git, deploy it to main
    We have a new Git repository at https://github.com/acme/workflows.git; would you please connect it so that its workflows appear in Airflow?
    I would like to ask you to start following https://github.com/acme/workflows.git under the name company/sales.
    Could you please register our repository https://github.com/acme/workflows.git with Navigator?
    Our coders put everything at https://github.com/acme/workflows.git. Can you pick up their work from there from now on?
    I got this address from IT: https://github.com/acme/workflows.git. They say you should keep an eye on it.
    Please hook our project folder https://github.com/acme/workflows.git into this.
    I just created a new repo with my first DAGs at https://github.com/acme/workflows.git, and I want Navigator to deploy it, it should be called company/sales.
    So my workflows live in https://github.com/acme/workflows.git in the folder dags, could you add that repository and publish it to main?
    I'd like to onboard https://github.com/acme/workflows.git, it's public so it shouldn't need a token.
    Please take up the repository https://github.com/acme/workflows.git in the system, as company/sales.
    Kindly onboard this Git URL: https://github.com/acme/workflows.git.
    We have since today a new repository under https://github.com/acme/workflows.git, please bind it on.
    they want https://github.com/acme/workflows.git in here tonight, fine, add it
    ok so this one's new, https://github.com/acme/workflows.git, connect it as company/sales
    repo to add: https://github.com/acme/workflows.git
    Onboard the repository https://github.com/acme/workflows.git with new workflows starting paused.
    Register https://github.com/acme/workflows.git under company/sales, authenticated by a GitHub App.
    Bring https://github.com/acme/workflows.git under management as company/sales.
    It was decided last week that https://github.com/acme/workflows.git should be governed here too; add it as company/sales.
    The workflows in https://github.com/acme/workflows.git were deployed by hand until now; have Navigator take the repository over.
    The audit recommended connecting https://github.com/acme/workflows.git, so please do.
    add https://github.com/acme/workflows.git
    connect my workflows repo
    I have a new git repository with DAGs, please hook it up
    start following https://github.com/acme/workflows.git as company/sales
    we'd like Navigator to deploy from https://github.com/acme/workflows.git
    register a repository
    can you watch https://github.com/acme/workflows.git and publish what's in there
    onboard our team's repo
    new repo: https://github.com/acme/workflows.git, branch release
    bring in https://github.com/acme/workflows.git
    how do I get my GitHub project into Airflow through you? it's https://github.com/acme/workflows.git
    my pipelines live at https://github.com/acme/workflows.git, could you keep Airflow up to date with them
    add repo company/sales from https://github.com/acme/workflows.git and start its workflows paused
    link our code at https://github.com/acme/workflows.git
    The analytics people finally moved their DAGs to Git. Address is https://github.com/acme/workflows.git and I was told you're the one who picks it up from there.
    please include one more repository
    attach https://github.com/acme/workflows.git to environment main
    use https://github.com/acme/workflows.git from now on as a source of DAGs
    import https://github.com/acme/workflows.git
    I want everything in https://github.com/acme/workflows.git running on main
    take on a further repo, private, with a deploy token
    set up syncing from https://github.com/acme/workflows.git to Airflow
    company/sales isn't here yet, put it in: https://github.com/acme/workflows.git
    hi, first day here. I'd like to add the repository with my workflows
    subscribe to https://github.com/acme/workflows.git, folder pipelines
    Let's get https://github.com/acme/workflows.git under your care.
    could you track tag v2 of https://github.com/acme/workflows.git for us
    there's a GitLab project we want published as well, let me give you the address
    make https://github.com/acme/workflows.git known to Navigator
    enrol https://github.com/acme/workflows.git please
    hook up github repo https://github.com/acme/workflows.git
    we have got one repository more to manage since the merger, please take it
    this is where our DAG code is: https://github.com/acme/workflows.git — deploy it
    I would like that you read workflows from https://github.com/acme/workflows.git
    connect to https://github.com/acme/workflows.git and call it company/sales
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
    ls repos
    all git repos you track, one line each
    Could you give me an overview of all connected repositories and tell me how far each of them is in step?
    I would be interested to see which Git repositories Navigator is following at present.
    Would you mind listing the repositories for me, please?
    Which code projects are you watching for us, and are they all up to date?
    Show me every place the workflows come from.
    What Git thingies are connected here?
    I'm not sure how many repositories are registered, so could you show me all of them with their sync state?
    I want to check that my repo got added, so print the list of repositories please.
    Which repos do we have and is any of them failing? Just the overview.
    Which all repositories are connected, please tell.
    Kindly give the status overview for all repositories together.
    Show me please the repositories which we have bound on.
    which repos are broken, give me all of them
    repos, all, state
    everything we sync from git, what's behind
    Enumerate every Git source that can publish to our Airflow, including its sync state.
    Which repositories are authorised to deploy here?
    Overview of onboarded repositories and their health.
    Which repositories have been connected, and was any of them out of step?
    For the scope of my audit I need all Git repositories with their status.
    Give me the population of repositories that feed Airflow.
    which repos are connected
    list repositories
    what git repositories do you follow
    are all our repos in step
    show every repository and whether it is up to date
    from how many repositories are we publishing
    is any repo out of sync at the moment
    where does our DAG code come from, all the sources in Git
    overview of connected Git projects please
    do any of the repositories have errors
    I'm making an inventory for the architecture board and need the names of all the repos you manage
    is company/sales the only one you watch, or are there others
    what have we got hooked up from GitHub
    give me the repo list with sync state
    Which repositories are paused right now?
    tell me about all the repos
    any repository lagging behind?
    see the repositories
    every repo that belongs to us, one line each
    how far along is each of our repositories
    the complete set of Git sources and their health
    did anybody already connect a repository here
    which code bases feed this Airflow
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
    stat company/sales
    company/sales, last commit seen, last error, go
    is company/sales in step or is it choking again
    Could you please tell me how things stand with the repository company/sales, in particular whether there was an error lately?
    I would like to know which commit of company/sales was last seen and which one was last live.
    May I see the details of company/sales, please, including the branch that is being followed?
    Is everything okay with company/sales? Up to date, no complaints?
    How is company/sales doing, I heard there was a hiccup.
    When did you last get something new from company/sales, and did it make it online?
    I pushed but the branch may be wrong, so could you show me what company/sales is configured to follow and its last error?
    I'd like to see the details for company/sales, like the last commit you saw and the last one that went live.
    Is there any error stored on company/sales? My tech lead says its status shows failing.
    What is the present status of company/sales only?
    By company/sales I would like to see the last fault and the last commit.
    Kindly give the details of repository company/sales, which branch it is following and all.
    company/sales is failing they say, what's its last error
    what's up with the repo company/sales
    last commit that went live from company/sales, which one was it
    Show the configuration of company/sales: branch, sign-in method, last error.
    Is the webhook of company/sales effective? Show how the repository's status looks.
    Sync state of the single repository company/sales.
    What was the last error recorded for company/sales?
    When was company/sales last in step, and with which commit?
    How is company/sales set up: which branch, which folder, tests or no tests?
    how is company/sales doing
    status of company/sales
    is company/sales in step with Git
    what was the last commit you saw in company/sales
    why isn't company/sales syncing, what does it say as last error
    which branch of company/sales are we following
    tell me about the repo company/sales
    is company/sales paused or active?
    company/sales healthy?
    show me that repository
    what commit of company/sales is live
    has Navigator noticed the newest commit in company/sales yet, or is it behind
    do webhooks arrive for company/sales
    details on company/sales please
    check on the repo for me, will you
    repo status company/sales
    I suspect company/sales stopped being read after we rotated the token. Can you see what state it's in?
    up to date? company/sales
    what settings does company/sales have, tests and folder and so on
    I'd like to look at company/sales, the connection I mean
    is everything fine with our repo
    to which environment does company/sales publish
    what's the situation with company/sales
    does company/sales follow main or some tag
    how far behind is company/sales
    is there some trouble reaching company/sales
    look at repository company/sales and say whether it's failing
    the state of company/sales if you don't mind
    anything wrong with that repo?
    My manager wants to know if company/sales is properly connected. Is it?
    company/sales: last seen, last live?
    can you still read company/sales
    are changes to company/sales noticed by webhook or by polling
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
    git pull company/sales, now
    don't wait for the sweep, sync company/sales
    force a reconcile on company/sales
    Would you please bring Airflow up to date with company/sales right away, without waiting for the regular check?
    I have corrected the failing tests in company/sales; could you kindly have the repository synchronised once more?
    Could you please fetch the newest state of company/sales now?
    The guys changed something in company/sales but I don't see it yet. Go fetch it!
    Can you grab the newest stuff from company/sales this minute?
    Please bring company/sales up to date, I can't wait.
    I pushed a minute ago and I'm impatient, can you trigger a sync of company/sales manually?
    The tests of company/sales failed because of a flaky fixture I think, so please sync it again so that they're rerun.
    Could you force company/sales to be reconciled with Airflow now instead of waiting for the one-minute sweep?
    Please match company/sales now freshly with Airflow.
    Kindly sync company/sales on priority.
    I have pushed just now, do a synchronisation of company/sales once.
    fix is pushed, pull company/sales now
    company/sales still old... resync it
    sync company/sales please, tests should pass this time
    Trigger reconciliation for company/sales.
    Reconcile Airflow against the present head of company/sales immediately.
    The waiver is in place, resynchronise company/sales.
    company/sales was corrected after our remark; bring Airflow in line with it now.
    I was told the tests of company/sales were repaired. Have the repository synced so that they are repeated.
    Before I take evidence, reconcile company/sales with Airflow.
    sync company/sales
    pull company/sales now
    I don't want to wait a minute, fetch company/sales straight away
    please run the repository's tests of company/sales again
    bring Airflow up to date with company/sales
    refresh Airflow from company/sales
    my commit still isn't there, could you look at company/sales again right now
    force a sync of the repo
    the tests in company/sales were flaky, give them another go
    go and get the newest code of company/sales
    kick company/sales so that it picks up my change
    check company/sales for new commits immediately
    can Airflow get the latest from company/sales please
    resync it
    I've just pushed a fix to company/sales and the webhook seems dead; make it pick that up
    trigger a fresh reconciliation for company/sales
    poll company/sales this instant
    Retest company/sales, the runner had been killed
    would you grab what's in Git for company/sales
    update from git: company/sales
    make company/sales match what's in the repository, now
    nudge company/sales
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
    freeze company/sales
    kill -STOP deploys from company/sales
    change freeze on company/sales, publish nothing till I say so
    As we are closing the books this week, could you please make sure that nothing from company/sales gets published until further notice?
    Would you kindly suspend the publishing of company/sales, leaving what is live as it is?
    May I ask you to put company/sales on hold for the time being?
    Big campaign launch this week: nothing new from company/sales may go out. Keep what's there.
    Please don't let any more changes from company/sales through until I say so.
    Put a hold on updates coming out of company/sales.
    I'm about to push a lot of half-finished commits to company/sales and don't want them to be deployed, so could you pause it?
    While I rebase, nothing from company/sales should be published, but the live workflows should continue running.
    Can we stop deployments of company/sales for the moment? I'm afraid I might break something.
    Until Monday there shall be nothing published out of company/sales, please.
    Kindly keep company/sales on hold, we are in year-end closing.
    Please stop for the moment the publishing of company/sales, what is live can remain.
    nobody deploys from company/sales till morning, hold it
    stop publishing company/sales before they break more
    pause the repo, company/sales
    Suspend all deployments originating from company/sales pending the investigation.
    Quarantine publishing for company/sales; existing workflows keep operating.
    Impose a deployment freeze on company/sales.
    Until the audit is concluded nothing more should be published from company/sales.
    Preserve the present state: suspend publication of company/sales.
    As agreed with management, company/sales is to be put on hold from today.
    pause company/sales
    stop publishing from company/sales for now
    freeze company/sales until the audit is over
    don't deploy anything from company/sales till I tell you
    hold back all pushes of company/sales
    no more releases out of company/sales this weekend please
    we have a code freeze starting tonight, so company/sales shouldn't publish
    suspend deployments of that repo
    Can you make company/sales stand still, leaving what runs in place?
    halt publishing, company/sales
    quarter end: nothing new should come live from company/sales
    I'd be calmer if pushes to company/sales had no effect for a few days
    temporarily ignore commits in company/sales
    block rollouts from company/sales, the team is on holiday
    stop following company/sales for the moment, but do not remove it
    company/sales pls no deploys
    keep whatever is live from company/sales and take in nothing further
    someone is rewriting history in company/sales, pause the repo before it goes live
    interrupt the syncing of company/sales
    disable automatic publishing for company/sales
    let the repository rest until Monday
    could we stop company/sales from going out while the database is migrated
    company/sales should be frozen
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
    kill -CONT company/sales
    thaw company/sales
    freeze is over, let company/sales publish again
    The closing is finished, so company/sales may be published again, thank you.
    Could you please lift the pause on company/sales and bring in everything that was pushed in the meantime?
    I would be grateful if publishing for company/sales could be taken up again.
    Launch is done, changes from company/sales can flow again.
    You may let company/sales update things again, the break is over.
    Take company/sales off hold.
    I finished my rebase, so company/sales can be unpaused and should publish everything I pushed in between.
    I paused company/sales yesterday and forgot about it, please resume it.
    My commits aren't deployed because company/sales is still paused, I think; turn publishing back on for it.
    Year-end closing is over, kindly restart the publishing for company/sales.
    The stop by company/sales can be lifted again.
    Please let company/sales further publish, as before the pause.
    ok it's morning, company/sales can deploy again
    turn deployments of company/sales back on
    Investigation closed, lift the suspension of company/sales.
    Re-enable publishing from company/sales.
    End the deployment freeze for company/sales.
    The audit has been concluded, and company/sales may publish once more.
    company/sales was paused at our request; that is no longer necessary, so resume it.
    What was pushed to company/sales during the hold should be published now; end the hold.
    resume company/sales
    unpause the repo
    the code freeze is over, company/sales may deploy
    lift the hold on company/sales
    let pushes to company/sales through again
    migration is done, you can take company/sales off pause
    turn publishing back on for company/sales
    company/sales has been paused long enough
    pick company/sales up where we stopped
    go on publishing it, all that was pushed in between too
    unfreeze company/sales
    re-enable deployments from company/sales
    everyone's back from vacation, so company/sales can go live again
    Thaw company/sales please
    I paused company/sales on Friday, now I'd like to undo that
    company/sales on again
    release the brake on company/sales
    allow company/sales to publish once more
    can we have company/sales running through to Airflow as before the pause
    take the stop away from company/sales
    put company/sales back into operation
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
    rm -rf company/sales
    nuke the repo company/sales, workflows included
    unhook company/sales for good
    We no longer maintain company/sales; could you please remove the repository altogether and retire its workflows?
    Would you please disconnect company/sales from Navigator permanently?
    Please be so kind as to delete the repository company/sales along with its stored secrets.
    We split with that vendor. Throw company/sales out, everything that came from it too.
    I never want to see company/sales in here again, delete it.
    The project company/sales is dead, please take it off the platform.
    I added company/sales twice under different names by mistake, so this one can be removed completely.
    company/sales was only my practice repository, please remove it and retire its DAGs.
    We merged company/sales into the monorepo, so the old repository should be deregistered from Navigator including its secrets.
    company/sales is not needed anymore, please take out the repository entirely.
    Kindly delete company/sales from the platform with its workflows and secrets.
    We have given up company/sales, so please sign the repository off.
    company/sales shouldn't be here at all, remove the repo
    get company/sales out of the system, all of it
    drop repository company/sales, they said so on the phone
    Offboard the repository company/sales and purge its secrets.
    Decommission company/sales including all its workflows in Airflow.
    Delete the integration with the repository company/sales permanently.
    company/sales was supposed to be removed last quarter but is still connected; remove it.
    The owners gave up company/sales in June. Take the repository out, workflows included.
    As we found company/sales to be without an owner, it should be deleted from Navigator.
    remove company/sales
    disconnect the repository company/sales for good
    we don't use company/sales any more, take it out with all its workflows
    delete the repo from Navigator
    company/sales can go
    stop managing company/sales permanently and retire its DAGs
    The sales team has shut down. Please get rid of their repository company/sales.
    drop repository company/sales
    detach company/sales completely
    kick company/sales out
    I added that repo by mistake, please undo it
    company/sales is obsolete, clean it up
    sever the connection to company/sales and erase its secrets
    unlink git repository company/sales
    throw company/sales away
    would you wipe company/sales from here
    company/sales shouldn't be connected at all, delete
    retire everything from company/sales and forget its token
    we moved to another platform so company/sales must leave
    get company/sales off this system
    that repository is no longer ours, remove it
  `),
  'repositories.update': lines(`
    checkout release branch on company/sales from now on
    company/sales: track tag v2 instead of main
    set the dags folder of company/sales to workflows/
    From today on we would like company/sales to follow the branch release rather than main; could you please change that?
    Could you kindly set company/sales so that new workflows start paused?
    I would prefer pushes to company/sales to wait until its tests have passed; would you please adjust the setting?
    The developers say you must look at their branch called release in company/sales now, not the old one.
    In company/sales, whatever is brand new should not start by itself; make it start switched off.
    Please look in another folder of company/sales, the workflows have moved to flows.
    We renamed our default branch from master to main, so company/sales has to follow main now.
    I want the pytest tests of company/sales to block the push when they fail, so could you change that setting to block?
    In company/sales I moved the DAGs from dags to pipelines, therefore the path in the repository's settings must be changed.
    Please shift company/sales to the branch develop.
    By company/sales the tests should from now on block the push, please set so.
    Kindly change the folder for company/sales, DAGs are lying in etl now.
    wrong branch on company/sales, should be hotfix
    company/sales: tests off for tonight, they block my hotfix
    make company/sales follow the tag v2, not the branch
    Enforce tests on company/sales: pushes must wait until they pass.
    Restrict company/sales to the signed release tag v2 instead of the branch.
    Change company/sales so that unknown workflows are created paused.
    Our recommendation was that company/sales publish only after its tests passed; please set it accordingly.
    It was agreed that company/sales should follow its release branch as of today.
    The workflows were moved to another folder of company/sales; adapt the folder that's followed.
    follow branch release in company/sales
    switch company/sales to the tag v2
    company/sales should use the folder pipelines instead of dags
    make pushes to company/sales wait for the tests
    from now on new workflows in company/sales should start paused
    turn off the tests for company/sales
    we renamed master to main, adapt company/sales
    I want company/sales to track staging
    tests of company/sales may take up to ten minutes, raise the limit
    the DAGs in company/sales moved to another directory, it's src/dags now
    set tests to block on company/sales
    could you point company/sales at the release branch rather than main
    go back from the tag to the branch for company/sales
    company/sales is on a self-hosted Gitea, correct the provider
    don't let anything of company/sales go live before pytest is green
    edit the settings of company/sales
    take the whole repository company/sales, not only the dags folder
    we'd rather have freshly added DAGs come up inactive in company/sales
    company/sales: other branch please, hotfix
    Our release process changed. company/sales must only go live from tags now, starting with v3.
    reconfigure company/sales so failing tests just get reported
    shorten the test timeout for company/sales to 60 seconds
    let company/sales listen to branch next
  `),
  'credentials.set': lines(`
    rotate the git token on company/sales
    PAT of company/sales expired, here's a new one
    new deploy token for reading company/sales, swap it in
    Our access token for company/sales will lapse tomorrow; could you please use the new one from now on?
    I would like company/sales to be read with a GitHub App instead of a personal token, if that can be arranged.
    Could you kindly replace the credentials with which you sign in to company/sales?
    IT gave me a fresh password for the place where company/sales lives, please sign in with that from now on.
    You can't get into company/sales any more because the token ran out. I have a new one.
    Use these new login details for company/sales.
    My personal access token for company/sales expires on Friday, so I created a new fine-grained one which you should use to sign in.
    We switched company/sales from public to private, so it needs credentials now, I have a deploy token.
    The status of company/sales says authentication failed, probably because I deleted the old token, so here's new credentials.
    Kindly update the token with which company/sales is accessed, old one got expired.
    For company/sales there are new access data, please deposit these.
    By company/sales please log in from now with the GitHub App.
    auth error on company/sales, got a new token here
    the login for company/sales ran out in the middle of the night, set the new one
    company/sales can't be fetched, swap its credentials
    Rotate the Git credentials used for company/sales.
    Replace the personal token on company/sales by a GitHub App installation.
    The secret with which we authenticate to company/sales was leaked; here is its replacement.
    The token for company/sales belonged to someone who left; sign in with the new one instead.
    It was noted that the credentials of company/sales had not been rotated for a year; here are new ones.
    Replace the sign-in data that has been used for company/sales.
    company/sales has a new token, use it
    change the credentials of company/sales
    our access token for company/sales expires tomorrow, I have another
    sign in to company/sales with a GitHub App
    update the login for company/sales
    switch company/sales over to a deploy token
    rotate the secret with which you read company/sales
    the repo became private, let me give you a token for company/sales
    replace the password for company/sales
    authenticate at company/sales using a Bitbucket access token from now on
    I want to enter a fresh PAT for the repository
    company/sales: new deploy token
    Git says 403 for company/sales because the old token was revoked. I've generated a new one and would like to store it.
    set auth for company/sales
    use our GitHub App, installation 67890, for company/sales
    how can I give you different credentials for company/sales
    swap the token of company/sales
    kim@example.com's personal token is in company/sales, I'd like to use a service account's instead
    you can't read company/sales any longer, here are working credentials
    put a private key in for company/sales, the app one
    the git token needs renewal on company/sales
    let company/sales log in with username and deploy token
    store new sign-in data for that repository
    company/sales must be accessed with another secret
  `),
  'webhooks.set': lines(`
    webhook on company/sales 401s, give it a new secret
    wire the push hook for company/sales
    re-roll the webhook secret, company/sales
    Could you please set up the webhook for company/sales, so that our pushes are noticed immediately?
    I am afraid I have lost the webhook secret of company/sales; would you please issue a new one?
    It would be lovely if GitHub could notify you of changes in company/sales by itself; could you configure the hook?
    You notice changes in company/sales a minute late. Can GitHub ring your bell instead?
    The doorbell between GitHub and you for company/sales is broken, set it up again.
    They need a new secret word for the webhook of company/sales.
    I don't see any deliveries for company/sales in GitHub, I guess the webhook was never created, could you set it up?
    I have a token with webhook permissions, so please use it to create the push webhook for company/sales.
    I forgot to copy the webhook secret when I added company/sales, could you give me a new one to enter by hand?
    Please set up the webhook for company/sales, it is not yet there.
    For the webhook of company/sales I need one new secret, the old I have misplaced.
    Kindly configure the hook from GitHub side for company/sales.
    webhook for company/sales is dead again, redo it
    hooks from GitHub on company/sales don't verify, new secret please
    create the webhook for company/sales so I needn't wait that minute
    Rotate the webhook signing secret of company/sales.
    Provision the push webhook for company/sales via the provider's API.
    Reissue the shared secret for GitHub's deliveries on company/sales.
    The webhook secret of company/sales had been mailed around in clear text, so it must be renewed.
    It emerged that company/sales never had a webhook; have one set up.
    Set a fresh secret on the webhook of company/sales.
    set up the webhook for company/sales
    company/sales needs a webhook
    install a push hook at GitHub for company/sales
    the webhook secret of company/sales got lost, give me another
    make GitHub tell you when company/sales changes
    create the webhook through the API for company/sales
    changes in company/sales are only noticed after a minute, I want them noticed at once, so let's add the hook
    renew the webhook secret
    webhook company/sales
    deliveries fail with 401 for company/sales, issue a new secret for the hook
    I'd like to enter the webhook by hand, what address and secret do I need for company/sales
    register yourself for push events on company/sales
    have the provider notify us on every push to company/sales
    hook for the repo please
    could you put the webhook in place, I have a token with the right to do so
    reinstall the hook in company/sales
    generate a fresh signing secret for webhooks from company/sales
    our GitLab project company/sales should ping you when someone pushes
    there's no webhook yet on company/sales, fix that
    configure push notifications from Bitbucket for company/sales
    instant updates for company/sales via webhook
    replace the webhook of company/sales
    connect the push trigger of company/sales to Navigator
    someone deleted the hook in the settings of company/sales. Put it back?
  `),
};
