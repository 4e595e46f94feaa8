import { type Detector, matching } from './detector.ts';
import { isMadeUp, isValue } from './values.ts';

const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';

/** Names of issuers whose credentials have a length but no mark, and what those look like; after TruffleHog's detectors. */
const shapes: Readonly<Record<string, string>> = {
  'datadog|datadoghq': '[0-9a-f]{40}|[0-9a-f]{32}',
  twilio: '[0-9a-f]{32}',
  'jenkins|rollbar|bugsnag|loggly|logdna|mixpanel|amplitude|trello|openweather|openai|mistral|cohere|deepgram|rapidapi|shodan|virustotal|dagster|prefect|airbyte|fivetran|dbt|looker|tableau|segment|intercom|codecov|travis|drone|bitrise|honeycomb|elastic|confluent|kafka|snowflake|gitlab|github|slack|discord|vault|nexus|artifactory|harbor|quay|mattermost|sumo[ _-]?logic|dropbox|okta|auth0|keycloak':
    '[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[A-Za-z0-9_-]{24,64}',
  cloudflare: '[0-9a-f]{37}|[A-Za-z0-9_-]{40}',
  'heroku|snyk|squarespace|sendbird|opsgenie|splunk|codecov|postmark|consul|nomad|zapier|scaleway|launchdarkly': uuid,
  'pagerduty|zoom|finnhub': '[A-Za-z0-9_+-]{20}',
  'fastly|algolia|mailgun|adafruit|finicity|coinbase|kraken': '[A-Za-z0-9_-]{32}',
  'new[_-]?relic|sentry|circleci|wandb|sonar|sonarqube|zendesk|atlassian|jira|netlify':
    '[0-9a-f]{64}|[A-Za-z0-9_-]{40}',
  'azure|microsoft|windows\\.net': '[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=|[A-Za-z0-9_~.-]{40}|[a-z2-7]{52}',
  'aws|amazon|secret': '[A-Za-z0-9/+]{40}',
};

/** A word that says what the value is, after the issuer's name and before the value. */
const word = '(?:token|key|secret|credential|password|auth)';

const border = '[A-Za-z0-9_+/=.-]';

/** What stands after the name of its issuer and a word that says what it is, on the same line. */
const ofIssuers = Object.entries(shapes).map(([issuer, shape]) =>
  matching({
    kind: 'secret',
    pattern: `(?:${issuer})[^\\n]{0,60}?${word}[^\\n]{0,40}?(?:(?<!${border})|(?<=\\x1b\\[[\\d;]{1,8}m))(?<secret>${shape})(?!${border.replace('.', '')})`,
    flags: 'i',
    accept: (value) => isMadeUp(value) && /\d/.test(value) && /[A-Za-z]/.test(value),
  }),
);

/** Secrets that the name of their issuer gives away, or what they are given to. */
export const nearbyWords: readonly Detector[] = [
  ...ofIssuers,
  // What is given to a command that logs in: `echo X | docker login --password-stdin`.
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:echo(?:[ \t]-\w{1,3})?|printf(?:[ \t]["']?%s(?:\\n)?["']?)?)[ \t]{1,5}["']?(?:[\w.-]{1,60}:(?!//))?(?<secret>[^\s"'|]{6,500})["']?[ \t]{0,5}\|[^\n]{0,100}?(?:\blogin\b|--with-token|-stdin|\bsudo -S|\bchpasswd|\bkinit|\bpasswd\b|\bcryptsetup\b)`,
    accept: isValue,
  }),
];
