import { type App, CliCredentialsStackSynthesizer, Tags } from 'aws-cdk-lib';
import type { Config } from './config.ts';
import { NavigatorAirflowEnvironment } from './stacks/airflow-environment.ts';
import { NavigatorApplication } from './stacks/application.ts';
import { NavigatorConversation } from './stacks/conversation.ts';
import { NavigatorData } from './stacks/data.ts';
import { NavigatorTestRunner } from './stacks/test-runner.ts';

/** Adds every stack of one deployment. `NavigatorAirflowEnvironment` and `NavigatorTestRunner` can be deployed to AWS only. */
export const addNavigator = (app: App, config: Config) => {
  const synthesizer = () => (config.cliCredentials ? new CliCredentialsStackSynthesizer() : undefined);
  const data = new NavigatorData(app, 'NavigatorData', { config, synthesizer: synthesizer() });
  const application = new NavigatorApplication(app, 'NavigatorApplication', {
    config,
    data,
    synthesizer: synthesizer(),
  });
  const conversation = new NavigatorConversation(app, 'NavigatorConversation', {
    config,
    data,
    application,
    synthesizer: synthesizer(),
  });
  const airflowEnvironment = new NavigatorAirflowEnvironment(app, 'NavigatorAirflowEnvironment', {
    config,
    data,
    application,
    synthesizer: synthesizer(),
  });
  const testRunner = new NavigatorTestRunner(app, 'NavigatorTestRunner', {
    config,
    application,
    synthesizer: synthesizer(),
  });
  Tags.of(app).add('application', config.prefix);
  return { data, application, conversation, airflowEnvironment, testRunner };
};
