import { Construct } from 'constructs';
import { knowledgeEvents, knowledgeOperations } from '../../functions/knowledge/contract.ts';
import { repositoryEvents } from '../../functions/repositories/contract.ts';
import type { Artefacts } from './artefacts.ts';
import type { DocumentBucket } from './document-bucket.ts';
import type { EventBus } from './event-bus.ts';
import type { HttpApi } from './http-api.ts';
import type { MaskingKey } from './masking-key.ts';
import type { Platform } from './platform.ts';
import { Reindexer } from './reindexer.ts';
import type { SearchDomain } from './search-domain.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';

export interface KnowledgeProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly artefacts: Artefacts;
  readonly documents: DocumentBucket;
  readonly searchDomain: SearchDomain;
  readonly signingKey: SigningKey;
  readonly maskingKey: MaskingKey;
  readonly eventBus: EventBus;
}

const capability = 'knowledge';

/** Where `npm run artefacts` puts the embedding model, below the repository's root. */
const model = '.local/tools/model';

/** Of the runtime's package, what Lambda's processors need: a tenth of it. */
const onnxruntime = {
  'node_modules/onnxruntime-common/package.json': 'node_modules/onnxruntime-common/package.json',
  'node_modules/onnxruntime-common/dist/cjs': 'node_modules/onnxruntime-common/dist/cjs',
  'node_modules/onnxruntime-node/package.json': 'node_modules/onnxruntime-node/package.json',
  'node_modules/onnxruntime-node/dist': 'node_modules/onnxruntime-node/dist',
  'node_modules/onnxruntime-node/bin/napi-v6/linux': 'node_modules/onnxruntime-node/bin/napi-v6/linux',
};

/** What ran and what people wrote: taken in from the document bucket, searched, and asked why a run failed. */
export class Knowledge extends Construct {
  readonly api: ServiceFunction;
  readonly embedTexts: ServiceFunction;
  readonly readDocument: ServiceFunction;
  readonly ingestDocument: ServiceFunction;
  readonly collectDocuments: ServiceFunction;
  readonly reindexKnowledge: ServiceFunction;

  constructor(scope: Construct, id: string, props: KnowledgeProps) {
    super(scope, id);
    const { platform, table, documents, searchDomain, maskingKey, eventBus } = props;
    this.embedTexts = new ServiceFunction(this, 'EmbedTexts', {
      platform,
      capability,
      name: 'embed-texts',
      description: 'Turns texts into vectors of their meaning',
      timeout: 30,
      memory: 1536,
      filesBeside: { ...onnxruntime, model },
    });

    // Without any grant: anybody may have made what it reads.
    this.readDocument = new ServiceFunction(this, 'ReadDocument', {
      platform,
      capability,
      name: 'read-document',
      description: 'Reads the text of HTML and PDF',
      timeout: 9,
      memory: 1024,
    });

    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability,
      name: 'api',
      description: 'Serves search, sources, documents and diagnoses',
      timeout: 25,
    });
    table.grantReadWriteDelete(this.api);
    props.signingKey.grantVerify(this.api);
    documents.grantReadWriteDelete(this.api);
    maskingKey.grantRead(this.api);
    searchDomain.grantRead(this.api);
    this.grantEmbed(this.api);
    this.#grantReadDocument(this.api);
    eventBus.grantPut(this.api, knowledgeEvents.source);

    this.ingestDocument = this.#ingestDocument(props);
    this.collectDocuments = this.#collectDocuments(props);
    this.reindexKnowledge = this.#reindexKnowledge(props);
    new Reindexer(this, 'Reindexer', {
      platform,
      functions: { ReindexKnowledge: this.reindexKnowledge },
    }).grantStart(this.api);
    searchDomain.watch(this, platform, 'knowledge.md#opensearch');
  }

  /** Embed texts, and `EMBED_FUNCTION`. */
  grantEmbed(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.embedTexts.functionArn]);
    fn.addEnvironment('EMBED_FUNCTION', this.embedTexts.functionName);
  }

  /** Call the operations of knowledge with the caller's principal token, and `KNOWLEDGE_FUNCTION`. */
  grantCall(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.api.functionArn]);
    fn.addEnvironment('KNOWLEDGE_FUNCTION', this.api.functionName);
  }

  /** Have HTML and PDF read, and `READ_FUNCTION`. */
  #grantReadDocument(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.readDocument.functionArn]);
    fn.addEnvironment('READ_FUNCTION', this.readDocument.functionName);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, knowledgeOperations);
  }

  #ingestDocument({ platform, table, documents, searchDomain, eventBus }: KnowledgeProps): ServiceFunction {
    const timeout = 50;
    const fn = new ServiceFunction(this, 'IngestDocument', {
      platform,
      capability,
      name: 'ingest-document',
      description: 'Brings the index in step with a document, and diagnoses the log of a run',
      timeout,
      memory: 1024,
    });
    table.grantReadWriteDelete(fn);
    documents.grantRead(fn);
    searchDomain.grantReadWrite(fn);
    this.grantEmbed(fn);
    eventBus.grantPut(fn, knowledgeEvents.source);
    const queue = eventBus.subscribe('DocumentEvents', {
      events: { [knowledgeEvents.source]: [knowledgeEvents.documentDue] },
      fn,
      timeout,
      // A minute after a worker was killed another takes its document; what OpenSearch cannot take waits for half an hour.
      visibility: 60,
      receives: 40,
      batchSize: 1,
      runbook: 'knowledge.md#ingest-document',
    });
    queue.take('Changes', documents.changes);
    return fn;
  }

  #collectDocuments({ platform, table, artefacts, documents, maskingKey, eventBus }: KnowledgeProps): ServiceFunction {
    const timeout = 50;
    const fn = new ServiceFunction(this, 'CollectDocuments', {
      platform,
      capability,
      name: 'collect-documents',
      description: "Brings a repository's documents in step with its tip",
      timeout,
    });
    table.grantReadWriteDelete(fn);
    artefacts.grantRead(fn);
    documents.grantReadWriteDelete(fn);
    maskingKey.grantRead(fn);
    this.#grantReadDocument(fn);
    eventBus.subscribe('SettledPushes', {
      events: { [repositoryEvents.source]: [repositoryEvents.pushSettled] },
      fn,
      timeout,
      runbook: 'knowledge.md#collect-documents',
    });
    return fn;
  }

  #reindexKnowledge({ platform, searchDomain, eventBus }: KnowledgeProps): ServiceFunction {
    const fn = new ServiceFunction(this, 'ReindexKnowledge', {
      platform,
      capability,
      name: 'reindex-knowledge',
      description: 'Moves documents to the present index, and removes older ones that are empty',
      timeout: 50,
    });
    searchDomain.grantRetire(fn);
    eventBus.grantPut(fn, knowledgeEvents.source);
    return fn;
  }
}
