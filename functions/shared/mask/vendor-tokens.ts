import { type Detector, matching, wordEnd, wordStart } from './detector.ts';

/**
 * Credentials that their issuers made recognisable, as documented by each of them and by the rules of gitleaks
 * (https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml). Lengths are lower bounds, since issuers
 * lengthen their tokens.
 */
const formats: Readonly<Record<string, readonly string[]>> = {
  'aws-access-key': [`${wordStart}(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}${wordEnd}`],
  // The secret key has no mark of its own, but often stands beside its id.
  'aws-secret-key': [
    `${wordStart}(?:AKIA|ASIA)[A-Z0-9]{16}[^A-Za-z0-9/+\\n]{1,20}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])`,
  ],
  'github-token': ['gh[pousr]_[A-Za-z0-9_]{30,}(?:[.-][A-Za-z0-9_-]+)*', 'github_pat_[A-Za-z0-9_]{22,}'],
  'gitlab-token': [
    `${wordStart}gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-[A-Za-z0-9_-]{16,}(?:\\.[A-Za-z0-9_-]+)*`,
    `${wordStart}GR1348941[A-Za-z0-9_-]{20,}`,
  ],
  'atlassian-token': ['AT(?:ATT3|CTT3|BB)[A-Za-z0-9_=-]{20,}'],
  'slack-token': ['xox[abeoprs](?:\\.xox[abp])?-[A-Za-z0-9-]{10,}', 'xapp-\\d-[A-Za-z0-9-]{10,}'],
  'slack-webhook': ['hooks\\.slack\\.com/(?:services|workflows|triggers)/(?<secret>[A-Za-z0-9/_-]{20,})'],
  'discord-webhook': ['discord(?:app)?\\.com/api/webhooks/\\d{5,25}/(?<secret>[A-Za-z0-9_-]{20,})'],
  'teams-webhook': ['webhook\\.office\\.com/[^\\s"\']{1,200}/IncomingWebhook/(?<secret>[^\\s"\']{20,200})'],
  'stripe-key': ['[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,}', 'whsec_[A-Za-z0-9+/=]{20,}'],
  'google-key': ['AIza[A-Za-z0-9_-]{35}', 'GOCSPX-[A-Za-z0-9_-]{20,}'],
  'google-token': ['ya29\\.[A-Za-z0-9_-]{20,}', `${wordStart}1//0[A-Za-z0-9_-]{30,}`],
  'azure-key': [
    '(?:AccountKey|SharedAccessKey)=(?<secret>[A-Za-z0-9+/]{20,}={0,2})',
    `${wordStart}[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}`,
  ],
  // Of an address that works for whoever has it.
  signature: [
    '[?&]sig=(?<secret>[A-Za-z0-9%+/=_-]{20,})',
    'X-(?:Amz|Goog)-(?:Signature|Security-Token)=(?<secret>[A-Za-z0-9%+/=_-]{20,})',
  ],
  'anthropic-key': ['sk-ant-[A-Za-z0-9_-]{20,}'],
  'openai-key': [`${wordStart}sk-(?:(?:proj|svcacct|admin|or-v1)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{32,})`],
  'huggingface-token': [`${wordStart}hf_[A-Za-z0-9]{30,}`],
  'npm-token': [`${wordStart}npm_[A-Za-z0-9]{30,}`],
  'pypi-token': ['pypi-[A-Za-z0-9_-]{50,}'],
  'twilio-key': [`${wordStart}SK[0-9a-f]{32}${wordEnd}`],
  'sendgrid-key': [`${wordStart}SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{32,}`],
  'mailgun-key': [`${wordStart}key-[0-9a-f]{32}${wordEnd}`],
  'databricks-token': [`${wordStart}dapi[0-9a-f]{32}(?:-\\d)?${wordEnd}`],
  'dbt-token': [`${wordStart}dbt[cu]_[A-Za-z0-9_=-]{30,}`],
  'vault-token': [`${wordStart}hv[sbr]\\.[A-Za-z0-9_-]{20,}`],
  'docker-token': ['dckr_[a-z]{3,5}_[A-Za-z0-9_-]{20,}'],
  'digitalocean-token': [`${wordStart}do[opr]_v1_[0-9a-f]{64}`],
  'shopify-token': ['shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}'],
  'grafana-token': ['gl(?:sa|c)_[A-Za-z0-9+/=_]{32,}'],
  'newrelic-key': ['NR(?:AK|II|JS|RA)-[A-Za-z0-9]{20,}'],
  'telegram-token': [`${wordStart}\\d{8,10}:AA[A-Za-z0-9_-]{33}`],
  'age-key': ['AGE-SECRET-KEY-1[0-9A-Z]{58}'],
  'navigator-key': [`${wordStart}nav_[0-9a-z]{12}_[A-Za-z0-9_-]{43}`],
  // The second dot makes it one: base64 of ordinary JSON begins alike. Five parts where it is encrypted (RFC 7516).
  jwt: [`${wordStart}eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){0,3}`],
};

/** One detector for each format. */
export const vendorTokens: readonly Detector[] = Object.entries(formats).flatMap(([kind, patterns]) =>
  patterns.map((pattern) => matching({ kind, pattern })),
);
