import { expect, test } from 'vitest';
import * as z from 'zod';
import { grantsOf, ofType, type Placed, synthesiseApplication, targetOf } from './deployment.ts';

const resources = synthesiseApplication('prod');
const Fn = z.object({
  FunctionName: z.string(),
  Role: z.unknown(),
  VpcConfig: z.object({ SubnetIds: z.array(z.unknown()), SecurityGroupIds: z.array(z.unknown()) }).optional(),
});

const importer = ofType(resources, 'AWS::Lambda::Function')
  .map(({ Properties }) => Fn.parse(Properties))
  .find(({ FunctionName }) => FunctionName === 'navigator-workflows-import-files');

const find = (id: unknown): Placed | undefined => resources.find((resource) => resource.id === targetOf(id));

test('what imports foreign code stands in subnets that no route leaves', () => {
  const { SubnetIds = [] } = importer?.VpcConfig ?? {};
  expect(SubnetIds.map((id) => find(id)?.Type)).toEqual(['AWS::EC2::Subnet', 'AWS::EC2::Subnet']);
  const leading =
    /^AWS::EC2::(Route|InternetGateway|NatGateway|VPCGatewayAttachment|VPCEndpoint|VPCPeeringConnection)$/;
  expect(resources.filter(({ Type }) => leading.test(Type))).toEqual([]);
});

test('and its security group lets nothing in or out', () => {
  const { SecurityGroupIds = [] } = importer?.VpcConfig ?? {};
  const groups = SecurityGroupIds.map((id) => find(id)?.Properties);
  // The one address is CDK's way to say none: without a rule, AWS would allow all.
  expect(groups).toEqual([
    expect.objectContaining({ SecurityGroupEgress: [expect.objectContaining({ CidrIp: '255.255.255.255/32' })] }),
  ]);
  expect(groups[0]).not.toHaveProperty('SecurityGroupIngress');
});

test('and what its role may for the network its code may not', () => {
  const deny = grantsOf(resources, targetOf(importer?.Role) ?? '').filter(({ Effect }) => Effect === 'Deny');
  expect(deny).toEqual([
    expect.objectContaining({
      Action: expect.arrayContaining(['ec2:CreateNetworkInterface']),
      Resource: ['*'],
      Condition: { ArnEquals: { 'lambda:SourceFunctionArn': expect.anything() } },
    }),
  ]);
});
