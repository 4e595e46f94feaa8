import { type Detector, matching, wordEnd, wordStart } from './detector.ts';
import { isExample, isToken } from './values.ts';

/** A pattern that begins with anything, and what is always in it: a text without that need not be searched. */
type Marked = readonly [mark: string, pattern: string];

/**
 * Credentials that their issuers made recognisable, as documented by each of them and by the rules of gitleaks
 * (https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml) and GitHub's list of partners. Lengths are lower
 * bounds, since issuers lengthen their tokens.
 */
const formats: Readonly<Record<string, readonly (string | Marked)[]>> = {
  'aws-access-key': [`${wordStart}(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}${wordEnd}`],
  'aws-bedrock-key': ['ABSK[A-Za-z0-9+/]{100,}={0,2}', 'bedrock-api-key-[A-Za-z0-9+/=]{40,}'],
  // STS's, whatever stands before it: https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html
  'aws-session-token': [`${wordStart}(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[A-Za-z0-9+/]{80,}={0,2}`],
  'github-token': ['gh[pousr]_[A-Za-z0-9_]{30,}(?:[.-][A-Za-z0-9_-]+)*', 'github_pat_[A-Za-z0-9_]{22,}'],
  'gitlab-token': [
    `${wordStart}gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-[A-Za-z0-9_-]{16,}(?:\\.[A-Za-z0-9_-]+)*`,
    `${wordStart}GR1348941[A-Za-z0-9_-]{20,}`,
  ],
  'atlassian-token': [`${wordStart}BBDC-[A-Za-z0-9+/@_-]{40,50}`, 'AT(?:ATT3|CTT3|BB|STT3)[A-Za-z0-9_=-]{20,}'],
  'slack-token': [
    'xox[abceoprsd](?:\\.xox[abp])?-(?=[A-Za-z-]{0,40}\\d)[A-Za-z0-9%-]{10,}',
    'xapp-\\d-[A-Za-z0-9-]{10,}',
  ],
  'slack-webhook': ['hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/(?<secret>[A-Za-z0-9/_-]{20,})'],
  'discord-webhook': ['discord(?:app)?\\.com/api/(?:v\\d{1,2}/)?webhooks/\\d{5,25}/(?<secret>[A-Za-z0-9_-]{20,})'],
  'discord-token': [
    `${wordStart}(?:mfa\\.[A-Za-z0-9_-]{80,}|[MNO][A-Za-z0-9_-]{22,28}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,45})`,
  ],
  'teams-webhook': [
    'office(?:365)?\\.com/[^\\s"\']{1,200}/IncomingWebhook/(?<secret>[^\\s"\']{20,200})',
    'azure\\.com(?::\\d{1,5})?/workflows/[^\\s"\']{1,200}[?&]sig=(?<secret>[A-Za-z0-9_-]{20,})',
  ],
  'stripe-key': [`${wordStart}[sr]k_(?:org_)?(?:live|test|prod)_[A-Za-z0-9]{16,}`, 'whsec_[A-Za-z0-9+/=]{20,}'],
  'google-key': ['AIza[A-Za-z0-9_-]{35}', 'GOCSPX-[A-Za-z0-9_-]{20,}'],
  'google-token': [
    'ya29\\.[A-Za-z0-9_.-]{20,}',
    `${wordStart}1//0[A-Za-z0-9_-]{30,}`,
    `${wordStart}4/0A[A-Za-z0-9_-]{30,}`,
  ],
  'azure-key': [
    ['Q~', `${wordStart}[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}`],
    // https://learn.microsoft.com/purview/sit-defn-azure-devops-personal-access-token and the neighbouring pages
    ['AZDO', `${wordStart}[A-Za-z0-9]{74,80}AZDO[A-Za-z0-9]{4}${wordEnd}`],
    ['==', '(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{74,80}(?:\\+ASt|ACDb|\\+ABa|\\+AMC)[A-Za-z0-9+/]{3,8}={1,2}'],
    ['Az', `${wordStart}[A-Za-z0-9_-]{40,46}(?:AzFu|AzSe)[A-Za-z0-9_-]{4,8}={0,2}`],
  ],
  'anthropic-key': ['sk-ant-[A-Za-z0-9_-]{20,}'],
  'openai-key': [
    `${wordStart}sk-(?:(?:proj|svcacct|admin|or-v1|None)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{32,})`,
    `${wordStart}sess-[A-Za-z0-9]{40}`,
  ],
  'huggingface-token': [`${wordStart}(?:hf|api_org)_[A-Za-z0-9]{30,}`],
  'npm-token': [`${wordStart}npm_[A-Za-z0-9]{30,}`],
  'pypi-token': ['pypi-[A-Za-z0-9_-]{50,}'],
  'rubygems-token': ['rubygems_[0-9a-f]{40,}'],
  'cargo-token': [`${wordStart}cio[A-Za-z0-9]{32}${wordEnd}`],
  'nuget-key': [`${wordStart}oy2[a-z0-9]{43}${wordEnd}`],
  'artifactory-token': [`${wordStart}AKCp[A-Za-z0-9]{60,}`, `${wordStart}cmVmd[A-Za-z0-9]{55,}`],
  'twilio-key': [`${wordStart}SK[0-9a-fA-F]{32}${wordEnd}`],
  'sendgrid-key': [`${wordStart}SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{32,}`],
  'sendinblue-key': ['xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}'],
  'mailgun-key': [
    `${wordStart}key-[0-9a-f]{32}${wordEnd}`,
    `${wordStart}[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}${wordEnd}`,
  ],
  'mailchimp-key': [['-us', `${wordStart}[0-9a-f]{32}-us\\d{1,2}${wordEnd}`]],
  'databricks-token': [`${wordStart}(?:dapi|dose|dkea|doid)[0-9a-f]{32}(?:-\\d)?${wordEnd}`],
  'dbt-token': [`${wordStart}dbt[cu]_[A-Za-z0-9_=-]{30,}`],
  'vault-token': [
    `${wordStart}hv[sbr]\\.[A-Za-z0-9_-]{20,}`,
    `${wordStart}[sbr]\\.(?=[A-Za-z]{0,23}\\d)[A-Za-z0-9]{24}${wordEnd}`,
  ],
  'terraform-token': [['.atlasv1.', `${wordStart}[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,}`]],
  'docker-token': ['dckr_[a-z]{3,5}_[A-Za-z0-9_-]{20,}'],
  'digitalocean-token': [`${wordStart}do[opr]_v1_[0-9a-f]{64}`],
  'heroku-key': ['HRKU-[A-Za-z0-9_-]{30,}'],
  'flyio-token': [`${wordStart}(?:fo1_[A-Za-z0-9_-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{80,}={0,3})`],
  'planetscale-token': ['pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_=.-]{32,}'],
  'supabase-key': [`${wordStart}(?:sbp|sb_secret)_[A-Za-z0-9_-]{30,}`],
  'cloudflare-key': [`${wordStart}v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}`],
  'clickhouse-key': [`${wordStart}4b1d[A-Za-z0-9]{38}${wordEnd}`],
  'alibaba-key': [`${wordStart}LTAI[A-Za-z0-9]{12,26}${wordEnd}`],
  'shopify-token': ['shp(?:at|ca|pa|ss|ua)_[0-9a-fA-F]{32}'],
  'square-token': [`${wordStart}(?:EAAA[A-Za-z0-9_-]{40,}|sq0[a-z]{3}-[A-Za-z0-9_-]{22,})`],
  'facebook-token': [`${wordStart}EAA[A-Z][A-Za-z0-9]{90,}`],
  'paypal-token': ['access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}'],
  'plaid-token': ['access-(?:sandbox|development|production)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'],
  'shippo-token': ['shippo_(?:live|test)_[0-9a-fA-F]{40}'],
  'easypost-key': [`${wordStart}EZ[AT]K[A-Za-z0-9]{54}`],
  'duffel-token': ['duffel_(?:test|live)_[A-Za-z0-9_=-]{43}'],
  'grafana-token': [`${wordStart}eyJrIjoi[A-Za-z0-9]{60,}={0,3}`, 'gl(?:sa|c)_[A-Za-z0-9+/=_]{32,}'],
  'newrelic-key': ['NR(?:AK|II|JS|RA|IQ|SP)-[A-Za-z0-9-]{19,}', ['NRAL', `${wordStart}[0-9a-z]{30,40}NRAL${wordEnd}`]],
  'dynatrace-token': ['dt0[a-z]\\d{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}'],
  'sentry-token': ['sntry[asu]_[A-Za-z0-9+/=_]{32,}'],
  'doppler-token': [`${wordStart}dp\\.(?:pt|st|sa|ct|scim|audit|said)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,}`],
  'pulumi-token': [`${wordStart}pul-[0-9a-f]{40}`],
  'prefect-key': [`${wordStart}pn[ub]_[A-Za-z0-9]{36}`],
  'airtable-token': [`${wordStart}pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}`],
  'asana-token': [['/', `${wordStart}[12]/\\d{12,19}(?:/\\d{12,19})?:[0-9a-f]{32}`]],
  'notion-token': [`${wordStart}(?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43})`],
  'linear-key': ['lin_(?:api|oauth)_[A-Za-z0-9]{32,}'],
  'postman-key': ['PMAK-[0-9a-f]{24}-[0-9a-f]{34}'],
  'figma-token': ['fig[dour]_[A-Za-z0-9_-]{36,}'],
  'typeform-token': ['tfp_[A-Za-z0-9_=.-]{40,}'],
  'hubspot-token': [`${wordStart}pat-(?:na|eu|ap)\\d-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}`],
  'readme-key': ['rdme_[a-z0-9]{70}'],
  'adobe-secret': [`${wordStart}p8e-[A-Za-z0-9_-]{32}`],
  'dropbox-token': [`${wordStart}sl\\.(?:u\\.)?[A-Za-z0-9_=-]{130,}`],
  'frameio-token': ['fio-u-[A-Za-z0-9_=-]{64}'],
  'replicate-token': [`${wordStart}r8_[A-Za-z0-9]{37}`],
  'groq-key': [`${wordStart}gsk_[A-Za-z0-9]{40,}`],
  'xai-key': [`${wordStart}xai-[A-Za-z0-9]{70,}`],
  'perplexity-key': ['pplx-[A-Za-z0-9]{40,}'],
  'langsmith-key': ['lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}'],
  'octopus-key': [`${wordStart}API-[A-Z0-9]{25,32}${wordEnd}`],
  'openshift-token': [`${wordStart}sha256~[A-Za-z0-9_-]{43}`],
  'sourcegraph-token': [`${wordStart}sgp_(?:(?:[0-9a-fA-F]{16}|local)_)?[0-9a-fA-F]{40}`],
  'sonar-token': [`${wordStart}sq[uap]_[0-9a-f]{40}`],
  'buildkite-token': ['bk(?:ua|ct|aj)_[A-Za-z0-9_-]{32,}'],
  'circleci-token': ['CCI(?:PAT|PRJ)_[A-Za-z0-9]{20,24}_[0-9a-f]{40}'],
  'tailscale-key': ['tskey-[a-z]{3,12}-[A-Za-z0-9_-]{16,}'],
  '1password-key': [
    `${wordStart}A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}${wordEnd}`,
    'ops_eyJ[A-Za-z0-9+/]{200,}={0,3}',
  ],
  'netlify-token': [`${wordStart}nfp_[A-Za-z0-9]{36,}`],
  'render-key': [`${wordStart}rnd_[A-Za-z0-9]{28,}`],
  'vercel-token': [`${wordStart}vc[kpa]_[A-Za-z0-9]{24,}`, 'vercel_blob_rw_[A-Za-z0-9]{10,}_[A-Za-z0-9]{20,}'],
  'resend-key': [`${wordStart}re_[A-Za-z0-9]{6,10}_[A-Za-z0-9]{20,}`],
  'pinecone-key': ['pcsk_[A-Za-z0-9_]{40,}'],
  'elevenlabs-key': [`${wordStart}sk_[0-9a-f]{48}${wordEnd}`],
  'fireworks-key': [`${wordStart}fw_[A-Za-z0-9]{20,}`],
  'jina-key': [`${wordStart}jina_[A-Za-z0-9_-]{40,}`],
  'tavily-key': [`${wordStart}tvly-[A-Za-z0-9-]{28,}`],
  'nvidia-key': ['nvapi-[A-Za-z0-9_-]{60,}'],
  'posthog-key': [`${wordStart}ph[xs]_[A-Za-z0-9]{40,}`],
  'honeycomb-key': ['hc[a-z]{2}k_[A-Za-z0-9]{50,}'],
  'axiom-token': ['xa[ap]t-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'],
  'launchdarkly-key': [`${wordStart}(?:api|sdk)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}${wordEnd}`],
  'neon-key': [`${wordStart}napi_[a-z0-9]{60,}`],
  'scaleway-key': [`${wordStart}SCW[A-Z0-9]{17}${wordEnd}`],
  'razorpay-key': ['rzp_(?:live|test)_[A-Za-z0-9]{14,}'],
  'flutterwave-key': ['FLWSECK(?:_TEST)?-[A-Za-z0-9]{12,}'],
  'lob-key': [`${wordStart}(?:live|test)_[0-9a-f]{35}${wordEnd}`],
  'mapbox-token': [`${wordStart}sk\\.eyJ[A-Za-z0-9_-]{40,}\\.[A-Za-z0-9_-]{20,}`],
  'okta-token': [['okta', 'okta[^\\n]{0,60}?(?<![A-Za-z0-9_-])(?<secret>00[A-Za-z0-9_-]{40})(?![A-Za-z0-9_-])']],
  'dropbox-key': [
    ['dropbox', 'dropbox[^\\n]{0,60}?(?<![A-Za-z0-9_-])(?<secret>[A-Za-z0-9]{11}A{10}[A-Za-z0-9_=-]{43})'],
  ],
  'scalingo-token': [`${wordStart}tk-us-[A-Za-z0-9_-]{48}`],
  'clojars-token': ['CLOJARS_[A-Za-z0-9]{60}'],
  'jfrog-token': [`${wordStart}reftkn:\\d{2}:\\d{10}:[A-Za-z0-9]{20,}`],
  'yandex-key': [
    `${wordStart}AQVN[A-Za-z0-9_-]{35,38}`,
    `${wordStart}t1\\.[A-Za-z0-9_-]+={0,2}\\.[A-Za-z0-9_-]{86}={0,2}`,
  ],
  'contentful-token': ['CFPAT-[A-Za-z0-9_-]{43}'],
  'apify-token': ['apify_(?:api|proxy)_[A-Za-z0-9]{30,}'],
  'amazon-mws-key': ['amzn\\.mws\\.[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'],
  'maxmind-key': [['_mmk', '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk']],
  'telegram-token': [[':AA', `(?:${wordStart}|bot)(?<secret>\\d{8,10}:AA[A-Za-z0-9_-]{32,34})`]],
  'age-key': ['AGE-SECRET-KEY-1[0-9A-Z]{58}'],
  'navigator-key': [`${wordStart}nav_[0-9a-z]{12}_[A-Za-z0-9_-]{43}`],
  // The second dot makes it one: base64 of ordinary JSON begins alike. Five parts where it is encrypted (RFC 7516).
  jwt: [`(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){0,3}`],
  // What only its surroundings give away has one kind, so that it has one marker wherever it stands.
  secret: [
    // The secret key of AWS has no mark of its own, but often stands beside its id.
    `${wordStart}(?:AKIA|ASIA)[A-Z0-9]{16}[^A-Za-z0-9/+\\n]{1,20}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])`,
    '(?:AccountKey|SharedAccessKey)=(?<secret>[A-Za-z0-9+/]{20,}={0,2})',
    'azurewebsites\\.net[^\\s"\']{0,300}[?&]code=(?<secret>[A-Za-z0-9_/+-]{20,}={0,2})',
    // Of an address that works for whoever has it.
    '(?:[?&;]|\\\\u0026)sig=(?<secret>[A-Za-z0-9%+/=_-]{20,})',
    '[Xx]-(?:[Aa]mz|[Gg]oog)-(?:[Ss]ignature|[Ss]ecurity-[Tt]oken)=(?<secret>[A-Za-z0-9%+/=_-]{20,})',
    '(?:[?&]|\\\\u0026)(?:Signature|oauth_signature|hmac)=(?<secret>[A-Za-z0-9%+/=_~-]{20,})',
  ],
};

