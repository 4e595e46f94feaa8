import { lines } from './lines.ts';

/** How people ask for diagnoses, executions; a line each. */
export const executionsUtterances: Readonly<Record<string, readonly string[]>> = {
  'diagnoses.get': lines(`
    diagnosis
    the decisive lines of run n-01k9x3f2q7wz
    which log lines prove the failure of n-01k9x3f2q7wz
    fault analysis of run n-01k9x3f2q7wz
    analyse the failure of n-01k9x3f2q7wz
    analyze the logs of run n-01k9x3f2q7wz for the cause
    which error signature does run n-01k9x3f2q7wz have
    has the failure of n-01k9x3f2q7wz happened before
    failure signature of nightly_sales
    which tasks never ran in n-01k9x3f2q7wz because of the failure
    full diagnosis of the failed nightly_sales run
    diagnose nightly_sales
    diagnosis please
    run a diagnosis on nightly_sales
    give me the diagnosis of n-01k9x3f2q7wz
    which log lines show the failure of n-01k9x3f2q7wz
    the decisive log lines of run n-01k9x3f2q7wz
    diagnosis for the last run of nightly_sales
    could you diagnose the run n-01k9x3f2q7wz
    what is the diagnosis for nightly_sales
    show the diagnosis
    please diagnose nightly_sales for me
    which lines prove why n-01k9x3f2q7wz failed
    I want to see what the diagnosis says about nightly_sales
    do you have a diagnosis for n-01k9x3f2q7wz
    diagnose it
    diagnostic of run n-01k9x3f2q7wz
  `),
  'executions.list': lines(`
    executions
    the ledger
    which executions were cancelled
    what was executed today
    everything that failed yesterday
    all executions of nightly_sales
    everything of nightly_sales since yesterday
    what went red last night
    did something break
    failures between monday and tuesday
    failures of nightly_sales
    what finished in the last hour
    list everything that was executed last week
    what has run since noon
    any problems tonight
    morning check: what went wrong overnight
    everything green?
    is everything running fine
    is all well
    did we have any incidents yesterday
    which jobs crashed last week
    number of failures this week
    how many executions failed yesterday
    I'd like a summary of last night's runs
    did nightly_sales fail this week
    what ran between 2 and 4 this morning
    the manager wants to know whether anything failed yesterday
    are we good
    problems since 6 am?
    cost of today's executions
    what has been executed lately
    what failed
    what failed today
    errors today?
    anything broken this morning
    how did the night go
    are there failures since monday
    show me all failures of the last 24 hours
    list everything that failed between monday and wednesday
    what was executed on friday
    give me the ledger
    ledger of today
    could you tell me what has gone wrong since yesterday evening
    which pipelines broke in the last hour
    all executions of nightly_sales in may
    when did nightly_sales fail
    what happened in the past two days
    which workflows had errors recently
    anything on fire
  `),
  'executions.trend': lines(`
    trend
    has nightly_sales improved over the last 14 days
    how did nightly_sales develop in the last 30 days
    how has the run time of nightly_sales changed
    statistics of nightly_sales
    average duration of nightly_sales
    how many percent of the runs of nightly_sales fail
    nightly_sales feels slower than last month, is it
    what's the success rate of nightly_sales
    error rate of nightly_sales over the last 30 days
    performance of nightly_sales over time
    I have the feeling that nightly_sales takes longer every day
    are the failures of nightly_sales increasing
    tend of nightly_sales
    did nightly_sales improve since the fix
    does it run slower than usual
    runtime development of nightly_sales
    how well does nightly_sales do compared to before
    has nightly_sales been failing a lot
    nightly_sales trend
    is nightly_sales getting better
    is nightly_sales stable
    how stable is nightly_sales
    has nightly_sales become slower
    does nightly_sales fail more often these days
    reliability of nightly_sales please
    can I rely on nightly_sales
    how flaky is nightly_sales
    is nightly_sales flaky
    how does this week compare to last week for nightly_sales
    could you tell me whether nightly_sales is deteriorating
    nightly_sales this month versus last month
    how healthy has nightly_sales been lately
    how many percent of nightly_sales runs fail
    average duration of nightly_sales now and before
    is nightly_sales degrading
  `),
  'executions.get': lines(`
    what did n-01k9x3f2q7wz cost
    what did it cost
    what is recorded about n-01k9x3f2q7wz
    who caused the execution n-01k9x3f2q7wz
    correlation id of n-01k9x3f2q7wz
    the execution with the id n-01k9x3f2q7wz
    single execution n-01k9x3f2q7wz
    pull up the execution record n-01k9x3f2q7wz
    execution n-01k9x3f2q7wz
    ledger n-01k9x3f2q7wz
    open the ledger entry n-01k9x3f2q7wz
    entry n-01k9x3f2q7wz of the ledger please
    what does the ledger say about n-01k9x3f2q7wz
    what is recorded for execution n-01k9x3f2q7wz
    details of execution n-01k9x3f2q7wz
    how much did execution n-01k9x3f2q7wz cost
    cost of execution n-01k9x3f2q7wz
    could you get me the execution n-01k9x3f2q7wz
    I need the ledger record for n-01k9x3f2q7wz
    look up execution n-01k9x3f2q7wz
    record of n-01k9x3f2q7wz in the ledger
    print ledger entry n-01k9x3f2q7wz
    n-01k9x3f2q7wz, its entry in the ledger
    display execution n-01k9x3f2q7wz
    can I see one ledger entry, n-01k9x3f2q7wz
    what did n-01k9x3f2q7wz cost according to the ledger
    tell me about execution n-01k9x3f2q7wz
  `),
};
