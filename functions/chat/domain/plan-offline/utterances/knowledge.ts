import { lines } from './lines.ts';

/** How people ask for knowledge; a line each. */
export const knowledgeUtterances: Readonly<Record<string, readonly string[]>> = {
  'knowledge.search': lines(`
    find out of memory
    what does the manual say about timeouts
    is there a document about timeouts
    where is it written how to restart the warehouse
    which logs mention timeouts
    anything on timeouts
    has anyone written down how to restart the warehouse
    which runs had timeouts in the log
    any documentation on retries
    how do we handle a full disk according to our runbooks
    look in runbooks for escalation
    where is it written how retries work
    show me documents mentioning the warehouse
    which log lines mention permission denied
    have we seen connection refused before
    search all logs for KeyError
    look for timeout in the logs of nightly_sales
    where in the logs does disk full appear
    could you look up what to do when the warehouse is down
    what does our documentation recommend for timeouts
    who do I call when the load fails, is there a runbook
    find the decision about retries
    which ADR covers partitioning
    does any document explain the failover
    check the docs for retry policy
    I'm looking for a guide on backfills
    find logs about deadlocks since yesterday
    what is said about retries in company/sales
    how is a backfill done, do we have something on it
    look through the knowledge base for timeouts
    query the docs: how to rotate secrets
    search timeouts
    find connection refused
    do we have docs on retries
    what do the runbooks say about timeouts
    is it documented how to restart the warehouse
    find everything about out of memory
    grep connection refused
    dig up anything on out of memory errors
    grep -ri "out of memory" in logs and docs
    anything on timeouts in runbooks
    Could you please look through the logs and documents for anything about a refused connection warehouse?
    I would be interested to find passages that deal with retries.
    Would you mind searching the runbooks for instructions on how to restart the warehouse?
    Is there anything written anywhere about how to restart the warehouse?
    Find me everything that mentions timeouts.
    Look up "out of memory" in our documents and logs.
    I keep seeing connection refused, has anybody written something about it? Search the docs and logs please.
    I'd like to read up on retries, so could you search for that in everything you've indexed?
    Can you search the source runbooks for out of memory? Maybe there is a page about it.
    Kindly search regarding connection refused in all the documents.
    Please look after, whether there stands something about retries.
    Search once for out of memory in the knowledge.
    how do I restart the warehouse, search the runbooks
    look for connection refused everywhere
    did we write anything down on timeouts
    Query all logs and documents for connection refused.
    Which documents or logs mention out of memory?
    Full-text search for retries within the runbooks source.
    Has anything been written in the past about refused connection warehouse?
    In which documents were retries dealt with?
    Search last year's logs for timeouts.
    search for connection refused
    find retries in our documents
    is there something written about how to restart the warehouse
    look up out of memory
    where do we mention timeouts
    search runbooks for restart the warehouse
    who has seen connection refused before
    find all passages about refused connection warehouse
    what do the runbooks say on timeouts
    search out of memory in the logs
    look in the docs for restart the warehouse
    I vaguely remember a page about timeouts, can you dig it up
    connection refused: search
    grep the logs for out of memory
    do we have a guide to restart the warehouse
    which documents talk about retries
    show hits for refused connection warehouse
    search everything: timeouts
    find out of memory errors mentioned in logs of nightly_sales
    let me search for retries
    anything in the knowledge base on connection refused
    hunt down mentions of out of memory
    instructions to restart the warehouse, where are they
    look for timeouts since Monday
    Colleagues told me there are notes about retries somewhere in here; kindly search for them.
    full text search: restart the warehouse
    query the runbooks, topic connection refused
    what's known about refused connection warehouse
    I'm searching the passage concerning retries
    scan logs and docs for timeouts
    how have others dealt with out of memory, is anything noted down
    check whether warehouse.md or any other page covers restart the warehouse
    find me the paragraph on connection refused
    search documents only, refused connection warehouse
  `),
  'knowledge.index': lines(`
    index status
    is the index current
    how's the reindex going
    is the reindexing done
    how much of the index is left to rebuild
    how many passages are behind
    are all passages in the new index
    is the index finished
    how many passages can be found
    show the index
    is the rebuild of the search index through
    how large is the search index
    has everything moved to the new embedding model
    what's up with the search index
    has the search index been rebuilt yet
    progress of the index rebuild
    search index state please
    could you tell me how far the index rebuild is
    when will the reindexing be finished
    is the search index stale
    I'd like to know whether the index is on the present model
    are there passages still in an old index
    state of the index
    is search complete or still rebuilding
    index progress?
    reindex progress
    how far is the index rebuild
    index rebuild done yet or what
    Could you please tell me how far the rebuilding of the search index has progressed?
    I should like to know whether the search index has been completely rebuilt by now.
    May I ask what the state of the re-indexing is?
    How much longer until you've finished rebuilding the search?
    They said the search is being rebuilt. Is it ready?
    What percentage of the search index is redone?
    I started a rebuild of the search index an hour ago and want to know how far it's come.
    Is the reindexing still in progress? I'd like to know how many passages are done.
    Can you show the state of the search index, I mean whether the rebuild has completed?
    How far is the new building of the search index?
    Kindly update on the reindexing status.
    Is the index rebuilding got over or still going on?
    is that index rebuild still going
    how far's the reindex
    index, how many percent
    Report the progress of the search index migration.
    Status of the index rebuild?
    What portion of the search index has been rebuilt under the new mapping?
    Has the rebuilding of the search index been completed?
    When I asked last week the index was being rebuilt; how far has it got?
    How many passages have been carried over to the new index?
    how far is the search index
    is the index rebuilt yet
    state of the reindexing
    how long will the rebuilding of the search still take
    has the search index finished building
    what percentage of the index is done
    is the search index up to date with the present model
    are you still rebuilding the index
    show the search index
    which model is the search index built for
    knowledge index status
    did the reindex complete
    Is a rebuild of the search going on at the moment?
    how many passages are in the index
    index ok?
    tell me where the index rebuild stands
    I ordered the index to be rebuilt an hour ago, how does it look
    check the search index for me
    any news of the reindexing
    is the index complete
    the condition of the index please
    how much of the index remains to be rebuilt
    are we through with the new index
  `),
  'knowledge.reindex': lines(`
    re-embed everything
    recreate the search index from scratch
    index everything again
    start a full reindex
    please rebuild the index under the new model
    we changed the embedding model, reindex all
    could you build the search index anew
    renew the whole search index
    refresh the entire index
    migrate all passages to the new index
    move everything over to the current model
    all knowledge should be indexed again
    reindex all sources
    rebuild the index
    reindex
    reindex the whole knowledge base
    regenerate the search index
    run a complete reindexing
    redo the index
    search finds nonsense, rebuild the index please
    kick off a rebuild of the search index
    the index is broken, make a new one
    build a fresh search index
    bring the search index to the new mapping
    start reindexing everything
    rebuild the search index from scratch
    search mapping changed, rebuild
    Would you please have the search index rebuilt with the current model?
    As the embedding model has been replaced, I would be grateful if all documents could be indexed afresh.
    Could you kindly start a complete rebuild of the search index?
    The search finds weird stuff. Rebuild its index, please.
    Do the whole search index over again.
    IT says the search must be set up anew for the new model. Please do.
    We changed the embedding model, so I think the search index must be rebuilt, could you start that?
    My search results look strange after the mapping update, so please reindex everything.
    Could you regenerate the search index? As far as I understand search keeps working meanwhile.
    Kindly rebuild the complete search index.
    The index of the search please build up newly.
    Do a reindexing once, model got changed.
    search is broken, rebuild the index
    start a reindex
    whole search index again, from zero, please
    Initiate a full rebuild of the search index without downtime.
    Reindex all passages under the new embedding model.
    Regenerate the index that search uses.
    The index was built with a model that has since been replaced; have it rebuilt.
    The search index should be constructed anew.
    After the change of mapping nobody rebuilt the index. Start that now.
    rebuild the search index
    reindex everything
    start a new index
    we changed the embedding model, so the index has to be rebuilt
    make the search index anew
    do a full reindex
    please reconstruct the index
    the search gives odd results, regenerate its index
    recreate the search index while it keeps answering
    kick off reindexing
    knowledge reindex
    renew the whole index
    I want all passages embedded again
    compute the vectors afresh with the current model
    build the index from scratch
    could you have the index redone tonight
    the mapping is new, bring the index to it
    trigger an index rebuild
    index everything once again
    re-embed the knowledge
    after the upgrade the instructions say the index must be rebuilt; please do that
    let the search be indexed over again
    refresh the search index as a whole for the new mapping
  `),
};
