import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi as Api,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Operation } from '../../functions/shared/operation.ts';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';

export interface HttpApiProps {
  readonly platform: Platform;
  /** Asked before every request but those to a hook; its answer is never cached, so revocation is at once. */
  readonly authorizer: ServiceFunction;
  /** The address as the outside sees it, `{api}` standing for the API's id. @default API Gateway's own */
  readonly url?: string;
}

/** Everything but secrets: who asked for what, how it ended and how long it took. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    ip: '$context.identity.sourceIp',
    method: '$context.httpMethod',
    route: '$context.routeKey',
    path: '$context.path',
    status: '$context.status',
    bytes: '$context.responseLength',
    latency: '$context.responseLatency',
    error: '$context.error.message',
    authorizerError: '$context.authorizer.error',
  }),
);

/** `/api/runs/{run}/logs` is served under `/api/runs`. */
const rootOf = (path: string): string => path.split('/').slice(0, 3).join('/');

/** The HTTPS door: a greedy route per capability behind one authoriser. */
export class HttpApi extends Construct {
  /** The API's address as the outside sees it, without a slash at its end. */
  readonly url: string;
  readonly #api: Api;
  readonly #authorizer: HttpLambdaAuthorizer;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const { platform } = props;
    this.#api = new Api(this, 'Api', { apiName: platform.prefix, createDefaultStage: false });
    this.url = props.url
      ? props.url.replace('{api}', this.#api.apiId)
      : `https://${this.#api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
    this.#authorizer = new HttpLambdaAuthorizer('Authorizer', props.authorizer, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      identitySource: ['$request.header.Authorization'],
      resultsCacheTtl: Duration.seconds(0),
    });
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/navigator/${platform.prefix}/api-access`,
      retention: platform.logRetention,
      encryptionKey: platform.dataKey.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.#api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 200, burstLimit: 400 },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLogs), format: accessLogFormat },
    });
    platform.alarms.add(this, 'ServerErrors', {
      metric: this.#api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      description: 'The API answered with server errors.',
      runbook: 'api.md#server-errors',
      threshold: 5,
    });
  }

  /** Serves the operations of a capability by its one function. */
  serve(fn: ServiceFunction, operations: readonly Operation[]): void {
    for (const root of new Set(operations.map((operation) => rootOf(operation.http.path)))) {
      const deeper = operations.some((operation) => operation.http.path.startsWith(`${root}/`));
      for (const path of deeper ? [root, `${root}/{proxy+}`] : [root]) {
        this.#addRoute(fn, path, HttpMethod.ANY, this.#authorizer);
      }
    }
  }

  /** Serves strangers, who prove themselves to the function, at `POST /hooks/{hook}`. */
  serveHook(fn: ServiceFunction): void {
    const reason = 'a Git provider has no key of ours: the function verifies its signature';
    this.#serveStrangers(fn, '/hooks/{hook}', HttpMethod.POST, reason);
  }

  /** Serves browsers, whose link is sealed, at `GET /receipts`. */
  serveReceipts(fn: ServiceFunction): void {
    const reason = 'a browser has no key of ours: the function opens only links that are sealed and not over';
    this.#serveStrangers(fn, '/receipts', HttpMethod.GET, reason);
  }

  /** Serves Slack at `POST /slack/{door}`, and the browsers that come back from it at `GET /slack/oauth`. */
  serveSlack(requests: ServiceFunction, redirects: ServiceFunction): void {
    const signed = 'Slack has no key of ours: the function verifies its signature';
    this.#serveStrangers(requests, '/slack/{door}', HttpMethod.POST, signed);
    const sealed = 'a browser has no key of ours: the function takes only a state that we signed, once';
    this.#serveStrangers(redirects, '/slack/oauth', HttpMethod.GET, sealed);
  }

  #serveStrangers(fn: ServiceFunction, path: string, method: HttpMethod, reason: string): void {
    const route = this.#addRoute(fn, path, method, new HttpNoneAuthorizer());
    Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
  }

  /** A route stands beside the function that serves it, whose stack may be another. */
  #addRoute(fn: ServiceFunction, path: string, method: HttpMethod, authorizer: IHttpRouteAuthorizer): HttpRoute {
    return new HttpRoute(fn, `${method} ${path}`, {
      httpApi: this.#api,
      routeKey: HttpRouteKey.with(path, method),
      integration: new HttpLambdaIntegration('Api', fn, { scopePermissionToRoute: false }),
      authorizer,
    });
  }

  /** `API_URL`. */
  tellUrl(fn: ServiceFunction): void {
    fn.addEnvironment('API_URL', this.url);
  }
}
