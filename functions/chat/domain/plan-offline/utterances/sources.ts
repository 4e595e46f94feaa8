import { lines } from './lines.ts';

/** How people ask for sources, documents; a line each. */
export const sourcesUtterances: Readonly<Record<string, readonly string[]>> = {
  'sources.list': lines(`
    what documents do you have
    what have you read
    what has been taken in
    which documentation do you know
    where do your answers come from
    what do you base your answers on
    all sources
    what sources remain
    what can you search
    which document collections exist
    what's in your knowledge base
    which document sources exist
    what do you learn from
    how many passages do you have
    what documentation do you have access to
    is runbooks indexed
    which sources had errors
    when was the source runbooks last changed
    I'd like to see what has been indexed so far
    are our runbooks in there
    what collections of docs do you know
    did all sources get taken in
    what information do you have
    is the documentation of company/sales indexed
    tell me what you have on file
  `),
  'sources.add': lines(`
    new source runbooks
    add a place for documents called runbooks
    add source
    we need a collection for runbooks
    register runbooks as a source
    start a new collection of documents, runbooks
    I want to give you documents, call the source runbooks
    set up runbooks for our documentation
    a new source for our manuals please
    let's have a source for runbooks
  `),
  'sources.refresh': lines(`
    read the source runbooks again
    take runbooks in again
    reindex it
    the documents of runbooks have changed, index them again
    please bring the source runbooks up to date
    pick up the changes in runbooks
    your copy of runbooks is stale, refresh it
    could you scan runbooks again
    rescan runbooks
    ingest runbooks again
    re-ingest company/sales
    I edited the runbooks, have another look at them
    crawl the docs of company/sales again
    take in what is new in runbooks
    relearn runbooks
    learn the docs of company/sales anew
  `),
  'sources.remove': lines(`
    forget everything from runbooks
    we do not need the source runbooks any more
    bin the knowledge source runbooks
    nuke the source runbooks
    runbooks is outdated, remove the whole source
    scrap the runbooks source
    stop using runbooks as a source, delete it
    we don't want runbooks searchable any more, delete the source
    take the source runbooks out of the index
    I want the source runbooks gone
    kill the source runbooks
    delete all documents of runbooks together with the source
    the collection runbooks can go
  `),
  'documents.put': lines(`
    save this as warehouse.md in runbooks
    update warehouse.md in runbooks
    overwrite warehouse.md in runbooks by this text: some words
    create warehouse.md in runbooks
    I have a new version of warehouse.md for runbooks
    please add the following text to runbooks as warehouse.md
    I want to give you a document for runbooks
    attach the pdf warehouse.pdf to runbooks
    keep this text as on-call/warehouse.md in runbooks
  `),
  'documents.remove': lines(`
    take warehouse.md out of runbooks
    bin warehouse.md from runbooks
    delete a document
    scrap on-call/warehouse.md in runbooks
    unlearn warehouse.md in runbooks
    the page warehouse.md should vanish from runbooks
    nuke warehouse.md in runbooks
    warehouse.md does not belong in runbooks, take it away
    strike warehouse.md from runbooks
    we no longer need warehouse.md in the source runbooks
  `),
};
