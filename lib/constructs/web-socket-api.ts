import { Aws, Duration, Stack, Validations } from 'aws-cdk-lib';
import { WebSocketApi as Api, WebSocketRoute, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';

export interface WebSocketApiProps {
  readonly platform: Platform;
  /** Asked when a connection is opened; it finds the key in either of two headers. */
  readonly authorizer: ServiceFunction;
  /** The address as the outside sees it, `{api}` standing for the API's id. @default API Gateway's own */
  readonly url?: string;
}

const stageName = 'ws';

/** The WebSocket door: whoever opened it with their key sends frames to one function, and many may send frames to them. */
export class WebSocketApi extends Construct {
  /** Where clients connect to. */
  readonly url: string;
  readonly #api: Api;
  readonly #authorizer: WebSocketLambdaAuthorizer;

  constructor(scope: Construct, id: string, props: WebSocketApiProps) {
    super(scope, id);
    const { platform } = props;
    this.#api = new Api(this, 'Api', { apiName: `${platform.prefix}-ws` });
    this.url = props.url
      ? props.url.replace('{api}', this.#api.apiId)
      : `wss://${this.#api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${stageName}`;
    // With an identity source API Gateway would refuse by itself whoever uses the other header.
    this.#authorizer = new WebSocketLambdaAuthorizer('Authorizer', props.authorizer, { identitySource: [] });
    const stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.#api,
      stageName,
      autoDeploy: true,
      throttle: { rateLimit: 200, burstLimit: 400 },
    });
    const reason =
      'the log of a WebSocket API needs a role that is set for the whole account; our functions log instead';
    for (const id of ['AwsSolutions-APIG1', 'Serverless-APIGWAccessLogging'])
      Validations.of(stage).acknowledge({ id, reason });
    platform.alarms.add(this, 'ServerErrors', {
      metric: this.#api.metric('IntegrationError', { period: Duration.minutes(5), statistic: 'Sum' }),
      description: 'Frames that came over WebSockets could not be handed on.',
      runbook: 'chat.md#serve-web-socket',
      threshold: 5,
    });
  }

  /** Serves opening, frames and closing by one function, beside which the routes stand: its stack may be another. */
  serve(fn: ServiceFunction): void {
    const route = (key: string, authorizer?: WebSocketLambdaAuthorizer): WebSocketRoute =>
      new WebSocketRoute(fn, `Route ${key}`, {
        webSocketApi: this.#api,
        routeKey: key,
        integration: new WebSocketLambdaIntegration(key, fn),
        authorizer,
      });
    route('$connect', this.#authorizer);
    for (const key of ['$disconnect', '$default']) {
      const reason = 'an authoriser is asked when the connection is opened; what the key may do, for each frame';
      Validations.of(route(key)).acknowledge({ id: 'AwsSolutions-APIG4', reason });
    }
  }

  /** Send frames to connections and close them, and `CONNECTIONS_URL`. */
  grantConnections(fn: ServiceFunction, methods: readonly ('POST' | 'DELETE')[]): void {
    const stage = Stack.of(this).formatArn({
      service: 'execute-api',
      resource: this.#api.apiId,
      resourceName: stageName,
    });
    for (const method of methods) {
      const reason = 'API Gateway names connections when they are opened';
      fn.allowPattern(['execute-api:ManageConnections'], `${stage}/${method}/@connections/*`, reason);
    }
    fn.addEnvironment('CONNECTIONS_URL', this.url.replace(/^ws/, 'http'));
  }

  /** `WEB_SOCKET_URL`. */
  tellUrl(fn: ServiceFunction): void {
    fn.addEnvironment('WEB_SOCKET_URL', this.url);
  }
}
