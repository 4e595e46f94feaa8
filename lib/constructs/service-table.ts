import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import type { ServiceFunction } from './service-function.ts';

export interface ServiceTableProps {
  readonly tableName: string;
  readonly dataKey: DataKey;
  /** Whether the table outlives its stack and refuses to be deleted. */
  readonly keepData: boolean;
}

const reading = ['dynamodb:GetItem', 'dynamodb:Query'];
const writing = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];
const deleting = ['dynamodb:DeleteItem'];

/** The one table of a capability: keys `pk` and `sk`, the tenant being the first part of `pk`. */
export class ServiceTable extends Construct {
  readonly table: Table;
  readonly #dataKey: DataKey;

  constructor(scope: Construct, id: string, props: ServiceTableProps) {
    super(scope, id);
    this.#dataKey = props.dataKey;
    this.table = new Table(this, 'Table', {
      tableName: props.tableName,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.dataKey.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.keepData,
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** Get and query, and `TABLE_NAME`. */
  grantRead(fn: ServiceFunction): void {
    this.#grant(fn, reading);
    this.#dataKey.grantRead(fn, 'dynamodb');
  }

  /** Get, query, put and update, also in transactions, and `TABLE_NAME`. */
  grantReadWrite(fn: ServiceFunction): void {
    this.#grant(fn, [...reading, ...writing]);
    this.#dataKey.grantReadWrite(fn, 'dynamodb');
  }

  /** All that `grantReadWrite` gives, and delete. */
  grantReadWriteDelete(fn: ServiceFunction): void {
    this.#grant(fn, [...reading, ...writing, ...deleting]);
    this.#dataKey.grantReadWrite(fn, 'dynamodb');
  }

  /**
   * Get a directory's entries and update one kind of record, nothing else of the table, and `TABLE_NAME`: for functions that
   * face strangers. `find` is a whole partition, `record` a partition of each tenant.
   */
  grantRecord(fn: ServiceFunction, { find, record }: { readonly find: string; readonly record: string }): void {
    const only = (action: string, partition: string) =>
      new PolicyStatement({
        actions: [action],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partition] } },
      });
    fn.addToRolePolicy(only('dynamodb:GetItem', find));
    fn.addToRolePolicy(only('dynamodb:UpdateItem', `*#${record}`));
    this.#dataKey.grantReadWrite(fn, 'dynamodb');
    fn.addEnvironment('TABLE_NAME', this.table.tableName);
  }

  #grant(fn: ServiceFunction, actions: readonly string[]): void {
    fn.allow(actions, [this.table.tableArn]);
    fn.addEnvironment('TABLE_NAME', this.table.tableName);
  }
}
