import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { catalogue } from '../../functions/catalogue.ts';
import { ofType, type Placed, synthesise, targetOf } from './deployment.ts';

const all = synthesise('prod');
const FromStack = z.object({ 'Fn::GetStackOutput': z.object({ OutputName: z.string() }) });
/** Logical id of the API that something belongs to, in its own stack or another. */
const apiOf = ({ Properties }: Placed): string => {
  const { data } = FromStack.safeParse(Properties.ApiId);
  return targetOf(Properties.ApiId) ?? data?.['Fn::GetStackOutput'].OutputName.replace(/^.*?OutputRef/, '') ?? '';
};
const of = (api: string) => all.filter((resource) => apiOf(resource).startsWith(api));
const resources = of('HttpApi');
const Route = z.object({ RouteKey: z.string(), AuthorizationType: z.string() });
const routes = ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Route.parse(Properties));

const covers = (routeKey: string, method: string, path: string): boolean => {
  const [routeMethod, routePath = ''] = routeKey.split(' ');
  if (routeMethod !== 'ANY' && routeMethod !== method) return false;
  return routePath.endsWith('/{proxy+}') ? path.startsWith(routePath.slice(0, -'{proxy+}'.length)) : path === routePath;
};

test.each(catalogue.map(({ id, http }) => [id, http] as const))(
  '%s is behind exactly one route',
  (_id, { method, path }) => {
    expect(routes.filter(({ RouteKey }) => covers(RouteKey, method, path))).toHaveLength(1);
  },
);

test('only the hook, the receipts and what Slack calls are open to strangers', () => {
  const open = routes.filter(({ AuthorizationType }) => AuthorizationType !== 'CUSTOM');
  expect(open.map(({ RouteKey }) => RouteKey)).toEqual([
    'POST /hooks/{hook}',
    'GET /receipts',
    'POST /slack/{door}',
    'GET /slack/oauth',
  ]);
});

test('the authoriser is asked for each request anew', () => {
  expect(ofType(resources, 'AWS::ApiGatewayV2::Authorizer').map(({ Properties }) => Properties)).toMatchObject([
    {
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      AuthorizerResultTtlInSeconds: 0,
      EnableSimpleResponses: true,
      IdentitySource: ['$request.header.Authorization'],
    },
  ]);
});

test('the stage is throttled and logs who asked for what', () => {
  expect(ofType(resources, 'AWS::ApiGatewayV2::Stage').map(({ Properties }) => Properties)).toMatchObject([
    {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
      AccessLogSettings: { Format: expect.not.stringContaining('authorization') },
    },
  ]);
});

describe('the WebSocket API', () => {
  const webSocket = of('WebSocketApi');

  test('asks who it is when a connection is opened, with the key in either header', () => {
    const found = ofType(webSocket, 'AWS::ApiGatewayV2::Route').map(({ Properties }) =>
      z.object({ RouteKey: z.string(), AuthorizationType: z.string() }).parse(Properties),
    );
    expect(Object.fromEntries(found.map(({ RouteKey, AuthorizationType }) => [RouteKey, AuthorizationType]))).toEqual({
      $connect: 'CUSTOM',
      $disconnect: 'NONE',
      $default: 'NONE',
    });
    expect(ofType(webSocket, 'AWS::ApiGatewayV2::Authorizer').map(({ Properties }) => Properties)).toMatchObject([
      { AuthorizerType: 'REQUEST', IdentitySource: [] },
    ]);
  });

  test('is throttled', () => {
    expect(ofType(webSocket, 'AWS::ApiGatewayV2::Stage').map(({ Properties }) => Properties)).toMatchObject([
      { StageName: 'ws', DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 } },
    ]);
  });
});
