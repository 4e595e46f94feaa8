/** More ways to ask for the operations of knowledge; what is searched for is one of the sample queries. */
export const knowledgeUtterances: Readonly<Record<string, readonly string[]>> = {
  'knowledge.search': [
    ...[
      'search timeouts',
      'find out of memory',
      'grep timeouts',
      'grep n-01k9x3f2q7wz timeouts',
      'search runbooks for timeouts',
    ],
    ...['look in runbooks for timeouts', 'look in the documents for connection refused', 'look up retries in runbooks'],
    ...[],
    ...['what does the manual say about timeouts'],
    ...[
      'what do runbooks say about timeouts',
      'does runbooks say anything about timeouts',
      'is there anything about timeouts in runbooks',
    ],
    ...[
      'is there a document about timeouts',
      'do we have documentation on timeouts',
      'where is it written how to restart the warehouse',
    ],
    ...[
      'where is timeouts documented',
      'find connection refused in the logs of nightly_sales',
      'find timeouts in the logs of last night',
    ],
    ...['which logs mention timeouts', 'search everything for timeouts', 'documents on timeouts'],
    ...['what is written in runbooks about timeouts', 'look up timeouts', 'anything on timeouts'],
    ...[
      'has anyone written down how to restart the warehouse',
      'find the passage about timeouts',
      'show me documents about timeouts',
    ],
    ...['which runs had timeouts in the log', 'what does our documentation say on timeouts'],
  ],
  'sources.list': [
    ...[
      'sources',
      'knowledge sources',
      'source list',
      'which sources are there',
      'what documents do you have',
      'what is indexed',
    ],
    ...[
      'what have you read',
      'what has been taken in',
      'which documentation do you know',
      'where do your answers come from',
    ],
    ...[
      'what do you base your answers on',
      'all sources',
      'what sources remain',
      'overview of the knowledge sources',
      'what can you search',
    ],
    ...['which document collections exist', 'what knowledge do you have', 'how many documents are indexed'],
  ],
  'sources.add': [
    ...[
      'new source runbooks',
      'source add runbooks',
      'add the source runbooks',
      'make a new knowledge source called runbooks',
    ],
    ...[
      'set up a source named runbooks with the title Team notes',
      'a new source called runbooks',
      'create the source runbooks',
    ],
    ...[
      'open a source called runbooks',
      'I want a new source named runbooks',
      'add a place for documents called runbooks',
    ],
    ...['add another knowledge source', 'start a new source of documents'],
  ],
  'sources.refresh': [
    ...[
      'reindex runbooks',
      'source refresh runbooks',
      'index the source runbooks again',
      'refresh runbooks',
      'reload the source runbooks',
    ],
    ...[
      'read the source runbooks again',
      'update the index of runbooks',
      'take runbooks in again',
      'refresh the source',
      'reindex it',
    ],
    ...[
      'reindexing runbooks',
      'the documents of runbooks have changed, index them again',
      'refresh the documents of company/sales',
    ],
    ...['reindex the repository company/sales', 'renew the index of runbooks', 'refresh the knowledge of runbooks'],
  ],
  'sources.remove': [
    ...[
      'source remove runbooks',
      'drop the source runbooks',
      'delete runbooks',
      'remove the knowledge source runbooks and all its documents',
    ],
    ...[
      'forget everything from runbooks',
      'get rid of the source runbooks',
      'throw the source runbooks away',
      'erase the source runbooks',
    ],
    ...[
      'forget what you learned from runbooks',
      'runbooks is outdated, remove it',
      'we do not need the source runbooks any more',
    ],
    ...['have the source runbooks deleted', 'wipe runbooks', 'remove the source'],
  ],
  'documents.put': [
    ...[
      'document put runbooks warehouse.md',
      'store warehouse.md in runbooks with the text: some words',
      'add a document to runbooks',
    ],
    ...[
      'write warehouse.md into runbooks with this content: some words',
      'add warehouse.md to runbooks',
      'save this as warehouse.md in runbooks',
    ],
    ...[
      'replace warehouse.md of runbooks with: some words',
      'update warehouse.md in runbooks',
      'overwrite warehouse.md in runbooks by this text: some words',
    ],
    ...[
      'new document warehouse.md in runbooks',
      'put a file into runbooks',
      'put a note in runbooks, file warehouse.md, with the text: some words',
    ],
    ...['create warehouse.md in runbooks', 'change warehouse.md in runbooks to: some words'],
  ],
  'documents.remove': [
    ...[
      'document remove runbooks warehouse.md',
      'remove warehouse.md',
      'throw warehouse.md out of runbooks',
      'take warehouse.md out of runbooks',
    ],
    ...[
      'drop the file warehouse.md from runbooks',
      'erase warehouse.md in runbooks',
      'get rid of warehouse.md in runbooks',
    ],
    ...[
      'delete the document warehouse.md of runbooks',
      'warehouse.md in runbooks is outdated, delete it',
      'forget warehouse.md in runbooks',
    ],
  ],
};
