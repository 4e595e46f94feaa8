import { App } from 'aws-cdk-lib';
import { readConfig } from '../lib/config.ts';
import { addNavigator } from '../lib/navigator.ts';

const app = new App();
addNavigator(
  app,
  readConfig((name) => app.node.tryGetContext(name)),
);