/** What a pattern begins with, where that is always the same. */
const beginningOf = (pattern: string): string =>
  (/^(?:\\\W|[A-Za-z0-9_@/-])+/.exec(pattern.replace(wordStart, ''))?.[0] ?? '').replaceAll('\\', '');

const documented = Object.entries(formats).flatMap(([kind, patterns]) =>
  patterns.map((format) => {
    const [mark, pattern] = typeof format === 'string' ? [beginningOf(format), format] : format;
    return matching({ kind, mark, pattern, accept: (token) => !isExample(token) });
  }),
);

/** Words that issuers put before what they make by chance, when it is a secret. */
const prefix =
  '(?:api|key|token|secret|pat|sk|rk|pw|pwd|live|test|prod|rw|auth|oauth|priv|access|refresh|admin|svc|usr)';

/** A token of an issuer that is not known: words, one of which says what it is, and letters and digits of both cases. */
const alike = matching({
  kind: 'secret',
  pattern: `${wordStart}(?:[a-z][a-z0-9]{1,11}[_-]){0,3}${prefix}[_-](?:v\\d[_-])?(?<secret>[A-Za-z0-9]{20,200})${wordEnd}`,
  accept: (token) => isToken(token) && /[a-z]/.test(token) && /[A-Z]/.test(token),
});

/** One detector for each format, and one for what is like them. */
export const vendorTokens: readonly Detector[] = [...documented, alike];
